import type { Figures, ScopeCase, YearFigures } from './case.ts'

/** The entity's own figures of the latest period, and the case as if given figures had held for two closed periods. */
export interface Latest {
  readonly figures: Figures
  readonly steady: (figures: Figures) => ScopeCase
}

/** Null when the case has no figure of its own. */
export function latestFigures(facts: ScopeCase, asOf: string): Latest | null {
  const last: YearFigures | undefined = (facts.years ?? []).at(-1)
  const { headcount, turnoverEur, balanceEur } = last ?? facts
  if ((headcount ?? null) === null && (turnoverEur ?? null) === null && (balanceEur ?? null) === null) return null
  const year = last?.year ?? Number(asOf.slice(0, 4)) - 1
  return {
    figures: { headcount, turnoverEur, balanceEur },
    steady: (figures) => ({
      ...facts,
      years: [
        { ...figures, year: year - 1 },
        { ...figures, year },
      ],
    }),
  }
}

/** A change of some of the figures; what is absent stays. */
export interface FigureChange {
  readonly headcount?: number
  readonly turnoverEur?: number
  readonly balanceEur?: number
}

/**
 * Smallest changes of own figures for which `differs` holds. The class is monotone in each figure, so that bisection finds
 * the first step exactly: whole persons for headcount, cents for money.
 */
export function searchFigures(
  now: Figures,
  differs: (figures: Figures) => boolean,
  most: { readonly headcount: number; readonly euro: number },
): readonly FigureChange[] {
  const found: FigureChange[] = []
  const holds = (change: FigureChange): boolean => differs({ ...now, ...change })
  const headcount = now.headcount ?? null
  const turnover = now.turnoverEur ?? null
  const balance = now.balanceEur ?? null
  if (headcount !== null) {
    const more = (steps: number): FigureChange => ({ headcount: headcount + steps })
    const fewer = (steps: number): FigureChange => ({ headcount: Math.max(0, headcount - steps) })
    push(
      found,
      more,
      firstStep(1, Math.floor(most.headcount - headcount), (steps) => holds(more(steps))),
    )
    push(
      found,
      fewer,
      firstStep(1, Math.ceil(headcount), (steps) => holds(fewer(steps))),
    )
  }
  if (turnover !== null && balance !== null) {
    const raised = raise(turnover, balance, holds, most.euro)
    if (raised !== null) found.push(raised)
    push(
      found,
      (steps) => ({ turnoverEur: lower(turnover, steps) }),
      firstStep(1, cents(turnover), (steps) => holds({ turnoverEur: lower(turnover, steps) })),
    )
    push(
      found,
      (steps) => ({ balanceEur: lower(balance, steps) }),
      firstStep(1, cents(balance), (steps) => holds({ balanceEur: lower(balance, steps) })),
    )
  }
  if (headcount !== null && !found.some((change) => isLower(change, now))) found.push(...lowerTogether(headcount, turnover, balance, holds))
  return found
}

const push = (into: FigureChange[], change: (steps: number) => FigureChange, steps: number | null): void => {
  if (steps !== null) into.push(change(steps))
}

const cents = (euro: number): number => Math.ceil(euro * 100)
/** `steps` cents below, on whole cents. */
const lower = (euro: number, steps: number): number => (cents(euro) - steps) / 100

/** Turnover and balance raised until both ceilings are passed; null when no height does it or only one moves nothing. */
function raise(turnover: number, balance: number, holds: (change: FigureChange) => boolean, most: number): FigureChange | null {
  const top = Math.floor(most * 100)
  const turnoverAt = firstStep(Math.floor(turnover * 100), top, (value) =>
    holds({ turnoverEur: Math.max(turnover, value / 100), balanceEur: most }),
  )
  const balanceAt = firstStep(Math.floor(balance * 100), top, (value) =>
    holds({ turnoverEur: most, balanceEur: Math.max(balance, value / 100) }),
  )
  if (turnoverAt === null || balanceAt === null) return null
  const change: FigureChange = {
    ...(turnoverAt / 100 > turnover ? { turnoverEur: turnoverAt / 100 } : {}),
    ...(balanceAt / 100 > balance ? { balanceEur: balanceAt / 100 } : {}),
  }
  return holds(change) ? change : null
}

/** Headcount and one of the money figures lowered together, where each alone leaves the other over its ceiling. */
function lowerTogether(
  headcount: number,
  turnover: number | null,
  balance: number | null,
  holds: (change: FigureChange) => boolean,
): readonly FigureChange[] {
  const found: FigureChange[] = []
  for (const [figure, value] of [
    ['turnoverEur', turnover],
    ['balanceEur', balance],
  ] as const) {
    if (value === null) continue
    const persons = firstStep(1, Math.ceil(headcount), (steps) => holds({ headcount: Math.max(0, headcount - steps), [figure]: 0 }))
    if (persons === null) continue
    const fewer = Math.max(0, headcount - persons)
    const euro = firstStep(1, cents(value), (steps) => holds({ headcount: fewer, [figure]: lower(value, steps) }))
    if (euro !== null) found.push({ headcount: fewer, [figure]: lower(value, euro) })
  }
  return found
}

const isLower = (change: FigureChange, now: Figures): boolean =>
  (change.headcount ?? now.headcount ?? 0) < (now.headcount ?? 0) ||
  (change.turnoverEur ?? now.turnoverEur ?? 0) < (now.turnoverEur ?? 0) ||
  (change.balanceEur ?? now.balanceEur ?? 0) < (now.balanceEur ?? 0)

/** The first whole number from `low` to `high` for which a monotone condition holds; null when it holds for none. */
function firstStep(low: number, high: number, holds: (value: number) => boolean): number | null {
  if (high < low || !holds(high)) return null
  let from = low
  let to = high
  while (from < to) {
    const middle = from + Math.floor((to - from) / 2)
    if (holds(middle)) to = middle
    else from = middle + 1
  }
  return to
}
