import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COMMANDS } from './commands.ts'
import { run } from './terminal.test-support.ts'

let folder = ''
const workspace = (): string => join(folder, 'ws')

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'caponier cli '))
  writeFileSync(
    join(folder, 'answers.yaml'),
    'organisation: Muster GmbH\nestablishment: DE\nyear: 2025\nheadcount: 180\nturnover: 32000000\nbalance: 21000000\nactivities: [II.5(d)]\nlead: OT lead\nsite: Werk Nord\n',
  )
  const started = await run('init', workspace(), '--answers', join(folder, 'answers.yaml'), '--from', 'packaging-line')
  expect(started).toMatchObject({ exit: 0, err: '' })
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Every file of a folder with its text. */
const files = (root: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [[join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), 'utf8')]] : [],
    ),
  )

describe('the frame', () => {
  test.each(COMMANDS.map((entry) => entry.words.join(' ')))('%s --help shows usage and exits 0', async (words) => {
    const { exit, out } = await run(...words.split(' '), '--help')
    expect(exit).toBe(0)
    expect(out).toContain(`caponier ${words}`)
  })

  test('an unknown command, option or missing argument is exit 2 with the usage on stderr', async () => {
    expect(await run('asess', 'x')).toMatchObject({ exit: 2, out: '' })
    const option = await run('assess', 'x', '--colour')
    expect(option.exit).toBe(2)
    expect(option.err).toContain("Unknown option '--colour'")
    expect(option.err).toContain('caponier assess DIR')
    expect((await run('why', 'x')).exit).toBe(2)
  })

  test('a folder that is not there is bad input, not a bug', async () => {
    const { exit, err } = await run('validate', join(folder, 'nowhere'))
    expect(exit).toBe(3)
    expect(err).not.toContain('bug')
  })
})

describe('content', () => {
  test.each([
    ['SR 1.1', 'Human user identification and authentication'],
    ['ORG 2.4', 'SP reviews'],
    ['4.3.4.5', 'Incident planning and response'],
    ['21(2)(j)', 'Multi-factor authentication'],
    ['21(2)(c).1', 'Continuity plan'],
  ])('show "%s"', async (id, text) => {
    const { exit, out } = await run('content', 'show', id)
    expect(exit).toBe(0)
    expect(out).toContain(text)
  })

  test('show of an id that does not exist names what is near', async () => {
    const { exit, err } = await run('content', 'show', 'SR 9.9')
    expect(exit).toBe(3)
    expect(err).toContain('SR 9.9')
  })

  test('map goes both ways with strength and reason', async () => {
    const down = await run('content', 'map', '21(2)(j)')
    expect(down.out).toMatch(/SR 1\.1 RE\(2\).*full.*medium/)
    const up = await run('content', 'map', 'SR 5.1', '--json')
    const [view] = JSON.parse(up.out) as { rows: { duties: string[]; strength: string; rationale: string }[] }[]
    expect(view?.rows[0]?.duties.length).toBeGreaterThan(0)
  })

  test('lint has no findings, export is one document that holds every mapping', async () => {
    expect(await run('content', 'lint')).toMatchObject({ exit: 0 })
    const exported = JSON.parse((await run('content', 'export')).out) as { mappings: unknown[]; laws: unknown[]; contentVersion: string }
    expect(exported.mappings.length).toBe(754)
    expect(exported.laws.length).toBe(30)
    expect(exported.contentVersion).toMatch(/^[0-9a-f]{16}$/)
  })
})

describe('workspace', () => {
  test('init refuses a folder that holds one, validate counts what is there', async () => {
    const again = await run('init', workspace(), '--answers', join(folder, 'answers.yaml'))
    expect(again.exit).toBe(3)
    expect(again.err).toContain('holds a workspace already')
    const { exit, out } = await run('validate', workspace())
    expect(exit).toBe(0)
    expect(out).toContain('1 site, 7 zones')
  })

  test('an error names file, line, path and the way to mend it, and exits 1', async () => {
    const broken = join(folder, 'broken')
    mkdirSync(broken)
    writeFileSync(
      join(broken, 'a.yaml'),
      'caponier: 1\norganisation: { id: o, name: O }\nframeworks: []\nentities:\n  - { id: e, name: E, establishment: DE }\nsites:\n  - { id: s, name: S, country: DE, entities: [e] }\nzones:\n  - id: z\n    name: Z\n    site: s\n    kind: ot\n    slTarget: [2, 2, 2, 1, 3, 2]\n',
    )
    const { exit, err } = await run('validate', broken)
    expect(exit).toBe(1)
    expect(err).toMatch(/a\.yaml\n +line 13 +zones\[0\]\.slTarget/)
    expect(err).toContain('7')
  })

  test('export as JSON and import give the same workspace', async () => {
    const { out } = await run('workspace', 'export', workspace(), '--json')
    writeFileSync(join(folder, 'ws.json'), out)
    expect((await run('workspace', 'import', join(folder, 'ws.json'), join(folder, 'copy'))).exit).toBe(0)
    expect((await run('workspace', 'export', join(folder, 'copy'))).out).toBe(out)
  })

  test('a preview writes nothing, --apply writes, and a second import changes nothing', async () => {
    const sheet = join(folder, 'assets.csv')
    writeFileSync(sheet, 'Id;Name;Site;Zone;Serial\nnew-1;=New drive;werk-nord;werk-nord-line-control;S-1\nnew-2;Broken;nowhere;;\n')
    const before = files(workspace())
    const preview = await run('import', 'csv', sheet, '--kind', 'assets', '--workspace', workspace())
    expect(preview.exit).toBe(1)
    expect(preview.out).toContain('1 new')
    expect(preview.out).toContain('nowhere')
    expect(files(workspace())).toEqual(before)
    await run('import', 'csv', sheet, '--kind', 'assets', '--workspace', workspace(), '--apply')
    expect(files(workspace())).not.toEqual(before)
    const after = files(workspace())
    const second = await run('import', 'csv', sheet, '--kind', 'assets', '--workspace', workspace(), '--apply')
    expect(second.out).toContain('0 new, 0 changed')
    expect(files(workspace())).toEqual(after)
    const out = join(folder, 'out.csv')
    await run('export', 'csv', '--kind', 'assets', '--workspace', workspace(), '--out', out)
    expect(readFileSync(out, 'utf8')).toContain("'=New drive")
  })

  test('a value changed by hand is kept by the next import, and what would not validate is not written', async () => {
    const sheet = join(folder, 'hand.csv')
    writeFileSync(sheet, 'Id;Name;Site;Serial;Address\nhand-1;Drive;werk-nord;S-1;10.0.0.7\n')
    await run('import', 'csv', sheet, '--kind', 'assets', '--workspace', workspace(), '--apply')
    const [path, text] = Object.entries(files(workspace())).find(([, one]) => one.includes('hand-1')) ?? ['', '']
    writeFileSync(path, text.replace('serial: S-1', 'serial: S-1-corrected'))
    const again = await run('import', 'csv', sheet, '--kind', 'assets', '--workspace', workspace(), '--apply')
    expect(again.out).toContain('1 kept as a person left them')
    expect(readFileSync(path, 'utf8')).toContain('S-1-corrected')
    writeFileSync(sheet, 'Id;Name;Site;Address\nhand-2;Drive;werk-nord;999.1.1.1\n')
    const before = files(workspace())
    const refused = await run('import', 'csv', sheet, '--kind', 'assets', '--workspace', workspace(), '--apply')
    expect(refused.exit).not.toBe(0)
    expect(files(workspace())).toEqual(before)
    expect((await run('validate', workspace())).exit).toBe(0)
  })
})

describe('scope', () => {
  test('a YAML file of one entity is decided with act, deadlines and what would flip it', async () => {
    const file = join(folder, 'case.yaml')
    writeFileSync(file, 'establishment: DE\nheadcount: 120\nturnoverEur: 20000000\nbalanceEur: 15000000\nactivities: [II.5(c)]\n')
    const { exit, out } = await run('scope', file, '--as-of', '2026-11-01')
    expect(exit).toBe(0)
    for (const text of ['important', 'headcount 120 >= 50', 'BSI', 'early warning 24 h', 'What would flip it']) expect(out).toContain(text)
    expect((await run('scope', file, '--as-of', '2026-11-01', '--lang', 'de')).out).toContain('wichtig')
  })

  test('activities are listed with definition and rule', async () => {
    const list = JSON.parse((await run('scope', 'activities', '--json')).out) as { id: string; definition: { en: string } }[]
    expect(list.length).toBe(49)
    expect(list.find((one) => one.id === 'II.5(c)')?.definition.en).not.toBe('')
  })
})

describe('position', () => {
  test('why walks from an SL element to its rows, in both languages and as JSON', async () => {
    const { out } = await run('why', workspace(), 'zone:werk-nord-dmz', 'FR5', '--as-of', '2026-11-23')
    expect(out).toContain('SL-A 0, target 3')
    expect(out).toContain('SR 5.1 Network segmentation')
    expect((await run('why', workspace(), 'zone:werk-nord-dmz', 'RDF', '--lang', 'de')).out).toContain('nicht bewertet')
    const json = JSON.parse((await run('why', workspace(), '21(2)(e)', '--json')).out) as { traces: { duties: unknown[] }[] }
    expect(json.traces[0]?.duties.length).toBe(6)
  })

  test('why of a duty says for whom it is shown, and for whom else it could be', async () => {
    const sample = join(import.meta.dirname, '../../../examples/brenner-antriebstechnik')
    const first = await run('why', sample, '21(2)(i).3', '--as-of', '2026-11-01')
    expect(first.out).toMatch(/^entity:brenner-antriebstechnik\n/)
    expect(first.out).toContain(
      'for entity:brenner-antriebstechnik only; with --for also for: entity:brenner-digital-services,\n    entity:brenner-motori, entity:brenner-napedy\n',
    )
    const named = await run('why', sample, '21(2)(i).3', '--as-of', '2026-11-01', '--for', 'site:kempten')
    expect(named.out).toMatch(/^site:kempten\n/)
    expect(named.out).not.toContain('--for')
  })

  test('why of something unknown lists what there is', async () => {
    const { exit, err } = await run('why', workspace(), 'zone:nowhere', 'RDF')
    expect(exit).toBe(3)
    expect(err).toContain('zone:werk-nord-dmz')
  })

  test('a snapshot is frozen once and seen to differ when the past is rewritten', async () => {
    expect((await run('snapshot', workspace(), 'first', '--as-of', '2026-11-20')).exit).toBe(0)
    expect((await run('snapshot', workspace(), 'first', '--as-of', '2026-11-20')).exit).toBe(3)
    expect((await run('snapshot', workspace())).out).toContain('comes out as frozen')
    writeFileSync(
      join(workspace(), 'rewritten.yaml'),
      'answers:\n  - { subject: "zone:werk-nord-dmz", framework: "iec62443-3-3:2013", requirement: SR 5.1, state: met, from: 2026-01-01 }\n',
    )
    const listed = await run('snapshot', workspace())
    expect(listed.exit).toBe(1)
    expect(listed.out).toContain('comes out differently')
  })
})
