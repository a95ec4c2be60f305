import { linkFigure, relations } from './aggregation.ts'
import type { ScopeCase } from './case.ts'
import { exactSum, printDecimal } from './exact.ts'

/** What the entity itself, or one related enterprise, adds to the figures of one period; decimal numbers, null where unknown. */
export interface Contribution {
  /** Null for the entity itself. */
  readonly name: string | null
  readonly kind: 'own' | 'partner' | 'linked'
  /** Share of the enterprise's figures that counts, 25 to 100 percent. */
  readonly percent: number
  readonly year: number | null
  readonly headcount: string | null
  readonly turnover: string | null
  readonly balance: string | null
}

/**
 * How the figures of an entity come together: its own, then of each partner its share and of each linked enterprise all, for the
 * last two periods. Empty where no relation adds anything. The rows of a period add up to the figures that the decision compares.
 * @see Recommendation 2003/361/EC, Annex, Art. 6(2)-(4)
 */
export function contributions(facts: ScopeCase): readonly Contribution[] {
  const { counted } = relations(facts.links)
  if (counted.length === 0) return []
  const years = facts.years ?? []
  const periods = years.length === 0 ? [{ year: null, own: facts }] : years.slice(-2).map((own) => ({ year: own.year, own }))
  return periods.flatMap(({ year, own }) => [
    {
      name: null,
      kind: 'own' as const,
      percent: 100,
      year,
      headcount: share(own.headcount, 100),
      turnover: share(own.turnoverEur, 100),
      balance: share(own.balanceEur, 100),
    },
    ...counted.map(({ link, name, kind, percent }) => ({
      name,
      kind,
      percent,
      year,
      headcount: share(linkFigure(link, year, 'headcount'), percent),
      turnover: share(linkFigure(link, year, 'turnoverEur'), percent),
      balance: share(linkFigure(link, year, 'balanceEur'), percent),
    })),
  ])
}

const share = (value: number | null | undefined, percent: number): string | null =>
  value === null || value === undefined ? null : printDecimal(exactSum([{ value, percent }]))
