import type { Figures, Link, ScopeCase, YearFigures } from './case.ts'
import type { Term } from './exact.ts'

/** Relations of 2003/361/EC Annex Art. 3: autonomous adds nothing, a partner its share, a linked enterprise all. */
export type LinkKind = 'autonomous' | 'partner' | 'linked'

/** A relation as it counts. */
export interface CountedLink {
  readonly link: Link
  /** Name for people: `to`, or its position. */
  readonly name: string
  readonly kind: 'partner' | 'linked'
  /** What of its figures is added, 25..100. */
  readonly percent: number
}

export interface Relations {
  readonly counted: readonly CountedLink[]
  /** More than half of the capital or votes, but no control stated: counted as linked, for counsel to confirm. */
  readonly withoutControl: readonly CountedLink[]
  /** Enterprises named more than once with different figures. */
  readonly contradictory: readonly string[]
}

/**
 * Kind of a relation: control links at any share; above 50 % links; 25 % to 50 % makes a partner; below 25 % stays autonomous.
 * @see Recommendation 2003/361/EC, Annex, Art. 3(1)-(3)
 */
export function linkKind(link: Link): LinkKind {
  const share = link.sharePercent ?? 0
  if (link.control === true || share > 50) return 'linked'
  return share >= 25 ? 'partner' : 'autonomous'
}

const NO_RELATIONS: Relations = { counted: [], withoutControl: [], contradictory: [] }

/**
 * The relations that add figures. An enterprise named twice (cross-holding, capital beside votes) counts once, with the
 * greater share (Annex Art. 6(2)).
 */
export function relations(links: readonly Link[] | null | undefined): Relations {
  if (links === null || links === undefined || links.length === 0) return NO_RELATIONS
  const byName = new Map<string, CountedLink>()
  const contradictory = new Set<string>()
  for (const [index, link] of links.entries()) {
    const kind = linkKind(link)
    if (kind === 'autonomous') continue
    const name = link.to ?? `links[${index}]`
    const next: CountedLink = { link, name, kind, percent: kind === 'linked' ? 100 : (link.sharePercent ?? 0) }
    const known = byName.get(name)
    if (known === undefined || next.percent > known.percent) byName.set(name, next)
    if (known !== undefined && !sameFigures(known.link, link)) contradictory.add(name)
  }
  const counted = [...byName.values()]
  return {
    counted,
    withoutControl: counted.filter((entry) => entry.kind === 'linked' && entry.link.control !== true),
    contradictory: [...contradictory],
  }
}

const sameFigures = (a: Figures, b: Figures): boolean =>
  a.headcount === b.headcount && a.turnoverEur === b.turnoverEur && a.balanceEur === b.balanceEur

export type FigureName = 'headcount' | 'turnoverEur' | 'balanceEur'

/** One figure with what is added to it. */
export interface Total {
  /** Floating-point sum of what is known. */
  readonly sum: number
  readonly own: number | null
  /** Addends for exact comparison; null when there is one alone. */
  readonly terms: readonly Term[] | null
  /** Names of unknown addends; the sum is then a lower bound. Empty when complete. */
  readonly missing: readonly string[]
}

/** The aggregated figures of one accounting period; `year` is null for figures given without one. */
export interface Period {
  readonly year: number | null
  readonly headcount: Total
  readonly turnoverEur: Total
  readonly balanceEur: Total
}

const COMPLETE: readonly string[] = []

function total(own: Figures, year: number | null, counted: readonly CountedLink[], figure: FigureName): Total {
  const value = own[figure] ?? null
  if (counted.length === 0 && value !== null) return { sum: value, own: value, terms: null, missing: COMPLETE }
  const terms: Term[] = []
  const missing: string[] = []
  let sum = 0
  if (value === null) missing.push(year === null ? figure : `${figure} ${year}`)
  else {
    terms.push({ value, percent: 100 })
    sum = value
  }
  for (const { link, name, percent } of counted) {
    const added = linkFigure(link, year, figure)
    if (added === null) {
      missing.push(`${figure} of ${name}`)
      continue
    }
    terms.push({ value: added, percent })
    sum += (added * percent) / 100
  }
  return { sum, own: value, terms, missing }
}

/** Figures of a link apply to each year, unless it brings figures per year. */
export const linkFigure = (link: Link, year: number | null, figure: FigureName): number | null =>
  (year === null ? undefined : link.years?.find((entry) => entry.year === year)?.[figure]) ?? link[figure] ?? null

const period = (own: Figures, year: number | null, counted: readonly CountedLink[]): Period => ({
  year,
  headcount: total(own, year, counted, 'headcount'),
  turnoverEur: total(own, year, counted, 'turnoverEur'),
  balanceEur: total(own, year, counted, 'balanceEur'),
})

/** The accounting periods that count, oldest first: years without a gap up to the latest, or the one without a year. */
export interface Periods {
  readonly periods: readonly Period[]
  /** The last year before a gap; what lies before a gap says nothing about two consecutive periods. */
  readonly gapAfter: number | null
}

/** Own figures plus the counted relations, per accounting period. */
export function aggregate(facts: ScopeCase, counted: readonly CountedLink[]): Periods {
  const years = facts.years ?? []
  if (years.length === 0) return { periods: [period(facts, null, counted)], gapAfter: null }
  let first = years.length - 1
  while (first > 0 && yearAt(years, first - 1) === yearAt(years, first) - 1) first--
  return {
    periods: years.slice(first).map((entry) => period(entry, entry.year, counted)),
    gapAfter: first === 0 ? null : yearAt(years, first - 1),
  }
}

function yearAt(years: readonly YearFigures[], index: number): number {
  const entry = years[index]
  if (entry === undefined) throw new RangeError(`no year at ${index}`)
  return entry.year
}
