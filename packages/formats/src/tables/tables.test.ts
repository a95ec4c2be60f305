import * as fc from 'fast-check'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { Issue, Result } from '@caponier/core'
import type { Workspace, WorkspaceAsset } from '@caponier/core/company/index'
import { checkWorkspace } from '@caponier/core/company/references'
import { ARBITRARY_FRAMEWORKS, ARBITRARY_TODAY, workspaceArbitrary } from '@caponier/core/company/workspace.arbitrary'
import { detectDelimiter, readCsv, writeCsv } from './csv.ts'
import { deterministicZip, rezipDeterministically } from './deterministic-zip.ts'
import { answerSheet, assetSheet, sheetToCsv, sheetToXlsx } from './export-table.ts'
import { applyPreview, previewTable, type TableImportOptions } from './import-table.ts'
import { mapColumns } from './mapping.ts'
import { ASSET_COLUMNS } from './columns.ts'
import type { Preview } from './preview.ts'
import { readTable } from './read-table.ts'
import { TABLE_LIMITS } from './table.ts'
import { writeXlsx } from './xlsx.ts'

const frameworks = ARBITRARY_FRAMEWORKS.map((framework) => ({
  key: framework.key,
  subjects: framework.subjects,
  requirements: [...framework.requirementIds].map((id) => ({
    id,
    title: { en: `Title of ${id}`, de: `Titel von ${id}` },
    inheritable: framework.inheritable.get(id) ?? false,
  })),
}))
const options: TableImportOptions = { today: ARBITRARY_TODAY, frameworks }
const now = '2026-11-23T10:00:00Z'
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const value = <T>(result: Result<T>): T => {
  if (result.ok) return result.value
  throw new Error(JSON.stringify(result.problem, null, 1))
}
const issues = (result: Result<unknown>): readonly Issue[] =>
  !result.ok && result.problem.kind === 'invalid-input' ? result.problem.issues : []

const plc: WorkspaceAsset = {
  id: 'plc-1',
  name: 'PLC 1',
  site: 'north',
  zone: 'line',
  serial: 'S-1',
  version: '4.10',
  location: 'Hall 2',
  edited: ['location'],
  interfaces: [{ network: 'net', address: '10.0.0.5', name: 'X1' }],
}
const plant: Workspace = {
  caponier: 1,
  organisation: { id: 'org', name: 'Example' },
  frameworks: [{ framework: 'iec62443-3-3:2013' }],
  entities: [{ id: 'gmbh', name: 'Example GmbH', establishment: 'DE' }],
  sites: [{ id: 'north', name: 'Plant North', country: 'DE', entities: ['gmbh'] }],
  zones: [
    { id: 'line', name: 'Line 3', site: 'north', kind: 'ot' },
    { id: 'office', name: 'Office', site: 'north', kind: 'it' },
  ],
  networks: [{ id: 'net', name: 'Line net', site: 'north', cidrs: ['10.0.0.0/24'] }],
  assetTypes: [{ id: 'plc', name: 'Controller', component: 'embedded-device', orderNumber: '6ES7-1500' }],
  assets: [plc],
}
const preview = async (
  text: string,
  extra: Partial<TableImportOptions> = {},
  workspace = plant,
  kind: 'assets' | 'answers' = 'assets',
): Promise<Preview> => value(await previewTable(bytes(text), kind, workspace, { ...options, ...extra }))

describe('round trip', () => {
  test.each(['csv', 'csv;', 'xlsx'] as const)('an exported asset sheet read back as %s changes nothing', async (format) => {
    await fc.assert(
      fc.asyncProperty(workspaceArbitrary(), async (workspace) => {
        const sheet = assetSheet(workspace, 'de')
        const file = format === 'xlsx' ? await sheetToXlsx(sheet) : sheetToCsv(sheet, format === 'csv' ? ',' : ';')
        const result = value(await previewTable(file, 'assets', workspace, options))
        const filled = (workspace.assets ?? []).length
        expect({ ...result.counts, errors: result.rows.flatMap((row) => [...row.errors, ...row.diffs]) }).toEqual({
          add: 0,
          change: 0,
          same: filled,
          kept: 0,
          error: 0,
          errors: [],
        })
        expect(applyPreview(workspace, result, { now })).toBe(workspace)
      }),
      { numRuns: format === 'xlsx' ? 15 : 40, endOnFailure: true },
    )
  })

  test.each(['csv', 'xlsx'] as const)('an exported answer sheet read back as %s changes nothing', async (format) => {
    await fc.assert(
      fc.asyncProperty(workspaceArbitrary(), async (workspace) => {
        const sheet = answerSheet(workspace, { asOf: ARBITRARY_TODAY, frameworks })
        const file = format === 'xlsx' ? await sheetToXlsx(sheet) : sheetToCsv(sheet)
        const result = value(await previewTable(file, 'answers', workspace, options))
        expect({ ...result.counts, errors: result.rows.flatMap((row) => [...row.errors, ...row.diffs, ...row.kept]) }).toEqual({
          add: 0,
          change: 0,
          same: sheet.rows.length - 1,
          kept: 0,
          error: 0,
          errors: [],
        })
      }),
      { numRuns: format === 'xlsx' ? 15 : 40, endOnFailure: true },
    )
  })

  test('assets taken from the sheet into an emptied inventory show the same sheet', async () => {
    await fc.assert(
      fc.asyncProperty(workspaceArbitrary(), async (workspace) => {
        // A name of nothing but blanks is an empty cell, and outer blanks of list entries are no content.
        fc.pre(
          (workspace.assets ?? []).every(
            (asset) =>
              asset.name.trim() !== '' &&
              (asset.interfaces ?? []).every(
                (face) => face.name === undefined || (face.name.trim() === face.name && !face.name.includes('\n')),
              ),
          ),
        )
        fc.pre(
          (workspace.assets ?? []).every((asset) =>
            [asset.serial, asset.location].every((text) => text === undefined || text.trim() !== ''),
          ),
        )
        const sheet = assetSheet(workspace)
        const empty = { ...workspace, assets: [] }
        const result = value(await previewTable(sheetToCsv(sheet), 'assets', empty, options))
        const filled = applyPreview(empty, result, { now })
        expect(assetSheet(filled).rows).toEqual(sheet.rows)
        expect(
          checkWorkspace(filled, { today: ARBITRARY_TODAY, frameworks: ARBITRARY_FRAMEWORKS }).filter(
            (issue) => issue.severity === 'error',
          ),
        ).toEqual([])
      }),
      { numRuns: 40, endOnFailure: true },
    )
  })
})

describe('assets', () => {
  test('headers are understood in English and German, by synonym and by likeness; the rest is named', () => {
    const mapping = value(mapColumns(['Inventarnummer', 'Gerätename', 'Werk', 'Firmwarestnd', 'Preis', 'IP', 'Name'], ASSET_COLUMNS))
    expect(mapping.map(({ header, field, how }) => [header, field, how])).toEqual([
      ['Inventarnummer', 'id', 'synonym'],
      ['Gerätename', undefined, 'taken'],
      ['Werk', 'site', 'synonym'],
      ['Firmwarestnd', 'version', 'similar'],
      ['Preis', undefined, 'unknown'],
      ['IP', 'address', 'synonym'],
      ['Name', 'name', 'header'],
    ])
  })

  test('a chosen mapping wins, by header or letter; impossible choices are refused', () => {
    const mapping = value(mapColumns(['A1', 'Name', 'Note'], ASSET_COLUMNS, { A1: 'name', B: '-', C: 'location' }))
    expect(mapping.map(({ field, how }) => [field, how])).toEqual([
      ['name', 'chosen'],
      [undefined, 'chosen'],
      ['location', 'chosen'],
    ])
    expect(issues(mapColumns(['A'], ASSET_COLUMNS, { Z9: 'name', A: 'nam' })).map((issue) => issue.message)).toEqual([
      'there is no column "Z9"',
      'there is no field "nam"',
    ])
  })

  test('adds, changes, keeps what a person edited, and leaves empty cells alone', async () => {
    const text =
      'Id;Name;Standort;Zone;Typ;Version;Ort;IP-Adresse\nplc-1;PLC 1;Plant North;Line 3;6ES7-1500;4.12;Hall 9;\nplc-2;PLC 2;north;office;;;;10.0.0.6; \n;Drehkranz Ü;north;;;;;\n'
    const result = await preview(text)
    expect(result.counts).toEqual({ add: 2, change: 1, same: 0, kept: 0, error: 0 })
    expect(result.rows[0]).toMatchObject({
      action: 'change',
      diffs: [
        { field: 'type', before: '', after: 'plc' },
        { field: 'version', before: '4.10', after: '4.12' },
      ],
      kept: [{ field: 'location', before: 'Hall 2', after: 'Hall 9' }],
    })
    const after = applyPreview(plant, result, { now })
    expect(after.assets).toEqual([
      { ...plc, type: 'plc', version: '4.12', imported: { type: 'plc', version: '4.12' } },
      {
        id: 'plc-2',
        imported: { site: 'north', zone: 'office', name: 'PLC 2', address: '10.0.0.6' },
        name: 'PLC 2',
        site: 'north',
        zone: 'office',
        interfaces: [{ address: '10.0.0.6' }],
        provenance: 'import',
        recordedAt: now,
      },
      {
        id: 'north-drehkranz-ue',
        imported: { site: 'north', name: 'Drehkranz Ü' },
        name: 'Drehkranz Ü',
        site: 'north',
        provenance: 'import',
        recordedAt: now,
      },
    ])
    expect((await preview(text, {}, after)).counts).toEqual({ add: 0, change: 0, same: 2, kept: 1, error: 0 })
    expect((await preview(text, { overwrite: true }, after)).rows[0]?.diffs).toEqual([
      { field: 'location', before: 'Hall 2', after: 'Hall 9' },
    ])
  })

  test('a row without id finds its asset by serial number, then by name', async () => {
    expect(
      (await preview('Name,Site,Serial,Version\nRenamed,north,S-1,5\nPLC 1,north,,5\nPLC 1,north,S-2,5\n')).rows.map((row) => [
        row.key,
        row.action,
      ]),
    ).toEqual([
      ['plc-1', 'change'],
      ['plc-1', 'error'],
      ['north-plc-1', 'add'],
    ])
  })

  test('errors name row, column, value, reason and mend; nothing of the row is written', async () => {
    const result = await preview(
      'Id,Name,Site,Zone,MAC\nPLC 9,A,north,,\nok-1,B,nroth,lien,\nok-2,C,north,,00-1b-1b-aa-bb\nok-3,,north,,\nok-4,D,north,,00-1B-1B-AA-BB-CC\nok-4,E,north,,\n',
    )
    expect(
      result.rows.map((row) => row.errors.map(({ row: at, column, value: cell, why, mend }) => [at, column, cell, why, mend])),
    ).toEqual([
      [[2, 'Id', 'PLC 9', expect.stringContaining('ids are lower-case'), expect.any(String)]],
      [
        [3, 'Site', 'nroth', 'there is no site "nroth", or several of that name', 'did you mean north?'],
        [3, 'Zone', 'lien', 'there is no zone "lien", or several of that name', 'did you mean line?'],
      ],
      [[4, 'MAC', '00-1b-1b-aa-bb', expect.stringContaining('must be like 00:1b:1b:aa:bb:cc'), expect.any(String)]],
      [[5, 'Name', '', 'the name is missing', 'give the asset a name']],
      [],
      [[7, 'Id', 'ok-4', 'the asset stands in row 6 already', 'keep one of the two rows']],
    ])
    expect(applyPreview(plant, result, { now }).assets?.map((asset) => asset.id)).toEqual(['plc-1', 'ok-4'])
    expect(result.assets[0]?.interfaces).toEqual([{ mac: '00:1b:1b:aa:bb:cc' }])
  })

  test('several interfaces stand in one cell each, what the sheet does not know stays', async () => {
    const result = await preview('Id,IP address\nplc-1,10.0.0.5; 10.0.0.7\n')
    expect(applyPreview(plant, result, { now }).assets?.[0]?.interfaces).toEqual([
      { network: 'net', address: '10.0.0.5', name: 'X1' },
      { address: '10.0.0.7' },
    ])
  })

  test('a sheet without the columns that matter is refused with what it has', async () => {
    expect(issues(await previewTable(bytes('Foo,Bar\n1,2\n'), 'assets', plant, options))).toMatchObject([
      { message: 'no column is understood as name or id', mend: expect.stringContaining('Foo, Bar') },
    ])
  })
})

describe('answers', () => {
  const answered: Workspace = {
    ...plant,
    answers: [
      {
        subject: 'zone:line',
        framework: 'iec62443-3-3:2013',
        requirement: 'SR 5.1',
        state: 'not-met',
        from: '2025-01-10',
        note: 'Flat network',
      },
    ],
  }
  const row = (state: string, from = '2025-01-10', note = 'Flat network'): string =>
    `Subject,Framework,Requirement,State,Note,Valid from\nzone:line,iec62443-3-3:2013,SR 5.1,${state},${note},${from}\n`

  test('a changed state is a new entry from today; the date left as exported does not rewrite the past', async () => {
    const result = await preview(row('teilweise erfüllt'), {}, answered, 'answers')
    expect(result.rows[0]).toMatchObject({
      action: 'change',
      diffs: [
        { field: 'state', before: 'not-met', after: 'partly' },
        { field: 'from', before: '2025-01-10', after: ARBITRARY_TODAY },
      ],
    })
    expect(applyPreview(answered, result, { now, by: 'lead' }).answers).toEqual([
      ...(answered.answers ?? []),
      {
        subject: 'zone:line',
        framework: 'iec62443-3-3:2013',
        requirement: 'SR 5.1',
        state: 'partly',
        note: 'Flat network',
        from: ARBITRARY_TODAY,
        recordedAt: now,
        by: 'lead',
        provenance: 'import',
      },
    ])
    expect((await preview(row('met', '2026-10-01'), {}, answered, 'answers')).answers[0]?.from).toBe('2026-10-01')
    expect((await preview(row('not met'), {}, answered, 'answers')).rows[0]?.action).toBe('same')
    expect((await preview(row('', '', '-'), {}, answered, 'answers')).answers[0]).not.toHaveProperty('note')
  })

  test('a review date is set, moved and removed; it goes with the state that it was set for', async () => {
    const reviewed: Workspace = {
      ...plant,
      answers: [
        {
          subject: 'zone:line',
          framework: 'iec62443-3-3:2013',
          requirement: 'SR 5.1',
          state: 'compensated',
          justification: 'Filtered one level up',
          review: '2027-01-10',
        },
      ],
    }
    const withReview = (state: string, review: string): Promise<Preview> =>
      preview(
        `Gegenstand;Rahmenwerk;Anforderung;Stand;Überprüfung bis\nzone:line;iec62443-3-3:2013;SR 5.1;${state};${review}\n`,
        {},
        reviewed,
        'answers',
      )
    expect((await withReview('compensated', '2027-01-10')).rows[0]?.action).toBe('same')
    expect((await withReview('compensated', '')).rows[0]?.action).toBe('same')
    const moved = await withReview('', '2027-06-30')
    expect(moved.rows[0]?.diffs).toContainEqual({ field: 'review', before: '2027-01-10', after: '2027-06-30' })
    expect(moved.answers[0]).toMatchObject({ state: 'compensated', justification: 'Filtered one level up', review: '2027-06-30' })
    expect((await withReview('compensated', '-')).answers[0]).not.toHaveProperty('review')
    expect((await withReview('met', '2027-01-10')).answers[0]).not.toHaveProperty('review')
    const head = 'Subject,Framework,Requirement,State,Reviewer\nzone:line,iec62443-3-3:2013,SR 5.1,,'
    const known = { ...reviewed, people: [{ id: 'anna', name: 'Shift lead' }] }
    expect((await preview(`${head}shift lead\n`, {}, known, 'answers')).answers[0]).toMatchObject({
      review: '2027-01-10',
      reviewer: 'anna',
    })
    expect((await preview(`${head}nobody\n`, {}, known, 'answers')).rows[0]?.errors[0]).toMatchObject({
      column: 'Reviewer',
      value: 'nobody',
    })
    expect((await withReview('', 'soon')).rows[0]?.errors[0]).toMatchObject({ column: 'Überprüfung bis', value: 'soon' })
  })

  test('an answer that a person gave after an import is kept, until overwriting is asked for', async () => {
    const first = applyPreview(answered, await preview(row('partly'), {}, answered, 'answers'), { now: '2026-11-23T08:00:00Z' })
    expect((await preview(row('partly'), {}, first, 'answers')).counts.same).toBe(1)
    const edited: Workspace = {
      ...first,
      answers: [
        ...(first.answers ?? []),
        {
          subject: 'zone:line',
          framework: 'iec62443-3-3:2013',
          requirement: 'SR 5.1',
          state: 'met',
          from: ARBITRARY_TODAY,
          recordedAt: '2026-11-23T09:00:00Z',
          provenance: 'person',
        },
      ],
    }
    const again = await preview(row('partly'), {}, edited, 'answers')
    expect(again.rows[0]).toMatchObject({
      action: 'kept',
      diffs: [],
      kept: [
        { field: 'state', before: 'met', after: 'partly' },
        { field: 'note', before: '', after: 'Flat network' },
      ],
    })
    expect(applyPreview(edited, again, { now })).toBe(edited)
    expect((await preview(row('partly'), { overwrite: true }, edited, 'answers')).counts.change).toBe(1)
  })

  test('errors name row, column, value, reason and mend', async () => {
    const text =
      'Subject,Framework,Requirement,State,Maturity\nzone:lien,iec62443-3-3:2013,SR 5.1,met,\nline,iec62443-3-3:2013,SR 5.11,met,\nline,iec62443-3-3:2013,SR 5.1,perhaps,7\nsite:north,iec62443-3-3:2013,SR 5.1,met,\nsite:north,iec62443-3-3:2013,SR 1.1 RE(2),met,\n'
    const result = await preview(text, {}, plant, 'answers')
    expect(
      result.rows.map((one) => one.errors.map((error) => `${error.row} ${error.column} ${error.value}: ${error.why} -> ${error.mend}`)),
    ).toEqual([
      ['2 Subject zone:lien: there is no zone:lien -> did you mean zone:line?'],
      ['3 Requirement SR 5.11: iec62443-3-3:2013 has no requirement SR 5.11 -> did you mean SR 5.1?'],
      [
        '4 State perhaps: "perhaps" is no answer -> write one of not-assessed, not-met, partly, met, compensated, not-applicable',
        '4 Maturity 7: "7" is no maturity level -> write 1 to 4',
      ],
      ['5 Subject site:north: SR 5.1 is answered for zone, conduit, not for site -> name the subject that answers for itself'],
      [],
    ])
  })
})

describe('CSV', () => {
  test('what is written is read back, for every separator, quotes, breaks and formulas included', () => {
    const cell = fc
      .oneof(fc.constantFrom('=1', "'=1", '-5', 'a,b', 'a;b', 'a\tb', '"q"', 'two\nlines', '  x ', 'Ü', "'"), fc.string())
      .filter((text) => !text.includes('\u0000') && text.isWellFormed())
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }),
        fc.constantFrom<(',' | ';' | '\t')[]>(',', ';', '\t'),
        (rows, delimiter) => {
          const filled = rows.filter((row) => row.some((text) => text.trim() !== ''))
          const read = value(readCsv(writeCsv([['one', 'two', 'three'], ...rows], delimiter)))
          expect(read.header).toEqual(['one', 'two', 'three'])
          expect(read.rows.map((row) => row.cells)).toEqual(filled)
        },
      ),
    )
  })

  test.each<[string, ',' | ';' | '\t']>([
    ['a,b;c,d\n', ','],
    ['a;b;c\n1,5;2,5;3,5\n', ';'],
    ['a\tb,c\td\te\n', '\t'],
    ['"x;y";"z,w,v,u";e\n', ';'],
    ['alone\n', ','],
  ])('the separator of %j is %j', (text, delimiter) => {
    expect(detectDelimiter(text)).toBe(delimiter)
  })

  test('UTF-16 with byte order mark and a sep= line are read, row numbers stay true', () => {
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...Array.from('a;b\n1;Ü\n').flatMap((character) => [character.charCodeAt(0) & 255, character.charCodeAt(0) >> 8]),
    ])
    expect(value(readCsv(utf16))).toEqual({ header: ['a', 'b'], rows: [{ row: 2, cells: ['1', 'Ü'] }] })
    expect(value(readCsv(bytes('sep=;\r\na;b\r\n\r\n1;2\r\n')))).toEqual({ header: ['a', 'b'], rows: [{ row: 4, cells: ['1', '2'] }] })
  })

  test.each<[string, Uint8Array, string]>([
    ['broken UTF-8', new Uint8Array([0x61, 0x0a, 0xfc, 0x0a]), 'is not UTF-8: byte 0xfc in line 2'],
    ['broken UTF-16', new Uint8Array([0xff, 0xfe, 0x00, 0xd8, 0x61, 0x00]), 'is broken UTF-16'],
    ['NUL', bytes('a\n\u0000'), 'holds a NUL character'],
    ['an open quote', bytes('a,b\n"x,y\n'), 'has a quote that is never closed'],
    ['a huge cell', bytes(`a\n${'x'.repeat(40_000)}\n`), 'has a cell of 40000 characters in row 2'],
    ['too many columns', bytes(`${'a,'.repeat(300)}\n`), 'has 301 columns in row 1'],
    ['an old Excel file', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]), 'is an old Excel file'],
  ])('%s is refused', async (_, file, message) => {
    expect(issues(await readTable(file))[0]?.message).toContain(message)
  })
})

const book = await writeXlsx([
  {
    name: 'Assets',
    rows: [
      ['Id', 'Name'],
      ['a', '=1+1'],
    ],
  },
])

describe('XLSX', () => {
  const part = (name: string, change: (text: string) => string): Uint8Array => {
    const parts = unzipSync(book)
    parts[name] = strToU8(change(new TextDecoder().decode(parts[name])))
    return zipSync(parts)
  }
  const sheet = 'xl/worksheets/sheet1.xml'

  test('equal input gives equal bytes, with the fixed date', async () => {
    expect(
      await writeXlsx([
        {
          name: 'Assets',
          rows: [
            ['Id', 'Name'],
            ['a', '=1+1'],
          ],
        },
      ]),
    ).toEqual(book)
    expect(rezipDeterministically(book)).toEqual(book)
    const view = new DataView(book.buffer, book.byteOffset)
    expect([view.getUint16(10, true), view.getUint16(12, true)]).toEqual([0, (1 << 5) | 1])
    expect(
      deterministicZip(
        new Map([
          ['b', strToU8('1')],
          ['a', strToU8('2')],
        ]),
      ),
    ).toEqual(
      deterministicZip(
        new Map([
          ['a', strToU8('2')],
          ['b', strToU8('1')],
        ]),
      ),
    )
  })

  test('text stays text: formulas, escapes, control characters, umlauts', async () => {
    const cells = [
      '=1+1',
      '_x0041_',
      'bell\u0007',
      'two\nlines',
      'cr\r\nlf',
      ' outer ',
      '<&>"',
      'Ü🏭',
      '004',
      '1e3',
      "'",
      'constructor',
      '__proto__',
      '_proto',
      '\u{10fffe}',
      '\u0085',
      '\t',
    ]
    expect(value(await readTable(await writeXlsx([{ name: 'S', rows: [cells.map((_, at) => `h${at}`), cells] }]))).rows[0]?.cells).toEqual(
      cells,
    )
  })

  test('numbers, dates and booleans of other programs become text', async () => {
    const styled = unzipSync(book)
    styled['xl/styles.xml'] = strToU8(
      new TextDecoder()
        .decode(styled['xl/styles.xml'])
        .replace(/<cellXfs.*<\/cellXfs>/, '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'),
    )
    styled[sheet] = strToU8(
      new TextDecoder()
        .decode(styled[sheet])
        .replace('</sheetData>', '<row r="4"><c r="A4"><v>12.5</v></c><c r="B4" s="1"><v>46082</v></c></row></sheetData>'),
    )
    expect(value(await readTable(zipSync(styled))).rows.at(-1)).toEqual({ row: 4, cells: ['12.5', '2026-03-01'] })
  })

  test.each<[string, () => Uint8Array, string]>([
    ['a cut file', () => book.slice(0, book.length - 40), 'is cut off'],
    ['another archive', () => zipSync({ 'a.xml': strToU8('<a/>') }), 'is a ZIP archive but no XLSX workbook'],
    [
      'an entity bomb',
      () => part(sheet, (text) => text.replace('?>', '?><!DOCTYPE x [<!ENTITY a "aaaa">]>')),
      'declares a document type in xl/worksheets/sheet1.xml',
    ],
    ['a cell far below', () => part(sheet, (text) => text.replace('r="A2"', 'r="A1048576"')), 'reaches down to row 1048576'],
    ['a cell far out', () => part(sheet, (text) => text.replace('r="B2"', 'r="XFD2"')), 'reaches out to column XFD'],
    ['a hidden address', () => part(sheet, (text) => text.replace('r="B2"', 'r="&#66;2"')), 'has a cell address that is none'],
    ['a tag that is none', () => part(sheet, (text) => text.replace('r="B2"', 'r=B2')), 'has a damaged c tag'],
    ['a row number in words', () => part(sheet, (text) => text.replace('<row r="2"', '<row r="1e9"')), 'has a cell address that is none'],
    ['a bomb by ratio', () => part('xl/sharedStrings.xml', (text) => text + ' '.repeat(30_000_000)), 'grows more than 250 times'],
    [
      'a lying size',
      () => lie(zipSync({ ...unzipSync(book), 'xl/media.xml': strToU8('x'.repeat(100_000)) }), 100_000, 10),
      'has a wrong size for xl/media.xml',
    ],
    ['an encrypted entry', () => flag(book), 'is encrypted'],
    ['a missing shared string', () => part(sheet, (text) => text.replace('<v>0</v>', '<v>99</v>')), 'is no readable workbook'],
  ])('%s is refused', async (_, file, message) => {
    expect(issues(await readTable(file()))[0]?.message).toContain(message)
  })

  test('the whole archive is bounded', async () => {
    const parts = {
      ...unzipSync(book),
      ...Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`xl/x${at}.xml`, strToU8('ab'.repeat(50_000))])),
    }
    expect(issues(await readTable(zipSync(parts), undefined, { ...TABLE_LIMITS, inflatedBytes: 500_000 }))[0]?.message).toContain(
      'inflates to more than',
    )
    expect(issues(await readTable(zipSync(parts), undefined, { ...TABLE_LIMITS, archiveEntries: 5 }))[0]?.message).toContain(
      'parts, at most 5 are read',
    )
  })

  test('a missing sheet is named', async () => {
    expect(issues(await readTable(book, 'Other'))[0]?.mend).toContain('is there a sheet "Other"?')
  })
})

/** Rewrites a claimed size wherever it stands in the archive's directory. */
function lie(archive: Uint8Array, honest: number, claimed: number): Uint8Array {
  const copy = archive.slice()
  const view = new DataView(copy.buffer)
  for (let at = 0; at + 46 < copy.length; at += 1)
    if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === honest) view.setUint32(at + 24, claimed, true)
  return copy
}

/** Sets the encryption bit of every entry in the directory. */
function flag(archive: Uint8Array): Uint8Array {
  const copy = archive.slice()
  const view = new DataView(copy.buffer)
  for (let at = 0; at + 46 < copy.length; at += 1) if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 8, 1, true)
  return copy
}
