import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { KINDS } from '@caponier/core/company/kinds'
import { checkWorkspace } from '@caponier/core/company/references'
import type { Workspace } from '@caponier/core/company/workspace'
import { ARBITRARY_FRAMEWORKS, ARBITRARY_TODAY, workspaceArbitrary } from '@caponier/core/company/workspace.arbitrary'
import { sheetToCsv, sheetToXlsx } from '../export-table.ts'
import { applyPreview, previewTable, type TableImportOptions } from '../import-table.ts'
import type { Preview } from '../preview.ts'
import { escapePart, unescapePart } from './delimited.ts'
import { findFaults } from './find-faults.ts'
import { docsOfKind, objectSheet } from './object-rows.ts'
import { OBJECT_SHEET_NAMES, OBJECT_SHEETS, type ObjectSheetName, objectSheetOf } from './object-sheets.ts'

const options: TableImportOptions = {
  today: ARBITRARY_TODAY,
  frameworks: ARBITRARY_FRAMEWORKS.map(({ key, subjects, requirementIds, inheritable }) => ({
    key,
    subjects,
    requirements: [...requirementIds].map((id) => ({ id, title: { en: id, de: id }, inheritable: inheritable.get(id) ?? false })),
  })),
}
const now = '2026-11-23T10:00:00Z'

async function preview(
  name: ObjectSheetName,
  workspace: Workspace,
  lines: readonly string[],
  more: Partial<TableImportOptions> = {},
): Promise<Preview> {
  const read = await previewTable(new TextEncoder().encode(lines.join('\n')), name, workspace, { ...options, ...more })
  if (!read.ok) throw new Error(JSON.stringify(read.problem))
  return read.value
}

const plant: Workspace = {
  caponier: 1,
  organisation: { id: 'org', name: 'Org' },
  frameworks: [{ framework: 'iec62443-3-3:2013' }],
  entities: [
    {
      id: 'gmbh',
      name: 'Press GmbH',
      establishment: 'DE',
      years: [{ year: 2025, headcount: 80, turnover: 1e7, balance: 5e6, recordedAt: now }],
    },
  ],
  sites: [
    { id: 'north', name: 'North', country: 'DE', entities: ['gmbh'] },
    { id: 'south', name: 'South', country: 'DE', entities: ['gmbh'] },
  ],
  sucs: [{ id: 'suc-north', name: 'Line', site: 'north' }],
  zones: [
    { id: 'north-line', name: 'Line', site: 'north', kind: 'ot', slTarget: [2, 2, 2, 1, 3, 2, 1], description: 'Presses' },
    { id: 'south-line', name: 'Line', site: 'south', kind: 'ot' },
    { id: 'office', name: 'Office', site: 'north', kind: 'it' },
  ],
  conduits: [
    {
      id: 'c',
      name: 'Up',
      zones: ['north-line', 'office'],
      channels: [{ protocol: 'modbus', port: 502, direction: 'forward', function: 'read' }],
    },
  ],
  networks: [{ id: 'n', name: 'Cell', site: 'north', cidrs: ['10.1.0.0/16'], zone: 'north-line' }],
  people: [{ id: 'anna', name: 'Shift lead' }],
  responsibilities: [
    { framework: 'iec62443-3-3:2013', requirement: 'SR 1.1', subject: 'zone:office', party: 'owner', role: 'responsible', person: 'anna' },
  ],
}

describe('an exported sheet', () => {
  test.each(OBJECT_SHEET_NAMES)('of %s read back changes nothing, as CSV and XLSX, in either language', async (name) => {
    await fc.assert(
      fc.asyncProperty(
        workspaceArbitrary(),
        fc.constantFrom('en', 'de'),
        fc.constantFrom('csv', 'csv', 'xlsx'),
        async (drawn, language, format) => {
          const workspace = { ...drawn, responsibilities: responsibilitiesOf(drawn) }
          const docs = docsOfKind(workspace, OBJECT_SHEETS[name].kind)
          const sheet = objectSheet(name, docs, ARBITRARY_TODAY, language)
          const file = format === 'xlsx' ? await sheetToXlsx(sheet) : sheetToCsv(sheet)
          const read = await previewTable(file, name, workspace, { ...options, language: language === 'en' ? 'de' : 'en' })
          if (!read.ok) throw new Error(JSON.stringify(read.problem))
          expect(read.value.rows.flatMap((row) => [...row.errors, ...row.diffs])).toEqual([])
          expect(read.value.counts).toEqual({ add: 0, change: 0, same: docs.length, kept: 0, error: 0 })
          expect(applyPreview(workspace, read.value, { now })).toBe(workspace)
        },
      ),
      { numRuns: 25, endOnFailure: true },
    )
  })

  test.each(OBJECT_SHEET_NAMES)('of %s taken into an emptied list shows the same sheet', async (name) => {
    await fc.assert(
      fc.asyncProperty(workspaceArbitrary(), async (drawn) => {
        const { kind } = OBJECT_SHEETS[name]
        const workspace = { ...drawn, responsibilities: responsibilitiesOf(drawn) }
        // Blanks alone are an empty cell, and a lone dash removes; a person can write neither into a sheet.
        const docs = docsOfKind(workspace, kind).filter((doc) =>
          Object.values(doc).every((one) => typeof one !== 'string' || !/^\s*-?\s*$/.test(one)),
        )
        const sheet = objectSheet(name, docs, ARBITRARY_TODAY, 'en')
        const empty = { ...workspace, [KINDS[kind].key]: [] }
        const read = await previewTable(sheetToCsv(sheet), name, empty, options)
        if (!read.ok) throw new Error(JSON.stringify(read.problem))
        // Others name what is not there: only the rows themselves are looked at.
        const added = read.value.rows.filter((row) => row.action === 'add')
        const filled = docsOfKind(applyPreview(empty, read.value, { now }), kind)
        expect(added).toHaveLength(filled.length)
        const kept = docs.filter((doc) => typeof doc['id'] !== 'string' || filled.some((one) => one['id'] === doc['id']))
        if (kind !== 'responsibility')
          expect(trimmed(objectSheet(name, filled, ARBITRARY_TODAY, 'en').rows)).toEqual(
            trimmed(objectSheet(name, kept, ARBITRARY_TODAY, 'en').rows),
          )
        expect(
          read.value.rows
            .filter((row) => row.action === 'error')
            .flatMap((row) => row.errors.map((one) => one.why))
            .filter((why) => !/no entity|belongs|there is no|doppelt/.test(why)),
        ).toEqual([])
      }),
      { numRuns: 25, endOnFailure: true },
    )
  })
})

const trimmed = (rows: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  rows.map((row) => row.map((cell) => cell.replaceAll('\r\n', '\n').trim()))

function responsibilitiesOf(workspace: Workspace): NonNullable<Workspace['responsibilities']> {
  const zones = workspace.zones ?? []
  return zones.map((zone, at) => ({
    framework: 'iec62443-3-3:2013',
    requirement: at % 2 === 0 ? 'SR 1.1' : 'SR 5.1',
    ...(at % 3 === 0 ? {} : { subject: `zone:${zone.id}` }),
    party: 'owner' as const,
    role: at % 2 === 0 ? ('responsible' as const) : ('informed' as const),
    ...(zone.owner === undefined ? {} : { person: zone.owner }),
  }))
}

describe('columns', () => {
  test.each(OBJECT_SHEET_NAMES)('of %s hold every key of the document', (name) => {
    const { kind, columns } = objectSheetOf(name)
    const shown = new Set(columns.map((column) => column.path[0]?.replace(/^slTarget.*/, 'slTarget')))
    const keys = Object.keys(KINDS[kind].schema.shape).filter((key) => key !== 'recordedAt')
    expect(keys.filter((key) => !shown.has(key))).toEqual([])
  })

  test.each(OBJECT_SHEET_NAMES)('of %s have no word for two columns', (name) => {
    for (const language of ['en', 'de'] as const) {
      const headers = objectSheetOf(name).columns.map((column) => column.header[language].toLowerCase())
      expect(new Set(headers).size).toBe(headers.length)
    }
  })
})

describe('rows', () => {
  test('add, change and err, with German headers and words', async () => {
    const shown = await preview(
      'zones',
      plant,
      [
        'Name;Standort;Art;SL-T;Safety;Kritikalität',
        'Line;North;OT;2 2 2 2 3 2 1;ja;hoch',
        'Robots;south;ot;3;nein;',
        'Paint;west;OT;2 2;vielleicht;',
        ';North;OT;;;',
      ],
      { language: 'de' },
    )
    expect(shown.counts).toEqual({ add: 1, change: 1, same: 0, kept: 0, error: 2 })
    expect(shown.rows[0]).toMatchObject({
      key: 'north-line',
      diffs: [
        { field: 'slTarget', before: '2 2 2 1 3 2 1', after: '2 2 2 2 3 2 1' },
        { field: 'criticality', after: 'hoch' },
        { field: 'safety', after: 'ja' },
      ],
    })
    expect(shown.rows[2]?.errors).toEqual([
      {
        row: 4,
        column: 'Standort',
        value: 'west',
        why: expect.stringContaining('„west“ gibt es nicht (Standort)'),
        mend: expect.any(String),
      },
      { row: 4, column: 'SL-T', value: '2 2', why: '„2 2“ ist kein SL-Vektor', mend: expect.any(String) },
      { row: 4, column: 'Safety', value: 'vielleicht', why: '„vielleicht“ ist weder ja noch nein', mend: 'ja oder nein schreiben' },
    ])
    const filled = applyPreview(plant, shown, { now })
    expect(filled.zones?.find((zone) => zone.id === 'robots')).toEqual({
      id: 'robots',
      name: 'Robots',
      site: 'south',
      kind: 'ot',
      safety: false,
      slTarget: [{ vector: [3, 3, 3, 3, 3, 3, 3], recordedAt: now }],
      recordedAt: now,
    })
    // What was aimed at stays in the past of the target; what the sheet does not name stays too.
    expect(filled.zones?.[0]).toMatchObject({
      description: 'Presses',
      criticality: 3,
      slTarget: [{ vector: [2, 2, 2, 1, 3, 2, 1] }, { vector: [2, 2, 2, 2, 3, 2, 1], from: ARBITRARY_TODAY, recordedAt: now }],
    })
  })

  test('a target for a later day is entered once', async () => {
    const lines = ['Id,SL-T,SL-T valid from', 'south-line,2 2 2 2 2 2 2,2027-01-01']
    const shown = await preview('zones', plant, lines)
    expect(shown.counts).toMatchObject({ change: 1 })
    expect((await preview('zones', applyPreview(plant, shown, { now }), lines)).counts).toMatchObject({ same: 1 })
  })

  test('a name is looked for at its own site, and one that several have needs its id', async () => {
    expect((await preview('zones', plant, ['Name,Wireless', 'Line,yes'])).rows[0]?.errors[0]?.why).toBe('several of this name: "Line"')
    expect((await preview('zones', plant, ['Name,Site,Wireless', 'Line,South,yes'])).rows[0]).toMatchObject({
      key: 'south-line',
      action: 'change',
    })
    expect((await preview('networks', plant, ['Id,Zone', 'n,Line'])).counts).toMatchObject({ same: 1 })
  })

  test('an empty cell leaves alone, a dash removes, and what must be there stays', async () => {
    const shown = await preview('zones', plant, ['Id,Description,Kind', 'north-line,-,', 'office,,-'])
    expect(shown.rows[0]?.diffs).toEqual([{ field: 'description', before: 'Presses', after: '' }])
    expect(shown.rows[1]?.errors[0]?.why).toBe('cannot be removed')
  })

  test('rows inside a cell are read part by part and keep what the sheet does not show', async () => {
    const shown = await preview('conduits', plant, ['Id,Channels', 'c,modbus | 502 | both | write; opc ua | 4840 | hin | lesen | a\\; b'])
    expect(shown.rows[0]?.diffs[0]?.after).toBe('modbus | 502 | both | write; opc ua | 4840 | forward | read | a\\; b')
    const figures = await preview('entities', plant, ['Id,Figures', 'gmbh,2025 | 81 | 10000000 | 5000000'])
    expect(figures.objects[0]?.doc['years']).toEqual([{ year: 2025, headcount: 81, turnover: 1e7, balance: 5e6, recordedAt: now }])
    const wrong = await preview('conduits', plant, ['Id,Channels', 'c,modbus | 502 | sideways'])
    expect(wrong.rows[0]?.errors[0]).toMatchObject({ column: 'Channels', why: '"sideways" is none of the words' })
  })

  test('a responsibility belongs to the one with the same requirement, subject, party and role', async () => {
    const head = 'Framework,Requirement,Subject,Party,Role,Person'
    const same = 'iec62443-3-3:2013,SR 1.1,zone:office,Betreiber,zuständig,Shift lead'
    const shown = await preview('responsibilities', plant, [head, same, same.replace('zuständig', 'informiert')])
    expect(shown.counts).toMatchObject({ same: 1, add: 1 })
    const filled = applyPreview(plant, shown, { now })
    expect(filled.responsibilities).toHaveLength(2)
    expect((await preview('responsibilities', filled, [head, same])).counts).toMatchObject({ same: 1 })
    expect((await preview('responsibilities', plant, [head, 'iec62443-9-9:2013,SR 1.1,zone:office,owner,consulted,'])).counts.error).toBe(1)
  })

  test('what only the whole workspace shows is told of the row that brings it', async () => {
    const rows = ['Id,Site', 'north-line,south', 'office,south', 'south-line,south']
    const moved = await preview('zones', plant, rows)
    // The network of the line stays behind at the old site; the office has nothing there.
    expect(moved.rows.map((row) => row.action)).toEqual(['error', 'change', 'same'])
    const suc = await preview('zones', plant, ['Id,SUC', 'south-line,suc-north', 'office,suc-north'])
    expect(suc.rows.map((row) => row.action)).toEqual(['error', 'change'])
    expect(suc.rows[0]?.errors[0]).toMatchObject({ column: 'SUC' })
  })

  test('written rows never break a workspace', async () => {
    await fc.assert(
      fc.asyncProperty(workspaceArbitrary(), workspaceArbitrary(), fc.constantFrom(...OBJECT_SHEET_NAMES), async (one, other, name) => {
        const sheet = objectSheet(name, docsOfKind(other, OBJECT_SHEETS[name].kind), ARBITRARY_TODAY, 'en')
        const read = await previewTable(sheetToCsv(sheet), name, one, options)
        if (!read.ok) return
        const after = applyPreview(one, read.value, { now })
        const facts = { today: ARBITRARY_TODAY, frameworks: ARBITRARY_FRAMEWORKS }
        expect(checkWorkspace(after, facts).filter((issue) => issue.severity === 'error')).toEqual([])
        const again = await previewTable(sheetToCsv(sheet), name, after, options)
        if (!again.ok) throw new Error('read once and not twice')
        expect(again.value.counts).toMatchObject({ add: 0, change: 0 })
      }),
      { numRuns: 60, endOnFailure: true },
    )
  })
})

test('a part of a list comes back as it went', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(unescapePart(` ${escapePart(text, ';|')} `)).toBe(text)
      expect(escapePart(text, ';|').replace(/\\[\s\S]/g, '')).not.toMatch(/[;|\n]/)
    }),
  )
})

test('of many rows the one is found that brings an issue elsewhere', () => {
  const rows = Array.from({ length: 500 }, (_, at) => at)
  const faults = findFaults(rows, (some) =>
    [137, 400].some((bad) => some.includes(bad)) ? [{ row: undefined, path: '', why: 'overlaps', mend: undefined }] : [],
  )
  expect([...faults.keys()].sort((left, right) => left - right)).toEqual([137, 400])
})
