import { loadContent } from '@caponier/content'
import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { fixtureInput } from '../fixture.ts'
import type { ReportInput } from '../input.ts'
import { reportData } from '../report-data.ts'
import { renderXlsx } from './render.ts'

const content = loadContent()

interface ReadSheet {
  readonly rows: readonly (readonly (string | number | null)[])[]
  readonly xml: string
}

const unescape = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

/** Reads a workbook by name of sheet, from its XML. */
function readBook(bytes: Uint8Array): Map<string, ReadSheet> {
  const files = unzipSync(bytes)
  const text = (path: string): string => strFromU8(files[path] ?? new Uint8Array())
  const shared = [...text('xl/sharedStrings.xml').matchAll(/<si>.*?<t[^>]*>([\s\S]*?)<\/t>.*?<\/si>/g)].map((found) =>
    unescape(found[1] ?? ''),
  )
  const names = [...text('xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map((found) => unescape(found[1] ?? ''))
  return new Map(
    names.map((name, index) => {
      const xml = text(`xl/worksheets/sheet${index + 1}.xml`)
      const rows = [...xml.matchAll(/<row [^>]*>([\s\S]*?)<\/row>/g)].map((row) => {
        const cells: (string | number | null)[] = []
        for (const cell of (row[1] ?? '').matchAll(/<c r="([A-Z]+)\d+"([^>]*)>(?:<v>([^<]*)<\/v>)?<\/c>/g)) {
          const column = Array.from(cell[1] ?? '').reduce((sum, letter) => sum * 26 + (letter.codePointAt(0) ?? 64) - 64, 0) - 1
          while (cells.length < column) cells.push(null)
          cells[column] = (cell[2] ?? '').includes('t="s"') ? (shared[Number(cell[3])] ?? null) : Number(cell[3])
        }
        return cells
      })
      return [name, { rows, xml }]
    }),
  )
}

describe('the spreadsheet', () => {
  let input: ReportInput
  let bytes: Uint8Array
  let book: Map<string, ReadSheet>
  beforeAll(() => {
    input = fixtureInput(content, 'en')
    bytes = renderXlsx(reportData(input))
    book = readBook(bytes)
  })

  test('has its sheets, each with a frozen header and a filter', () => {
    expect([...book.keys()]).toEqual([
      'Summary',
      'Scope',
      'Measures',
      'Duties',
      'Plants',
      'Zones',
      'Conduits',
      'Gaps',
      'Requirements',
      'Maturity',
      '2024-2690',
      'Evidence',
      'Findings',
      'Sources',
    ])
    for (const { xml, rows } of book.values()) {
      expect(rows.length).toBeGreaterThan(1)
      expect(xml).toContain('state="frozen"')
      expect(xml).toMatch(/<autoFilter ref="A1:[A-Z]+\d+"\/>/)
    }
  })

  test('holds the numbers of the position as numbers, unrounded', () => {
    const rows = book.get('Measures')?.rows.slice(1) ?? []
    expect(rows).toHaveLength(input.position.measures.length)
    for (const measure of input.position.measures) {
      const name = input.position.scope.find((one) => one.entity === measure.entity)?.name ?? ''
      const row = rows.find((cells) => cells[0] === name && cells[1] === measure.ref)
      expect(row?.slice(3, 7)).toEqual([measure.designed, measure.implemented, measure.evidenced, measure.carriedShare])
    }
  })

  test('holds three levels and the set-aside rows for each FR of each zone, an empty cell for null', () => {
    const rows = book.get('Zones')?.rows.slice(1) ?? []
    for (const zone of input.position.zones) {
      const row = rows.find((cells) => cells[1] === zone.id)
      const expected = zone.slAchieved.flatMap((achieved, fr) => [
        achieved,
        zone.slTarget[fr],
        zone.slEvidenced[fr],
        zone.notApplicable[fr],
      ])
      expect(row?.slice(4, 32).map((cell) => cell ?? null)).toEqual(expected)
    }
  })

  test('lists every finding, gap, maturity row and piece of evidence, none cut', () => {
    expect(book.get('Findings')?.rows).toHaveLength(1 + input.position.findings.length)
    expect(
      new Set(
        book
          .get('Findings')
          ?.rows.slice(1)
          .map((row) => row[0]),
      ),
    ).toEqual(new Set(input.position.findings.map((one) => one.id)))
    expect(book.get('Maturity')?.rows).toHaveLength(1 + input.position.maturity.length)
    expect(book.get('Evidence')?.rows).toHaveLength(1 + (input.workspace.evidence?.length ?? 0))
    expect(book.get('Gaps')?.rows).toHaveLength(1 + reportData(input).gaps.gaps.rows.length)
  })

  test('is the same bytes for the same data, with dates from the position alone', () => {
    const again = renderXlsx(reportData(fixtureInput(content, 'en')))
    expect(Buffer.from(again).equals(Buffer.from(bytes))).toBe(true)
    expect(strFromU8(unzipSync(bytes)['docProps/core.xml'] ?? new Uint8Array())).toContain('2026-11-01T00:00:00Z')
    // Date and time of the first entry: 1980-01-01 00:00 in the archive's own form.
    expect([...bytes.subarray(10, 14)]).toEqual([0, 0, 0x21, 0])
  })

  test('text that looks like a formula stays text, and what XML forbids is dropped', () => {
    const data = reportData(input)
    const hostile = {
      ...data,
      evidence: { ...data.evidence, all: data.evidence.all.map((one) => ({ ...one, name: '=HYPERLINK("x")\u0000\u0008\ud800 <&>' })) },
    }
    const sheet = readBook(renderXlsx(hostile)).get('Evidence')
    expect(sheet?.rows[1]?.[1]).toBe('=HYPERLINK("x") <&>')
    expect(sheet?.xml).not.toContain('<f>')
  })
})
