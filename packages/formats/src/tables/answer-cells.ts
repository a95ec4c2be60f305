import type { WorkspaceAnswer } from '@caponier/core/company/index'
import type { AnswerField } from './columns.ts'

type State = WorkspaceAnswer['state']

const WORDS: Readonly<Record<State, readonly string[]>> = {
  'not-assessed': ['not assessed', 'open', 'nicht bewertet', 'offen', 'unbewertet', 'todo', '?'],
  'not-met': ['not met', 'no', 'missing', 'nicht erfüllt', 'nein', 'fehlt', 'non compliant', 'non-compliant'],
  partly: ['partly met', 'partial', 'partially', 'partially met', 'teilweise', 'teilweise erfüllt', 'partly'],
  met: ['met', 'yes', 'fulfilled', 'erfüllt', 'ja', 'compliant', 'ok', 'done'],
  compensated: ['met by compensation', 'compensated', 'compensating', 'kompensiert', 'durch ersatzmaßnahme erfüllt', 'ersatzmaßnahme'],
  'not-applicable': ['not applicable', 'n/a', 'na', 'n.a.', 'nicht anwendbar', 'entfällt', 'nicht zutreffend', 'n. z.'],
}

const norm = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
const BY_WORD = new Map(
  Object.entries(WORDS).flatMap(([state, words]) => [state, ...words].map((word) => [norm(word), state as State] as const)),
)

export const STATE_WORDS: readonly string[] = Object.keys(WORDS)

/** The answer state that a cell means, in English or German. */
export const stateOfCell = (text: string): State | undefined => BY_WORD.get(norm(text))

/** Text of one cell of the answer sheet; an answer that is absent is not assessed. */
export function answerCell(
  answer: Partial<WorkspaceAnswer> | undefined,
  field: Exclude<AnswerField, 'subjectName' | 'title' | 'subject' | 'framework' | 'requirement'>,
): string {
  if (field === 'state') return answer?.state ?? 'not-assessed'
  const value = answer?.[field]
  return value === undefined ? '' : String(value)
}
