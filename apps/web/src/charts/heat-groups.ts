/** Level 0..4, null where nothing applies. */
type Level = number | null

/** One zone or conduit with its three vectors over FR1..FR7. */
export interface HeatRow {
  readonly subject: string
  readonly name: string
  readonly kind: 'zone' | 'conduit'
  readonly sites: readonly string[]
  readonly criticality: number
  readonly target: readonly Level[]
  readonly achieved: readonly Level[]
  readonly evidenced: readonly Level[]
}

export interface HeatGroup {
  readonly site: string
  readonly rows: readonly HeatRow[]
  /** Elements below their target. */
  readonly below: number
}

/** Is the achieved level of an element below its target? A dash is never below (docs/method/security-level.md). */
export const isBelow = (row: Pick<HeatRow, 'target' | 'achieved'>, fr: number): boolean => {
  const achieved = row.achieved[fr] ?? null
  return achieved !== null && achieved < (row.target[fr] ?? 0)
}

/** How many elements of a row lie below their target. */
export const belowCount = (row: Pick<HeatRow, 'target' | 'achieved'>): number =>
  row.achieved.reduce<number>((count, _, fr) => count + (isBelow(row, fr) ? 1 : 0), 0)

/**
 * Rows by site in the order of `sites`; zones before conduits, those furthest below their target first, then by name. A conduit that
 * joins two sites stands under each of them, as it counts in each (docs/method/position.md, section 7).
 */
export function heatGroups(rows: readonly HeatRow[], sites: readonly string[]): readonly HeatGroup[] {
  return sites.flatMap((site) => {
    const here = rows.filter((row) => row.sites.includes(site)).sort(byNeed)
    return here.length === 0 ? [] : [{ site, rows: here, below: here.reduce((sum, row) => sum + belowCount(row), 0) }]
  })
}

function byNeed(a: HeatRow, b: HeatRow): number {
  if (a.kind !== b.kind) return a.kind === 'zone' ? -1 : 1
  return belowCount(b) - belowCount(a) || b.criticality - a.criticality || a.name.localeCompare(b.name)
}
