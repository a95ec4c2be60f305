import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { SheetData } from 'write-excel-file/node'
import writeExcelFile from 'write-excel-file/node'
import type { ReportData } from '../report-data.ts'
import type { ReportSheet, SheetCell } from './sheet.ts'
import { reportSheets } from './sheets.ts'

/** Longest text a cell holds, a limit of the format. */
const LONGEST = 32_767
/** Archives carry local times from 1980 on; every entry gets the same one. */
const ARCHIVE_TIME = new Date(1980, 0, 1, 0, 0, 0)

/** The report as a workbook: every list in full, numbers as numbers. The same bytes for the same data. */
export async function renderXlsx(data: ReportData): Promise<Uint8Array> {
  const sheets = reportSheets(data)
  const workbook = await writeExcelFile(
    sheets.map((sheet) => ({
      sheet: sheet.name,
      data: sheetData(sheet),
      columns: sheet.widths.map((width) => ({ width })),
      stickyRowsCount: 1,
    })),
    { fontFamily: 'Calibri', fontSize: 10 },
  ).toBuffer()
  return rearchive(workbook, data, sheets)
}

const HEADER = {
  fontWeight: 'bold',
  textColor: '#0b4f6c',
  bottomBorderStyle: 'thin',
  bottomBorderColor: '#0b4f6c',
  wrap: true,
  alignVertical: 'top',
} as const

const sheetData = (sheet: ReportSheet): SheetData => [
  sheet.header.map((title) => ({ value: legal(title), type: String, ...HEADER })),
  ...sheet.rows.map((row) => row.map((cell, index) => written(cell, sheet.widths[index] ?? 10))),
]

function written(cell: SheetCell, width: number): SheetData[number][number] {
  if (cell === null || cell === '') return null
  if (typeof cell === 'string') return { value: legal(cell), type: String, alignVertical: 'top', ...(width >= 40 ? { wrap: true } : {}) }
  return { value: cell.value, type: Number, format: cell.format, alignVertical: 'top' }
}

/** XML knows no control characters and no lone surrogates. */
const legal = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|\u00ad/gu, '')
    .slice(0, LONGEST)

/** Adds filters and document properties, and packs again with sorted entries and a fixed time. */
function rearchive(bytes: Uint8Array, data: ReportData, sheets: readonly ReportSheet[]): Uint8Array {
  const files = Object.entries(unzipSync(bytes)).map(([path, content]): [string, string] => [path, strFromU8(content)])
  const extended = files.map(([path, content]): [string, string] => {
    const sheet = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(path)
    if (sheet !== null) return [path, withFilter(content, sheets[Number(sheet[1]) - 1])]
    if (path === '[Content_Types].xml') return [path, inserted(content, '</Types>', CORE_TYPE)]
    if (path === '_rels/.rels') return [path, inserted(content, '</Relationships>', CORE_RELATION)]
    return [path, content]
  })
  const all = [...extended, ['docProps/core.xml', coreProperties(data)] as const].sort(([a], [b]) => (a < b ? -1 : 1))
  // The content types come first, as readers of streams expect.
  const first = all.findIndex(([path]) => path === '[Content_Types].xml')
  const ordered = [...all.splice(first, 1), ...all]
  return zipSync(Object.fromEntries(ordered.map(([path, content]) => [path, strToU8(content)])), { level: 6, mtime: ARCHIVE_TIME, os: 3 })
}

const inserted = (xml: string, end: string, part: string): string => {
  const at = xml.lastIndexOf(end)
  if (at < 0) throw new Error(`the workbook has no ${end}`)
  return xml.slice(0, at) + part + xml.slice(at)
}

function withFilter(xml: string, sheet: ReportSheet | undefined): string {
  if (sheet === undefined || sheet.rows.length === 0) return xml
  const range = `A1:${columnName(sheet.header.length)}${sheet.rows.length + 1}`
  return xml.replace('</sheetData>', `</sheetData><autoFilter ref="${range}"/>`)
}

/** 1 is A, 27 is AA. */
const columnName = (index: number): string =>
  index <= 26 ? String.fromCodePoint(64 + index) : columnName(Math.floor((index - 1) / 26)) + columnName(((index - 1) % 26) + 1)

const CORE_TYPE = '<Override ContentType="application/vnd.openxmlformats-package.core-properties+xml" PartName="/docProps/core.xml"/>'
const CORE_RELATION =
  '<Relationship Id="rIdCore" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>'

const escapeXml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

function coreProperties({ meta, lang }: ReportData): string {
  const date = `<dcterms:created xsi:type="dcterms:W3CDTF">${meta.asOf}T00:00:00Z</dcterms:created>`
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escapeXml(legal(meta.title))}</dc:title><dc:creator>${escapeXml(legal(meta.organisation))}</dc:creator><dc:language>${lang}</dc:language>`,
    date,
    date.replaceAll('created', 'modified'),
    '</cp:coreProperties>',
  ].join('')
}
