import { deflateRawSync } from 'node:zlib'
import { utf8 } from './bytes.ts'
import { type ZipPart, zipArchive } from './zip-archive.ts'

const part = (name: string, xml: string): ZipPart => ({
  name,
  content: utf8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`),
})

const TYPES = part(
  '[Content_Types].xml',
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
)
const RELS = part(
  '_rels/.rels',
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
)
const BOOK = part(
  'xl/workbook.xml',
  '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
)
const BOOK_RELS = part(
  'xl/_rels/workbook.xml.rels',
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
)
const SHEET = 'xl/worksheets/sheet1.xml'
const sheetOf = (rows: string, before = ''): ZipPart =>
  part(
    SHEET,
    `${before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
  )
const cell = (reference: string, text: string): string => `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`
const HEADER = `<row r="1">${cell('A1', 'Id')}${cell('B1', 'Name')}${cell('C1', 'Site')}</row>`

/** A workbook with one sheet; further parts replace the usual ones of the same name. */
function workbook(...parts: readonly ZipPart[]): Uint8Array {
  const names = new Set(parts.map((one) => one.name))
  return zipArchive([...[TYPES, RELS, BOOK, BOOK_RELS].filter((one) => !names.has(one.name)), ...parts])
}

/** XML bodies of a sheet that are changed and packed again, so that mutations reach the reader behind the archive. */
export const SHEET_XML = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:C3"/><sheetData>${HEADER}<row r="2">${cell('A2', 'a-1')}<c r="B2" t="s"><v>0</v></c><c r="C2" t="b"><v>1</v></c></row><row r="3"><c r="A3" t="n"><v>46000.5</v></c><c r="B3" t="e"><v>#REF!</v></c><c r="C3" t="str"><f>A1&amp;B1</f><v>x</v></c></row></sheetData></worksheet>`
export const STRINGS_XML =
  '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="2" uniqueCount="2"><si><t>pump</t></si><si><r><t>rich </t></r><r><t>text</t></r></si></sst>'
export const workbookOf = (sheet: Uint8Array, strings: Uint8Array): Uint8Array =>
  workbook({ name: SHEET, content: sheet }, { name: 'xl/sharedStrings.xml', content: strings })

const MEGABYTE = 1024 * 1024
let packed: Uint8Array | undefined
/** 300 MB of spaces, deflated once. */
const spaces = (): Uint8Array => {
  packed ??= deflateRawSync(Buffer.alloc(300 * MEGABYTE, 0x20), { level: 9 })
  return packed
}
const EMPTY = new Uint8Array(0)

/** Archives and sheets that blow up naive XLSX readers. */
export const WORKBOOK_BOMBS: readonly (() => Uint8Array)[] = [
  () => workbook({ name: SHEET, content: EMPTY, deflated: spaces(), claimedSize: 300 * MEGABYTE }),
  () => workbook({ name: SHEET, content: EMPTY, deflated: spaces(), claimedSize: 1_000 }),
  () => workbook({ name: SHEET, content: EMPTY, deflated: spaces(), claimedSize: 255 * MEGABYTE }),
  () => workbook({ name: SHEET, content: EMPTY, deflated: spaces(), claimedSize: 250 * MEGABYTE, claimedCompressed: 4 * MEGABYTE }),
  () => workbook({ ...sheetOf(HEADER), claimedSize: 0xfffffff0 }),
  () => workbook(...Array.from({ length: 3_000 }, (_, index) => part(`xl/worksheets/s${index}.xml`, '<a/>'))),
  () =>
    workbook(
      ...Array.from({ length: 1_000 }, (_, index) => ({
        name: `xl/worksheets/s${index}.xml`,
        content: EMPTY,
        deflated: deflateRawSync(Buffer.alloc(64 * 1024, 0x41)),
        claimedSize: 64 * 1024,
        offset: 0,
      })),
    ),
  () => zipArchive([TYPES, RELS, BOOK, BOOK_RELS, sheetOf(HEADER)], 60_000),
  () => zipArchive([TYPES, RELS, BOOK, BOOK_RELS, sheetOf(HEADER), sheetOf('<row/>')]),
  () => workbook({ ...sheetOf(HEADER), flags: 1 }),
  () => workbook({ ...sheetOf(HEADER), method: 99 }),
  () => workbook({ ...sheetOf(HEADER), method: 0 }),
  () => workbook({ ...sheetOf(HEADER), offset: 0xfffffff0 }),
  () => workbook(sheetOf(HEADER, '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>')),
  () => workbook(sheetOf(`<row r="1">${cell('XFD1', 'x')}</row><row r="1048576">${cell('XFD1048576', 'y')}</row>`)),
  () => workbook(sheetOf(`<row r="1">${cell('ZZZZZZZZ1', 'x')}${cell('A99999999999999', 'y')}</row>`)),
  () => workbook(sheetOf(Array.from({ length: 50_000 }, (_, row) => `<row r="${row + 1}">${cell(`A${row + 1}`, 'x')}</row>`).join(''))),
  () =>
    workbook(
      sheetOf(
        `<row r="1">${Array.from({ length: 20_000 }, (_, column) => `<c t="inlineStr"><is><t>c${column}</t></is></c>`).join('')}</row>`,
      ),
    ),
  () => workbook(sheetOf(`<row r="1">${cell('A1', 'x'.repeat(3 * MEGABYTE))}</row>`)),
  () => workbook(sheetOf('<row>'.repeat(100_000))),
  () => workbook(sheetOf(`<row r="1"><c${' a="b"'.repeat(100_000)}/></row>`)),
  () =>
    workbook(
      sheetOf(`<row r="1"><c r="A1" t="s"><v>99999999999</v></c><c r="B1" t="s"><v>-1</v></c><c r="C1" t="s"><v>__proto__</v></c></row>`),
    ),
  () => workbook(sheetOf(`<row r="1"><c r="A1"><v>1e999</v></c><c r="B1" t="d"><v>9999999-99-99</v></c></row>`)),
  () => workbook(sheetOf(`<row r="1">${cell('A1', '&#x0;&#xD800;&#x110000;&unknown;&amp')}</row>`)),
  () =>
    workbook(
      sheetOf(HEADER),
      part('xl/sharedStrings.xml', `<sst count="4294967295" uniqueCount="4294967295">${'<si><t>x</t></si>'.repeat(50_000)}</sst>`),
    ),
  () =>
    workbook(
      sheetOf(HEADER),
      part(
        'xl/styles.xml',
        `<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="${'y'.repeat(200_000)}"/></numFmts><cellXfs count="1"><xf numFmtId="164"/></cellXfs></styleSheet>`,
      ),
    ),
  () =>
    workbook(
      sheetOf(HEADER),
      part(
        'xl/_rels/workbook.xml.rels',
        `<Relationships>${'<Relationship Id="rId1" Type="worksheet" Target="../../../../etc/passwd"/>'.repeat(1_000)}</Relationships>`,
      ),
    ),
  () => workbook(sheetOf('<!--'), part('xl/workbook.xml', '<workbook/>')),
  () => zipArchive([part('a.txt', 'x')]),
]
