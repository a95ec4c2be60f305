import type { RequirementRow } from '@caponier/contract/assessment/assessments'
import type { AnswerStateName } from '@caponier/core/company/assessment'
import { ALL_STATES } from './answer-state.ts'
import { isReviewDue } from './review.ts'

/** What of an assessment is shown. Empty lists let everything through. */
export interface RowFilter {
  readonly text: string
  readonly gapOnly: boolean
  readonly domains: readonly string[]
  readonly gates: readonly number[]
  readonly states: readonly AnswerStateName[]
  readonly inherited: boolean
  readonly withoutEvidence: boolean
  readonly delegated: boolean
  readonly reviewDue: boolean
}

export const NO_FILTER: RowFilter = {
  text: '',
  gapOnly: false,
  domains: [],
  gates: [],
  states: [],
  inherited: false,
  withoutEvidence: false,
  delegated: false,
  reviewDue: false,
}

/** The same filter in the grammar of lists, for the file: it holds exactly the rows that are shown. */
export function listQueryOf(filter: RowFilter): { readonly q?: string; readonly filter?: string[] } {
  const flags = (['gapOnly', 'inherited', 'withoutEvidence', 'delegated', 'reviewDue'] as const).filter((one) => filter[one])
  const clauses = [
    ...flags.map((one) => `${one === 'gapOnly' ? 'gap' : one}:eq:true`),
    ...(filter.domains.length > 0 ? [`domain:in:${filter.domains.map(escaped).join('|')}`] : []),
    ...(filter.gates.length > 0 ? [`gate:in:${filter.gates.join('|')}`] : []),
    ...(filter.states.length > 0 ? [`state:in:${filter.states.join('|')}`] : []),
  ]
  return { ...(filter.text.trim() !== '' && { q: filter.text.trim() }), ...(clauses.length > 0 && { filter: clauses }) }
}

const escaped = (value: string): string => value.replaceAll(/[\\|]/g, (mark) => `\\${mark}`)

/** What a saved view holds of the filter; whatever it does not hold, or holds otherwise, lets everything through. */
export function keptFilter(content: Readonly<Record<string, unknown>>): RowFilter {
  const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [])
  const { text, domains, gates, states } = content
  return {
    text: typeof text === 'string' ? text : '',
    gapOnly: content['gapOnly'] === true,
    domains: texts(domains),
    gates: Array.isArray(gates) ? gates.filter((one): one is number => typeof one === 'number') : [],
    states: ALL_STATES.filter((state) => texts(states).includes(state)),
    inherited: content['inherited'] === true,
    withoutEvidence: content['withoutEvidence'] === true,
    delegated: content['delegated'] === true,
    reviewDue: content['reviewDue'] === true,
  }
}

export const isFiltered = (filter: RowFilter): boolean => JSON.stringify(filter) !== JSON.stringify(NO_FILTER)

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Rows that the filter lets through, in their order. Every word of the text must occur in id, title, note or justification. */
export function filterRows(rows: readonly RequirementRow[], filter: RowFilter, today: string): readonly RequirementRow[] {
  const words = fold(filter.text).split(/\s+/).filter(Boolean)
  return rows.filter(
    (row) =>
      (!filter.gapOnly || row.gap) &&
      (filter.domains.length === 0 || filter.domains.includes(row.domain)) &&
      (filter.gates.length === 0 || (row.gate !== null && filter.gates.includes(row.gate))) &&
      (filter.states.length === 0 || filter.states.includes(row.state)) &&
      (!filter.inherited || row.sources.length > 0) &&
      (!filter.withoutEvidence || ((row.state === 'met' || row.state === 'compensated') && row.validEvidence === 0)) &&
      (!filter.delegated || row.delegation !== null) &&
      (!filter.reviewDue || isReviewDue(row, today)) &&
      (words.length === 0 || hasWords(row, words)),
  )
}

function hasWords(row: RequirementRow, words: readonly string[]): boolean {
  const text = fold(`${row.requirement} ${row.title} ${row.own?.note ?? ''} ${row.own?.justification ?? ''}`)
  return words.every((word) => text.includes(word))
}

/** The next row after `from` that is still to be answered, round the end; undefined when none is left. */
export function nextOpen(rows: readonly RequirementRow[], from: number): number | undefined {
  for (let step = 1; step <= rows.length; step++) {
    const index = (from + step) % rows.length
    if (rows[index]?.state === 'not-assessed') return index
  }
  return undefined
}
