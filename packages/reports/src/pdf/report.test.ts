import { loadContent } from '@caponier/content'
import type { Language } from '@caponier/core'
import { FOUNDATIONAL } from '@caponier/core'
import { CONSISTENCY_RULES } from '@caponier/core/position/findings/check'
import type { ConduitPosition, Position, ZonePosition } from '@caponier/core/position/output'
import { readableArticle, readableFact } from '@caponier/core/scope/readable'
import { beforeAll, describe, expect, test } from 'vitest'
import { fixtureInput, fixtureWorkspace } from '../fixture.ts'
import type { ReportInput } from '../input.ts'
import { reportData } from '../report-data.ts'
import { de } from '../text/de.ts'
import { en } from '../text/en.ts'
import type { ReadPdf } from './pdf-text.test-support.ts'
import { plain, readPdf } from './pdf-text.test-support.ts'
import { renderPdf } from './render.ts'

const content = loadContent()

async function pdfOf(input: ReportInput): Promise<Uint8Array> {
  const made = await renderPdf(reportData(input))
  if (!made.ok) throw new Error(made.problem.message)
  return made.value
}

/** Percent as the report must print it, computed here from the decimals alone. */
const percent = (value: number | null, lang: Language): string => {
  if (value === null) return '–'
  const [whole = '0', fraction = ''] = value.toFixed(9).split('.')
  const tenths = BigInt(whole + fraction.padEnd(9, '0')) + 500_000n
  const digits = String(tenths / 1_000_000n).padStart(2, '0')
  return `${digits.slice(0, -1)}${lang === 'de' ? ',' : '.'}${digits.slice(-1)}%`
}
const level = (value: number | null): string => (value === null ? '–' : String(value))

describe.each(['en', 'de'] as const)('the PDF report, %s', (lang) => {
  const words = lang === 'de' ? de : en
  let input: ReportInput
  let position: Position
  let pdf: ReadPdf
  let bytes: Uint8Array

  beforeAll(async () => {
    input = fixtureInput(content, lang)
    position = input.position
    bytes = await pdfOf(input)
    pdf = await readPdf(bytes)
  })

  /** What stands between two marks of the text, in order; each mark must be there. */
  function cutAt(text: string, marks: readonly string[]): string[] {
    const starts: number[] = []
    let from = 0
    for (const mark of marks) {
      const at = text.indexOf(mark, from)
      if (at < 0) throw new Error(`"${mark}" does not follow position ${from}`)
      starts.push(at)
      from = at + mark.length
    }
    return starts.map((start, index) => text.slice(start, starts[index + 1] ?? text.length))
  }

  const chapter = (name: keyof typeof words.chapters): string => {
    const keys = Object.keys(words.chapters) as (keyof typeof words.chapters)[]
    const pageOf = (key: keyof typeof words.chapters): number =>
      pdf.outline.find((one) => one.title.endsWith(words.chapters[key]))?.page ?? 0
    const next = keys[keys.indexOf(name) + 1]
    return plain(pdf.pages.slice(pageOf(name) - 1, next === undefined ? undefined : pageOf(next)).join(' '))
  }

  test('is tagged PDF/UA-1 with title, language, tables and alternative texts', () => {
    expect(pdf.marked).toBe(true)
    expect(pdf.metadata).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(pdf.metadata).toContain(`${words.title} Mühlbach Pumpen`)
    expect(pdf.metadata).toContain('2026-11-01')
    expect(pdf.language?.slice(0, 2)).toBe(lang)
    expect([...pdf.roles]).toEqual(expect.arrayContaining(['H1', 'H2', 'Table', 'TH', 'TD', 'Figure', 'L']))
    expect(pdf.alts.filter((alt) => alt.includes('21(2)(j)'))).toHaveLength(position.scope.length)
  })

  test('has a bookmark for each chapter, two pages for the board, and page numbers', () => {
    const numbered = Object.values(words.chapters).map((title, index) => `${index + 1} ${title}`)
    expect(pdf.outline.map((one) => one.title.replaceAll('\u00a0', ' '))).toEqual(numbered)
    expect(pdf.outline[0]?.page).toBe(2)
    expect(pdf.outline[1]?.page).toBe(4)
    expect(pdf.pages.length).toBeGreaterThan(20)
    expect(pdf.pages.length).toBeLessThan(45)
    pdf.pages.forEach((page, index) => {
      if (index > 0) expect(plain(page)).toContain(`${index + 1}/${pdf.pages.length}`)
    })
  })

  test('shows every measure and duty with the numbers of the position', () => {
    const text = chapter('coverage')
    const measures = position.scope.flatMap((entity) => position.measures.filter((measure) => measure.entity === entity.entity))
    const order = reportData(input).coverage.entities.map((entity) => entity.id)
    const sorted = order.flatMap((id) => measures.filter((measure) => measure.entity === id))
    expect(sorted).toHaveLength(position.measures.length)
    const rows = sorted.flatMap((measure) => [
      {
        mark: measure.ref + titleStart(content.measures.find((one) => one.id === measure.ref)?.title[lang]),
        numbers: [measure.designed, measure.implemented, measure.evidenced, measure.carriedShare],
      },
      ...measure.duties.map((duty) => ({
        mark: duty.id + titleStart(content.duties.find((one) => one.id === duty.id)?.title[lang]),
        numbers: [duty.designed, duty.implemented, duty.evidenced],
      })),
    ])
    expect(rows.length).toBeGreaterThan(200)
    const found = cutAt(
      text.slice(0, text.indexOf(plain(words.coverage.bySite))),
      rows.map((row) => plain(row.mark)),
    )
    rows.forEach((row, index) => {
      const shown = found[index]?.match(/\d+[.,]\d%/g) ?? []
      expect([row.mark, ...shown]).toEqual([
        row.mark,
        ...row.numbers.filter((value) => value !== null).map((value) => percent(value, lang)),
      ])
    })
  })

  const titleStart = (title: string | undefined): string => (title ?? '').slice(0, 7)

  test('shows the measures of every plant', () => {
    const text = chapter('coverage')
    const table = text.slice(text.lastIndexOf(plain(words.coverage.bySite)))
    for (const site of input.workspace.sites ?? []) {
      const cells = Object.keys(words.letters).map((ref) => position.siteMeasures.find((one) => one.site === site.id && one.ref === ref))
      const row = cells.map((cell) => percent(cell?.implemented ?? null, lang) + percent(cell?.evidenced ?? null, lang)).join('')
      expect(table).toContain(plain(site.name) + row)
    }
  })

  const setAside = (count: number): string => (count === 0 ? '' : `n${count}`)

  test('shows the seven levels of every zone and conduit: achieved, target, evidenced', () => {
    const text = chapter('levels')
    const cells = (one: ZonePosition | ConduitPosition): string =>
      FOUNDATIONAL.map(
        (_, fr) =>
          `${level(one.slAchieved[fr] ?? null)}/${level(one.slTarget[fr] ?? null)}E${level(one.slEvidenced[fr] ?? null)}${setAside(one.notApplicable[fr] ?? 0)}`,
      ).join('') + `${level(one.achievedMinimum)}/${level(one.targetMinimum)}`
    expect(position.zones).toHaveLength(6)
    for (const zone of position.zones)
      expect(text).toContain(plain(zone.name) + words.zoneKinds[zone.kind] + zone.criticality + cells(zone))
    const zoneNames = new Map(position.zones.map((zone) => [zone.id, zone.name]))
    for (const conduit of position.conduits)
      expect(text).toContain(
        plain(conduit.name + conduit.zones.map((id) => zoneNames.get(id)).join(', ')) + conduit.criticality + cells(conduit),
      )
  })

  test('lists the gaps by missing levels times criticality', () => {
    const text = chapter('gaps')
    const weights = position.zones
      .concat()
      .flatMap((zone) => weightsOf(zone))
      .concat(position.conduits.flatMap((one) => weightsOf(one)))
    const data = reportData(input).gaps
    expect(data.gaps.rows).toHaveLength(weights.length)
    expect(data.gaps.rows.map((gap) => gap.weight)).toEqual(weights.sort((a, b) => b - a))
    for (const gap of data.gaps.rows.slice(0, data.gaps.shown))
      expect(text).toContain(
        plain(`${gap.rank}${gap.name}${gap.fr}${gap.achieved}/${gap.target}${gap.weight}${gap.duties}${gap.missing.join(', ')}`),
      )
  })

  const weightsOf = (one: ZonePosition | ConduitPosition): number[] =>
    FOUNDATIONAL.flatMap((_, fr) => {
      const missing = (one.slTarget[fr] ?? 0) - (one.slAchieved[fr] ?? 4)
      return missing > 0 ? [missing * one.criticality] : []
    })

  test('shows every maturity level of entities and plants with its distribution', () => {
    const text = chapter('maturity')
    const rows = position.maturity.filter((row) => row.scope && row.distribution.some((count) => count > 0))
    expect(rows.length).toBeGreaterThan(20)
    const bare = (row: Position['maturity'][number]): boolean =>
      rows
        .filter((one) => one.subject === row.subject && one.framework === row.framework)
        .every((one) => one.distribution[0] === sum(one.distribution))
    const unrecordedAtSites = (framework: string): boolean =>
      rows
        .filter((one) => one.subject.startsWith('site:') && one.framework === framework)
        .every((one) => one.distribution[0] === sum(one.distribution))
    const entityRows = rows.filter((one) => one.subject.startsWith('entity:'))
    expect(new Set(entityRows.filter(bare).map((row) => row.framework))).toEqual(new Set(['iec62443-4-1:2018']))
    for (const row of entityRows.filter(bare)) {
      const all = entityRows.filter((one) => one.subject === row.subject && one.framework === row.framework)
      expect(text).toContain(plain(`${words.maturity.unrecorded}: ${sum(all.map((one) => sum(one.distribution)))}`))
    }
    for (const row of entityRows.filter((one) => !bare(one)))
      expect(text).toContain(plain(`${row.domain}${domainTitle(row.framework, row.domain)}${level(row.level)}${row.distribution.join('')}`))
    const sites = [
      ...new Set(
        rows
          .filter((one) => one.subject.startsWith('site:') && !unrecordedAtSites(one.framework))
          .map((row) => `${row.framework}|${row.subject}`),
      ),
    ]
    for (const framework of new Set(sites.map((key) => key.split('|')[0]))) {
      const subjects = sites.filter((key) => key.startsWith(`${framework}|`)).map((key) => key.split('|')[1])
      for (const domain of new Set(rows.filter((row) => row.framework === framework).map((row) => row.domain))) {
        const levels = subjects.map((subject) =>
          level(rows.find((row) => row.framework === framework && row.subject === subject && row.domain === domain)?.level ?? null),
        )
        expect(text).toContain(plain(`${domain}${domainTitle(framework ?? '', domain)}${levels.join('')}`))
      }
    }
  })

  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

  const domainTitle = (framework: string, domain: string): string =>
    content.frameworks.find((one) => one.key === framework)?.domains.find((one) => one.id === domain)?.title[lang] ?? domain

  test('shows 2024/2690 by title', () => {
    const text = chapter('cir')
    const key = content.frameworks.find((one) => one.framework === 'cir-2024-2690')?.key ?? ''
    for (const entity of position.cir)
      for (const title of entity.titles) {
        const numbers = [title.designed, title.implemented, title.evidenced].map((value) => percent(value, lang)).join('')
        expect(text).toMatch(new RegExp(escaped(plain(domainTitle(key, title.title))) + '\\d+\\p{L}+' + escaped(numbers), 'u'))
      }
  })

  const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

  test('counts findings and evidence as the position and the workspace hold them', () => {
    const text = chapter('findings')
    const counts = new Map<string, number>()
    for (const finding of position.findings) counts.set(finding.rule, (counts.get(finding.rule) ?? 0) + 1)
    for (const [rule, count] of counts) {
      const found = CONSISTENCY_RULES.find((one) => one.id === rule)
      const severity = position.findings.find((one) => one.rule === rule)?.severity ?? 'low'
      expect(text).toContain(plain(`${found?.title[lang]}${words.severity[severity]}${count}`))
      expect(text).toContain(plain(`${found?.title[lang]}(${count})`))
    }
    const evidence = chapter('evidence')
    const { states } = words.evidence
    for (const [label, count] of [
      [states.valid, 3],
      [states.expiring, 1],
      [words.evidence.open, 1],
      [states.expired, 1],
      [states.future, 0],
    ] as const)
      expect(evidence).toContain(plain(label) + count)
  })

  test('states as-of dates and doubts of every law it rests on, and what would flip the class', () => {
    const text = chapter('scope')
    for (const entity of input.groupScope ?? []) {
      for (const state of entity.states) for (const doubt of state.doubts) expect(text).toContain(plain(doubt[lang]))
      for (const flip of entity.flips) expect(text).toContain(plain(readableFact(flip, lang)))
    }
    for (const entity of position.scope)
      for (const reason of entity.reasons)
        expect(text).toContain(plain(readableArticle(reason.article, lang) + readableFact(reason.fact, lang)))
  })

  test('never puts the word compliant beside a percentage', () => {
    expect(pdf.text).not.toMatch(/%[^.]{0,40}(compliant|konform)|(compliant|konform)[^.]{0,40}%/i)
  })

  test('is the same bytes for the same data', async () => {
    expect(Buffer.from(await pdfOf(fixtureInput(content, lang))).equals(Buffer.from(bytes))).toBe(true)
  })
})

test('survives names of any script and length', async () => {
  const workspace = fixtureWorkspace(content)
  const names = [
    '計装ゾーン 🏭',
    'x'.repeat(500),
    '#let a = "*_$[" <b> \u0001\u202e',
    'Sicherheitsleittechnikverantwortungsbereich '.repeat(6).trim(),
  ]
  const hostile = {
    ...workspace,
    zones: (workspace.zones ?? []).map((zone, index) => ({ ...zone, name: names[index % names.length] ?? zone.name })),
    sites: (workspace.sites ?? []).map((site) => ({ ...site, name: `${names[3]} ${site.id}` })),
  }
  const pdf = await readPdf(await pdfOf(fixtureInput(content, 'de', hostile)))
  expect(pdf.outline[1]?.page).toBe(4)
  expect(pdf.text).toContain('#leta="*_$["<b>')
})

test('a child that cannot start is a problem, not an exception', async () => {
  const data = reportData(fixtureInput(content, 'en'))
  const made = await renderPdf(data, { worker: '/nonexistent/worker.ts', templates: '/nonexistent/' })
  expect(made).toMatchObject({ ok: false, problem: { kind: 'environment' } })
})
