import type { MovedNumbers } from '@caponier/contract/assessment/cells'

/** One number that moved, ready to be shown: what, and from what to what. */
export interface EffectLine {
  readonly kind: 'level' | 'evidenced-level' | 'measure'
  /** FR or measure, e.g. `UC`, `21(2)(e)`. */
  readonly what: string
  /** Subject, entity or site by name. */
  readonly where: string
  readonly before: string
  readonly after: string
  readonly direction: 'up' | 'down'
}

const DASH = '–'

/**
 * The effect of a save in lines, the nearest first: levels of the answered subject, then others', then measures by size of the move.
 * Measures show the implemented number, or where it stood still the first that moved, in percent with one decimal.
 */
export function effectLines(moved: MovedNumbers, subject: string, language: string): readonly EffectLine[] {
  const levels = moved.levels.toSorted((a, b) => Number(b.subject === subject) - Number(a.subject === subject))
  return [
    ...levels.flatMap(({ fr, name, before, after }) => [
      ...levelLine('level', fr, name, before.achieved, after.achieved),
      ...levelLine('evidenced-level', fr, name, before.evidenced, after.evidenced),
    ]),
    ...moved.measures
      .map((one) => ({ one, by: movedNumber(one) }))
      .toSorted((a, b) => Math.abs(delta(b.by)) - Math.abs(delta(a.by)))
      .map(({ one, by }): EffectLine => ({
        kind: 'measure',
        what: one.measure,
        where: one.scope.name,
        ...percents(by, language),
        direction: delta(by) < 0 ? 'down' : 'up',
      })),
  ]
}

function levelLine(kind: EffectLine['kind'], what: string, where: string, before: number | null, after: number | null): EffectLine[] {
  if (before === after) return []
  return [{ kind, what, where, before: text(before), after: text(after), direction: (after ?? 0) < (before ?? 0) ? 'down' : 'up' }]
}

interface Step {
  readonly before: number | null
  readonly after: number | null
}

const NUMBERS = ['implemented', 'evidenced', 'designed'] as const

function movedNumber({ before, after }: MovedNumbers['measures'][number]): Step {
  const name = NUMBERS.find((one) => before[one] !== after[one]) ?? 'implemented'
  return { before: before[name], after: after[name] }
}

const delta = ({ before, after }: Step): number => (after ?? 0) - (before ?? 0)
const text = (level: number | null): string => (level === null ? DASH : String(level))

/** Two shares in percent with as many decimals as it takes to tell them apart: one, at most four. */
function percents({ before, after }: Step, language: string): { readonly before: string; readonly after: string } {
  for (let digits = 1; ; digits++) {
    const [was, is] = [percent(before, digits, language), percent(after, digits, language)]
    if (was !== is || digits === 4) return { before: was, after: is }
  }
}

const percent = (share: number | null, digits: number, language: string): string =>
  share === null ? DASH : (share * 100).toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits })
