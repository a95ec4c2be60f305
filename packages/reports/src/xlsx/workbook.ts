import type { ReportSheet, SheetCell } from './sheet.ts'
import { NUMBER_FORMATS } from './sheet.ts'

/**
 * The parts of a workbook as XML by path, the smallest set that spreadsheet programs open without a complaint. Written here
 * and not by a library, because the libraries pack the parts themselves, and packing twice took longer than everything else.
 * @see ECMA-376 Part 1 (SpreadsheetML), Part 2 (packaging)
 */
export function workbookParts(sheets: readonly ReportSheet[], coreProperties: string): ReadonlyMap<string, string> {
  const strings = createStrings()
  const worksheets = sheets.map((sheet, index): [string, string] => [
    `xl/worksheets/sheet${index + 1}.xml`,
    worksheet(sheet, index === 0, strings.numberOf),
  ])
  return new Map([
    // The content types come first, as readers of streams expect; the rest stands by path.
    ['[Content_Types].xml', contentTypes(sheets.length)],
    ['_rels/.rels', relations([`${OFFICE}/officeDocument xl/workbook.xml`, `${PACKAGE}/metadata/core-properties docProps/core.xml`])],
    ['docProps/core.xml', coreProperties],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ...sheets.map((_, index) => `${OFFICE}/worksheet worksheets/sheet${index + 1}.xml`),
        `${OFFICE}/sharedStrings sharedStrings.xml`,
        `${OFFICE}/styles styles.xml`,
      ]),
    ],
    ['xl/sharedStrings.xml', strings.part()],
    ['xl/styles.xml', styles()],
    ['xl/workbook.xml', workbook(sheets)],
    ...worksheets.sort(([a], [b]) => (a < b ? -1 : 1)),
  ])
}

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

export const escapeXml = (text: string): string =>
  /[&<>"]/.test(text) ? text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;') : text

function contentTypes(sheets: number): string {
  const part = (path: string, type: string): string =>
    `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-${type}+xml"/>`
  const sheetType = 'officedocument.spreadsheetml'
  return [
    `${XML_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`,
    '<Default Extension="xml" ContentType="application/xml"/>',
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    part('xl/workbook.xml', `${sheetType}.sheet.main`),
    part('xl/sharedStrings.xml', `${sheetType}.sharedStrings`),
    part('xl/styles.xml', `${sheetType}.styles`),
    ...Array.from({ length: sheets }, (_, index) => part(`xl/worksheets/sheet${index + 1}.xml`, `${sheetType}.worksheet`)),
    part('docProps/core.xml', 'package.core-properties'),
    '</Types>',
  ].join('')
}

/** Relations from `TYPE TARGET`, numbered rId1, rId2, ... */
const relations = (list: readonly string[]): string =>
  `${XML_HEAD}<Relationships xmlns="${PACKAGE}">${list
    .map((one, index) => {
      const [type = '', target = ''] = one.split(' ')
      return `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`
    })
    .join('')}</Relationships>`

const workbook = (sheets: readonly ReportSheet[]): string =>
  `${XML_HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews><sheets>${sheets
    .map(({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
    .join('')}</sheets></workbook>`

/** Places in `cellXfs` of {@link styles}; the number formats follow. */
const STYLE = { header: 1, text: 2, wrapped: 3, firstNumber: 4 } as const
/** Numbers below are the program's own. */
const FIRST_FORMAT = 164

function styles(): string {
  const top = '<alignment vertical="top"/>'
  const wrap = '<alignment vertical="top" wrapText="1"/>'
  const xf = (format: number, font: number, border: number, alignment: string): string =>
    `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`
  const formats = NUMBER_FORMATS.map((code, index) => `<numFmt numFmtId="${FIRST_FORMAT + index}" formatCode="${escapeXml(code)}"/>`)
  const cells = [
    xf(0, 0, 0, ''),
    xf(0, 1, 1, wrap),
    xf(0, 0, 0, top),
    xf(0, 0, 0, wrap),
    ...NUMBER_FORMATS.map((_, index) => xf(FIRST_FORMAT + index, 0, 0, top)),
  ]
  return [
    `${XML_HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length}">${formats.join('')}</numFmts>`,
    '<fonts count="2"><font><sz val="10"/><color theme="1"/><name val="Calibri"/><family val="2"/></font>',
    '<font><b/><sz val="10"/><color rgb="FF0B4F6C"/><name val="Calibri"/><family val="2"/></font></fonts>',
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>',
    '<border><left/><right/><top/><bottom style="thin"><color rgb="FF0B4F6C"/></bottom><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${cells.length}">${cells.join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  ].join('')
}

/** Columns at least this wide, in characters, hold prose. */
const PROSE_WIDTH = 40

function worksheet(sheet: ReportSheet, isFirst: boolean, numberOf: (text: string) => number): string {
  const letters = sheet.header.map((_, index) => columnName(index + 1))
  const textStyle = letters.map((_, index) => ((sheet.widths[index] ?? 10) >= PROSE_WIDTH ? STYLE.wrapped : STYLE.text))
  const shared = (at: string, style: number, text: string): string => `<c r="${at}" s="${style}" t="s"><v>${numberOf(text)}</v></c>`
  const cell = (value: SheetCell, column: number, row: number): string => {
    if (value === null || value === '') return ''
    const at = `${letters[column] ?? columnName(column + 1)}${row}`
    if (typeof value === 'string') return shared(at, textStyle[column] ?? STYLE.text, value)
    return `<c r="${at}" s="${STYLE.firstNumber + NUMBER_FORMATS.indexOf(value.format)}"><v>${value.value}</v></c>`
  }
  const header = sheet.header.map((title, index) =>
    title === '' ? `<c r="${letters[index]}1" s="${STYLE.header}"/>` : shared(`${letters[index]}1`, STYLE.header, title),
  )
  const rows = sheet.rows.map(
    (row, index) => `<row r="${index + 2}">${row.map((one, column) => cell(one, column, index + 2)).join('')}</row>`,
  )
  const filter = rows.length === 0 ? '' : `<autoFilter ref="A1:${letters.at(-1)}${rows.length + 1}"/>`
  return [
    `${XML_HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">`,
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>',
    ...sheet.widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`),
    `</cols><sheetData><row r="1">${header.join('')}</row>`,
    ...rows,
    `</sheetData>${filter}</worksheet>`,
  ].join('')
}

/** 1 is A, 27 is AA. */
const columnName = (index: number): string =>
  index <= 26 ? String.fromCodePoint(64 + index) : columnName(Math.floor((index - 1) / 26)) + columnName(((index - 1) % 26) + 1)

/** Texts of all sheets, each once, numbered in the order in which they are met. */
function createStrings(): { readonly numberOf: (text: string) => number; readonly part: () => string } {
  const numbers = new Map<string, number>()
  let uses = 0
  return {
    numberOf: (text) => {
      uses++
      const known = numbers.get(text)
      if (known !== undefined) return known
      numbers.set(text, numbers.size)
      return numbers.size - 1
    },
    part: () =>
      `${XML_HEAD}<sst xmlns="${MAIN}" count="${uses}" uniqueCount="${numbers.size}">${[...numbers.keys()]
        .map((text) => `<si><t${/^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : ''}>${escapeXml(cellText(text))}</t></si>`)
        .join('')}</sst>`,
  }
}

/** Longest text a cell holds, a limit of the format. */
const LONGEST = 32_767
const NOT_LEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|\u00ad/gu
/** Most texts are plain and need no look at each character. */
const PLAIN = /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u024f]*$/

/** XML knows no control characters and no lone surrogates; `_x0041_` would be read as a letter by its number. */
const cellText = (text: string): string => legal(text).replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')

/** What XML may hold of a text, as long as a cell may be; half a surrogate pair is dropped, also at the cut. */
export const legal = (text: string): string =>
  PLAIN.test(text) && text.length <= LONGEST
    ? text
    : text
        .replace(NOT_LEGAL, '')
        .slice(0, LONGEST)
        .replace(/[\ud800-\udbff]$/, '')
