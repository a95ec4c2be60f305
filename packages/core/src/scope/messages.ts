import type { Question, QuestionCode } from './questions.ts'
import type { Reason } from './reasons.ts'

/** A sentence for each rule and each question. English and German have the same keys by type. */
export interface ScopeMessages {
  readonly reason: { readonly [R in Reason['rule']]: (params: Extract<Reason, { readonly rule: R }>['params']) => string }
  readonly question: { readonly [C in QuestionCode]: (params: Extract<Question, { readonly code: C }>['params']) => string }
}
