import type { CoverageData } from '../data/coverage.ts'
import { LETTERS, meanImplemented } from '../data/coverage.ts'
import type { LevelsData } from '../data/levels.ts'
import type { MaturityData } from '../data/maturity.ts'
import type { ReportData } from '../report-data.ts'
import { levelText, percentText } from '../score.ts'
import { printWords } from '../text/print.ts'

/** What a reader still reads: beyond this the PDF shows the worst and the sums, and names what the spreadsheet holds. */
export const MOST_PRINTED = { entities: 12, entityRows: 40, sites: 40, plants: 40, zones: 60, conduits: 40, siteColumns: 8 } as const

/** The data of a report as the PDF shows it. Where nothing exceeds `MOST_PRINTED` every row is there, in the same order. Pure. */
export function forPrint(data: ReportData) {
  const { lang } = data
  return {
    ...data,
    printWords: printWords(lang),
    scope: scopeForPrint(data),
    coverage: coverageForPrint(data),
    levels: levelsForPrint(data.levels, lang),
    gaps: {
      ...data.gaps,
      gaps: shownOf(data.gaps.gaps),
      requirements: shownOf(data.gaps.requirements),
      unproved: shownOf(data.gaps.unproved),
    },
    maturity: { frameworks: data.maturity.frameworks.map((one) => maturityForPrint(one, lang)) },
    cir: regulationForPrint(data),
    evidence: { ...data.evidence, expiring: shownOf(data.evidence.expiring), expired: shownOf(data.evidence.expired), all: [] },
    findings: { ...data.findings, rules: data.findings.rules.map((rule) => ({ ...rule, findings: shownOf(rule.findings) })) },
  }
}

/** What the template reads. */
export type PrintData = ReturnType<typeof forPrint>

/** The rows that are shown, and no others. */
const shownOf = <Cut extends { readonly rows: readonly unknown[]; readonly shown: number }>(cut: Cut): Cut => ({
  ...cut,
  rows: cut.rows.slice(0, cut.shown),
})

/** The `most` rows of greatest weight, the greatest first; all of them as they stand when there are no more than that. */
function worst<Row extends { readonly id: string }>(
  rows: readonly Row[],
  most: number,
  weight: (row: Row) => number,
): { readonly rows: readonly Row[]; readonly hidden: number } {
  if (rows.length <= most) return { rows, hidden: 0 }
  const weighed = rows.map((row) => ({ row, weight: weight(row) }))
  weighed.sort((a, b) => b.weight - a.weight || (a.row.id < b.row.id ? -1 : 1))
  return { rows: weighed.slice(0, most).map((one) => one.row), hidden: rows.length - most }
}

function scopeForPrint({ scope, lang, words }: ReportData) {
  const shown = scope.entities.slice(0, MOST_PRINTED.entities)
  const hidden = scope.entities.length - shown.length
  const classes = [...new Set(scope.entities.map((entity) => entity.class))]
  return {
    laws: scope.laws,
    entities: shown,
    // What is left out is at least counted.
    classes:
      hidden === 0
        ? []
        : classes.map((one) => ({ name: words.classes[one], count: scope.entities.filter((entity) => entity.class === one).length })),
    more: hidden === 0 ? null : printWords(lang).scope(shown.length, hidden),
  }
}

type Scored = { readonly measures: CoverageData['sites'][number]['measures'] }
const lack = (one: Scored): number => 1 - (meanImplemented(one.measures) ?? 2)

function coverageForPrint({ coverage, scope, lang }: ReportData) {
  const words = printWords(lang)
  const inScope = coverage.entities.filter((entity) => scope.entities.find((one) => one.id === entity.id)?.class !== 'out')
  const detail =
    coverage.entities.length <= MOST_PRINTED.entities ? { rows: coverage.entities, hidden: 0 } : worst(inScope, MOST_PRINTED.entities, lack)
  const isCut = detail.rows.length < coverage.entities.length
  const rows = worst(inScope, MOST_PRINTED.entityRows, lack)
  const sites = worst(coverage.sites, MOST_PRINTED.sites, lack)
  return {
    leftOut: coverage.leftOut,
    entities: detail.rows,
    more: isCut ? words.detail(detail.rows.length, coverage.entities.length - detail.rows.length) : null,
    byEntity: isCut
      ? {
          sums: sumRows(inScope, lang),
          rows: rows.rows.map(({ name, measures }) => ({
            name,
            measures: measures.map(({ ref, implemented, evidenced }) => ({ ref, implemented, evidenced })),
          })),
          more: rows.hidden === 0 ? null : words.entities(rows.rows.length, rows.hidden),
        }
      : null,
    sites: sites.rows,
    siteSums: sites.hidden === 0 ? [] : sumRows(coverage.sites, lang),
    moreSites: sites.hidden === 0 ? null : words.sites(sites.rows.length, sites.hidden),
  }
}

/** Lowest, middle and highest of each measure; the middle one of an even number is the lower of the two. */
function sumRows(all: readonly Scored[], lang: ReportData['lang']) {
  const words = printWords(lang)
  const sorted = LETTERS.map((ref) => {
    const values = (key: 'implemented' | 'evidenced'): number[] =>
      all.flatMap(({ measures }) => measures.find((one) => one.ref === ref)?.[key].value ?? []).sort((a, b) => a - b)
    return { implemented: values('implemented'), evidenced: values('evidenced') }
  })
  const picks = [
    { name: words.lowest, pick: (values: readonly number[]) => values[0] },
    { name: words.middle, pick: (values: readonly number[]) => values[Math.floor((values.length - 1) / 2)] },
    { name: words.highest, pick: (values: readonly number[]) => values.at(-1) },
  ]
  return picks.map(({ name, pick }) => ({
    name,
    cells: sorted.map(({ implemented, evidenced }) => ({
      implemented: percentText(pick(implemented) ?? null, lang),
      evidenced: percentText(pick(evidenced) ?? null, lang),
    })),
  }))
}

type System = LevelsData['conduits'][number] | LevelsData['sites'][number]['zones'][number]
const shortfall = (system: System): number => system.cells.reduce((sum, cell) => sum + cell.gap, 0) * system.criticality

function levelsForPrint(levels: LevelsData, lang: ReportData['lang']) {
  const words = printWords(lang)
  const all = levels.sites.flatMap((site) => site.zones.map((zone) => ({ ...zone, joinsShort: site.name })))
  const zones = worst(all, MOST_PRINTED.zones, shortfall)
  const conduits = worst(levels.conduits, MOST_PRINTED.conduits, shortfall)
  const plants = worst(levels.sites, MOST_PRINTED.plants, (site) => site.counts.below)
  return {
    ...levels,
    sites: zones.hidden === 0 ? levels.sites : [],
    /** Instead of the zones plant by plant. */
    worst:
      zones.hidden === 0
        ? null
        : {
            zones: zones.rows,
            more: words.zones(zones.rows.length, zones.hidden),
            plants: plants.rows.map(({ name, counts }) => ({ name, counts })),
            morePlants: plants.hidden === 0 ? null : words.plants(plants.rows.length, plants.hidden),
          },
    conduits: conduits.rows,
    moreConduits: conduits.hidden === 0 ? null : words.conduits(conduits.rows.length, conduits.hidden),
  }
}

const MATURITY_LEVELS = 5

function maturityForPrint(whole: MaturityData['frameworks'][number], lang: ReportData['lang']) {
  const words = printWords(lang)
  const { all: _, ...framework } = whole
  const isLong = framework.entities.length > MOST_PRINTED.entities
  const bare = isLong ? framework.entities.filter((entity) => entity.unrecorded !== null) : []
  const recorded = isLong ? framework.entities.filter((entity) => entity.unrecorded === null) : framework.entities
  const entities = worst(recorded, MOST_PRINTED.entities, ({ rows }) => {
    const levels = rows.flatMap((row) => row.level ?? [])
    return levels.length === 0 ? -MATURITY_LEVELS : -levels.reduce((sum, level) => sum + level, 0) / levels.length
  })
  const isWide = framework.sites.length > MOST_PRINTED.siteColumns
  return {
    ...framework,
    entities: entities.rows,
    more: entities.hidden === 0 ? null : words.immature(entities.rows.length, entities.hidden),
    bare:
      bare.length === 0
        ? null
        : words.unrecorded(
            bare.length,
            bare.reduce((sum, entity) => sum + (entity.unrecorded ?? 0), 0),
          ),
    sites: isWide ? [] : framework.sites,
    siteRows: isWide ? [] : framework.siteRows,
    /** Instead of a column for each plant: how many stand at which level. */
    plants: isWide
      ? {
          how: words.plantsAtHow(framework.sites.length),
          rows: framework.siteRows.map(({ domain, title, levels }) => {
            const distribution = Array.from(
              { length: MATURITY_LEVELS },
              (__, level) => levels.filter((one) => one === String(level)).length,
            )
            const lowest = distribution.findIndex((count) => count > 0)
            return { domain, title, levelText: levelText(lowest === -1 ? null : lowest), distribution }
          }),
        }
      : null,
  }
}

function regulationForPrint({ cir, lang }: ReportData) {
  const { rows, hidden } = worst(cir.entities, MOST_PRINTED.entities, (one) => (one.binding ? 2 : 0) + 1 - (one.implemented.value ?? 1))
  return { entities: rows, more: hidden === 0 ? null : printWords(lang).regulation(rows.length, hidden) }
}
