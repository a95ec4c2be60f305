import type { Language } from '../framework/text.ts'
import type { Decision } from './decide.ts'
import type { NisClass, StateCode } from './law-pack.ts'
import type { ScopeMessages } from './messages.ts'
import { messagesDe } from './messages-de.ts'
import { messagesEn } from './messages-en.ts'
import type { NationalClass } from './national.ts'
import type { Question } from './questions.ts'
import type { Reason } from './reasons.ts'

/** A decision in words; the shape of one line of `caponier scope --jsonl`. */
export interface RenderedDecision {
  readonly id: string | number
  readonly class: NisClass
  readonly size: Decision['size']
  readonly jurisdictions: readonly StateCode[]
  readonly national: readonly NationalClass[]
  readonly reasons: readonly { readonly rule: string; readonly article: string; readonly fact: string }[]
  readonly questions: readonly { readonly code: string; readonly text: string }[]
}

export const scopeMessages = (lang: Language): ScopeMessages => (lang === 'de' ? messagesDe : messagesEn)

/** The fact of one reason: the deciding value with its threshold. */
export function renderReason(reason: Reason, lang: Language): string {
  // The table is keyed by rule with the params of that rule; TypeScript does not correlate the two through an index.
  const say = scopeMessages(lang).reason[reason.rule] as (params: Reason['params']) => string
  return say(reason.params)
}

export function renderQuestion(question: Question, lang: Language): string {
  const ask = scopeMessages(lang).question[question.code] as (params: Question['params']) => string
  return ask(question.params)
}

export const renderDecision = (decision: Decision, lang: Language): RenderedDecision => ({
  id: decision.id,
  class: decision.class,
  size: decision.size,
  jurisdictions: decision.jurisdictions,
  national: decision.national,
  reasons: decision.reasons.map((reason) => ({ rule: reason.rule, article: reason.article, fact: renderReason(reason, lang) })),
  questions: decision.questions.map((question) => ({ code: question.code, text: renderQuestion(question, lang) })),
})
