import { loadContent } from '@caponier/content'
import { describe, expect, test } from 'vitest'
import { fixtureInput, stretched } from '../fixture.ts'
import type { ReportData } from '../report-data.ts'
import { reportData } from '../report-data.ts'
import { printWords } from '../text/print.ts'
import { reportSheets } from '../xlsx/sheets.ts'
import { forPrint, MOST_PRINTED } from './for-print.ts'
import { plain, readPdf } from './pdf-text.test-support.ts'
import { renderPdf } from './render.ts'

const content = loadContent()
const LETTERS = 'abcdefghij'.split('').map((letter) => `21(2)(${letter})`)

/** The fixture thirty times over, each copy with an id of its own: 90 legal entities, 60 plants, 180 zones. */
function large(lang: 'en' | 'de'): ReportData {
  const data = stretched(reportData(fixtureInput(content, lang)), 30)
  const apart = <T extends { readonly id: string }>(list: readonly T[]): T[] =>
    list.map((one, index) => ({ ...one, id: `${one.id}-${index}` }))
  const wide = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `plant-${index}`, name: `Plant ${index}` }))
  return {
    ...data,
    scope: { ...data.scope, entities: apart(data.scope.entities) },
    coverage: { ...data.coverage, entities: apart(data.coverage.entities), sites: apart(data.coverage.sites) },
    levels: { ...data.levels, sites: apart(data.levels.sites), conduits: apart(data.levels.conduits) },
    maturity: {
      frameworks: data.maturity.frameworks.map((one) => ({
        ...one,
        entities: apart(one.entities),
        sites: wide(one.sites.length * 10),
        siteRows: one.siteRows.map((row) => ({ ...row, levels: Array.from({ length: 10 }, () => row.levels).flat() })),
      })),
    },
    cir: { entities: apart(data.cir.entities) },
  }
}

const mean = (measures: ReportData['coverage']['sites'][number]['measures']): number => {
  const values = measures.filter((one) => LETTERS.includes(one.ref)).flatMap((one) => one.implemented.value ?? [])
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

test('of an organisation that is not large every row is printed, in its order', () => {
  const data = reportData(fixtureInput(content, 'en'))
  const print = forPrint(data)
  expect(print.scope).toEqual({ ...data.scope, classes: [], more: null })
  expect(print.coverage).toMatchObject({
    entities: data.coverage.entities,
    sites: data.coverage.sites,
    more: null,
    byEntity: null,
    moreSites: null,
  })
  expect(print.levels).toEqual({ ...data.levels, worst: null, moreConduits: null })
  expect(print.cir).toEqual({ ...data.cir, more: null })
  for (const [index, framework] of print.maturity.frameworks.entries()) {
    const { all: _, ...whole } = data.maturity.frameworks[index] ?? { all: [] }
    expect(framework).toEqual({ ...whole, more: null, bare: null, plants: null })
  }
})

describe('of a large organisation', () => {
  const data = large('en')
  const print = forPrint(data)
  const words = printWords('en')

  test('the worst are printed, the worst first, and how many are left out is said', () => {
    const { coverage, scope, levels, cir } = print
    expect(scope.entities).toEqual(data.scope.entities.slice(0, MOST_PRINTED.entities))
    expect(scope.classes.reduce((sum, one) => sum + one.count, 0)).toBe(90)
    expect(scope.more).toBe(words.scope(12, 78))
    const inScope = data.coverage.entities.filter((one) => data.scope.entities.find((entity) => entity.id === one.id)?.class !== 'out')
    const means = inScope.map((one) => mean(one.measures)).sort((a, b) => a - b)
    expect(coverage.entities.map((one) => mean(one.measures))).toEqual(means.slice(0, MOST_PRINTED.entities))
    expect(coverage.more).toBe(words.detail(12, data.coverage.entities.length - 12))
    expect(coverage.byEntity?.rows).toHaveLength(Math.min(MOST_PRINTED.entityRows, inScope.length))
    expect(coverage.sites).toHaveLength(MOST_PRINTED.sites)
    expect(coverage.moreSites).toBe(words.sites(40, 20))
    const zones = data.levels.sites.flatMap((site) => site.zones)
    const weights = zones.map((zone) => zone.cells.reduce((sum, cell) => sum + cell.gap, 0) * zone.criticality).sort((a, b) => b - a)
    expect(levels.worst?.zones.map((zone) => zone.cells.reduce((sum, cell) => sum + cell.gap, 0) * zone.criticality)).toEqual(
      weights.slice(0, MOST_PRINTED.zones),
    )
    expect(levels.worst?.more).toBe(words.zones(60, zones.length - 60))
    expect(levels.worst?.plants.map((plant) => plant.counts.below)).toEqual(
      data.levels.sites
        .map((site) => site.counts.below)
        .sort((a, b) => b - a)
        .slice(0, MOST_PRINTED.plants),
    )
    expect(levels.counts).toEqual(data.levels.counts)
    expect(cir.entities).toHaveLength(MOST_PRINTED.entities)
  })

  test('lowest, middle and highest are taken over all, not over what is printed', () => {
    const sums = print.coverage.siteSums
    for (const [index, ref] of LETTERS.entries()) {
      const measures = data.coverage.sites.flatMap((site) =>
        site.measures.filter((one) => one.ref === ref && one.implemented.value !== null),
      )
      measures.sort((a, b) => (a.implemented.value ?? 0) - (b.implemented.value ?? 0))
      const texts = [measures[0], measures[Math.floor((measures.length - 1) / 2)], measures.at(-1)].map(
        (one) => one?.implemented.text ?? '–',
      )
      expect([ref, ...sums.map((sum) => sum.cells[index]?.implemented)]).toEqual([ref, ...texts])
    }
  })

  test('plants are counted by maturity level, and no count is lost', () => {
    let wide = 0
    for (const [index, framework] of print.maturity.frameworks.entries()) {
      const whole = data.maturity.frameworks[index]
      if (whole === undefined || whole.sites.length <= MOST_PRINTED.siteColumns) continue
      wide++
      for (const [at, row] of (framework.plants?.rows ?? []).entries()) {
        const recorded = whole.siteRows[at]?.levels.filter((level) => level !== '–') ?? []
        expect(row.distribution.reduce((sum, count) => sum + count, 0)).toBe(recorded.length)
        expect(row.levelText).toBe(recorded.toSorted()[0] ?? '–')
      }
    }
    expect(wide).toBeGreaterThan(0)
  })

  test('the spreadsheet holds every row', () => {
    const rows = new Map(reportSheets(data).map((sheet) => [sheet.name, sheet.rows.length]))
    const counts = [...rows.values()]
    expect(counts).toContain(data.coverage.entities.reduce((sum, one) => sum + one.measures.length, 0))
    expect(counts).toContain(data.coverage.sites.reduce((sum, one) => sum + one.measures.length, 0))
    expect(counts).toContain(data.levels.sites.reduce((sum, site) => sum + site.zones.length, 0))
    expect(counts).toContain(data.levels.conduits.length)
    expect(counts).toContain(data.gaps.gaps.rows.length)
  })
})

test.each(['en', 'de'] as const)('the PDF of a large organisation says in %s what it leaves out, and stays short', async (lang) => {
  const data = large(lang)
  const made = await renderPdf(data)
  if (!made.ok) throw new Error(made.problem.message)
  const pdf = await readPdf(made.value)
  const print = forPrint(data)
  const said = [
    print.scope.more,
    print.coverage.more,
    print.coverage.moreSites,
    print.levels.worst?.more,
    print.levels.moreConduits,
    print.cir.more,
  ]
  for (const text of said) expect(pdf.text).toContain(plain(text ?? 'nothing was cut'))
  expect(pdf.text).toContain(plain(printWords(lang).plantsAt))
  expect(pdf.pages.length).toBeLessThan(130)
})
