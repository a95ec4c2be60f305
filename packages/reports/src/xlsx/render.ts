import { strToU8, zipSync } from 'fflate'
import type { ReportData } from '../report-data.ts'
import type { ReportSheet } from './sheet.ts'
import { reportSheets } from './sheets.ts'
import { escapeXml, legal, workbookParts, XML_HEAD } from './workbook.ts'

/** Archives carry local times from 1980 on; every entry gets the same one. */
const ARCHIVE_TIME = new Date(1980, 0, 1, 0, 0, 0)

/** The report as a workbook: every list in full, numbers as numbers. The same bytes for the same data. */
export function renderXlsx(data: ReportData, sheets: readonly ReportSheet[] = reportSheets(data)): Uint8Array {
  const parts = workbookParts(sheets, coreProperties(data))
  const files = Object.fromEntries([...parts].map(([path, xml]) => [path, strToU8(xml)]))
  return zipSync(files, { level: 6, mtime: ARCHIVE_TIME, os: 3 })
}

/** Title, creator, language and date, all of them from the data. */
function coreProperties({ meta, lang }: ReportData): string {
  const date = `<dcterms:created xsi:type="dcterms:W3CDTF">${meta.asOf}T00:00:00Z</dcterms:created>`
  return [
    XML_HEAD,
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escapeXml(legal(meta.title))}</dc:title><dc:creator>${escapeXml(legal(meta.organisation))}</dc:creator><dc:language>${lang}</dc:language>`,
    date,
    date.replaceAll('created', 'modified'),
    '</cp:coreProperties>',
  ].join('')
}
