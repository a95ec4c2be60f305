import { mkdtemp, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import type { Issue, Result } from '@caponier/core'
import type { Workspace, WorkspaceZone } from '@caponier/core/company/index'
import { workspaceArbitrary } from '@caponier/core/company/workspace.arbitrary'
import { workspaceFiles } from './layout.ts'
import { canonicalWorkspace, workspaceToJson } from './normalise.ts'
import { parseWorkspaceFiles, readWorkspaceFolder } from './read.ts'
import { parseWorkspaceJson } from './validate.ts'
import { writeWorkspaceFolder } from './write.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const asFiles = (files: Iterable<readonly [string, string]>): { file: string; bytes: Uint8Array }[] =>
  [...files].map(([file, text]) => ({ file, bytes: bytes(text) }))
const value = <T>(result: Result<T>): T => {
  if (result.ok) return result.value
  throw new Error(JSON.stringify(result.problem, null, 1))
}
const issues = (result: Result<unknown>): readonly Issue[] =>
  !result.ok && result.problem.kind === 'invalid-input' ? result.problem.issues : []

const folders: string[] = []
const folder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'caponier workspace '))
  folders.push(path)
  return path
}
afterEach(async () => {
  for (const path of folders.splice(0)) await rm(path, { recursive: true, force: true })
})
const fill = async (files: Record<string, string | Uint8Array>): Promise<string> => {
  const path = await folder()
  for (const [file, content] of Object.entries(files)) {
    await mkdir(join(path, file, '..'), { recursive: true })
    await writeFile(join(path, file), content)
  }
  return path
}

const HEAD = 'caponier: 1\norganisation: { id: org, name: Example }\nframeworks:\n  - framework: iec62443-3-3:2013\n'
const line: WorkspaceZone = { id: 'line', name: 'Line', site: 'north', kind: 'ot', slTarget: [2, 2, 2, 1, 3, 2, 1] }
const plant: Workspace = {
  caponier: 1,
  organisation: { id: 'org', name: 'Example' },
  frameworks: [{ framework: 'iec62443-3-3:2013' }],
  entities: [{ id: 'gmbh', name: 'Example GmbH', establishment: 'DE' }],
  sites: [{ id: 'north', name: 'North', country: 'DE', entities: ['gmbh'] }],
  zones: [line],
  answers: [
    { subject: 'zone:line', framework: 'iec62443-3-3:2013', requirement: 'SR 1.1', state: 'met' },
    { subject: 'zone:line', framework: 'iec62443-3-3:2013', requirement: 'SR 5.1', state: 'not-met', from: '2025-01-10' },
    {
      subject: 'zone:line',
      framework: 'iec62443-3-3:2013',
      requirement: 'SR 5.1',
      state: 'partly',
      from: '2026-02-01',
      note: 'Half of the cells',
    },
  ],
}

describe('export and import', () => {
  test('written as files and read back, a workspace is the same', () => {
    fc.assert(
      fc.property(workspaceArbitrary(), (workspace) => {
        const read = value(parseWorkspaceFiles(asFiles(workspaceFiles(workspace))))
        expect(workspaceToJson(read.workspace)).toBe(workspaceToJson(workspace))
      }),
      { numRuns: 100, endOnFailure: true },
    )
  })

  test('written as JSON and read back, it is the same', () => {
    fc.assert(
      fc.property(workspaceArbitrary(), (workspace) => {
        expect(value(parseWorkspaceJson(workspaceToJson(workspace)))).toEqual(canonicalWorkspace(workspace))
      }),
      { numRuns: 50, endOnFailure: true },
    )
  })

  test('names and order of files, and the order of lists, have no meaning', () => {
    fc.assert(
      fc.property(workspaceArbitrary(), fc.infiniteStream(fc.nat()), (workspace, numbers) => {
        const next = (): number => numbers.next().value ?? 0
        const shuffled = [...workspaceFiles(workspace).values()].map((text) => [`f${next()}-${next()}.yaml`, text] as const)
        const rotated: Record<string, unknown> = {}
        for (const [key, list] of Object.entries(workspace).toReversed()) {
          if (Array.isArray(list)) {
            const at = next() % (list.length + 1)
            rotated[key] = [...(list as unknown[]).slice(at), ...(list as unknown[]).slice(0, at)]
          } else rotated[key] = list
        }
        expect(workspaceToJson(value(parseWorkspaceFiles(asFiles(shuffled))).workspace)).toBe(workspaceToJson(workspace))
        expect(workspaceToJson(rotated as Workspace)).toBe(workspaceToJson(workspace))
      }),
      { numRuns: 60, endOnFailure: true },
    )
  })

  test('canonical form is reached in one step', () => {
    fc.assert(
      fc.property(workspaceArbitrary(), (workspace) => {
        const once = canonicalWorkspace(workspace)
        expect(JSON.stringify(canonicalWorkspace(once))).toBe(JSON.stringify(once))
      }),
      { numRuns: 50, endOnFailure: true },
    )
  })

  test('order that means something is kept: SL vectors, the first zone of a conduit', () => {
    const conduit = { id: 'c', name: 'C', zones: ['z9', 'z2', 'z1'], slTarget: [4, 3, 2, 1, 0, null, 2] as [4, 3, 2, 1, 0, null, 2] }
    expect(canonicalWorkspace({ ...plant, conduits: [conduit] }).conduits).toEqual([{ ...conduit, zones: ['z9', 'z1', 'z2'] }])
  })

  test('files are readable', () => {
    const files = workspaceFiles(plant)
    expect([...files.keys()]).toEqual(['answers/zone-line.yaml', 'caponier.yaml', 'entities.yaml', 'sites/north.yaml'])
    expect(files.get('caponier.yaml')).toBe(
      '# yaml-language-server: $schema=./.caponier/workspace.schema.json\ncaponier: 1\n\norganisation:\n  id: org\n  name: Example\n\nframeworks:\n  - framework: iec62443-3-3:2013\n',
    )
    expect(files.get('sites/north.yaml')).toContain('    slTarget: [2, 2, 2, 1, 3, 2, 1]\n')
    expect(files.get('answers/zone-line.yaml')).toBe(
      [
        '# yaml-language-server: $schema=../.caponier/workspace.schema.json',
        'assessments:',
        '  - subject: zone:line',
        '    framework: iec62443-3-3:2013',
        '    answers:',
        '      SR 1.1: met',
        '      SR 5.1:',
        '        - { state: not-met, from: 2025-01-10 }',
        '        - { state: partly, note: Half of the cells, from: 2026-02-01 }',
        '',
      ].join('\n'),
    )
  })
})

describe('reading a folder', () => {
  test('an error is shown with file, line, path inside the file, excerpt and mend', async () => {
    const path = await fill({
      'caponier.yaml': HEAD,
      'sites/a.yaml': 'zones:\n  - { id: z0, name: Z, site: s, kind: ot }\n',
      'sites/gersthofen.yaml': `# plant\nzones:\n${['z1', 'z2', 'z3'].map((id) => `  - id: ${id}\n    name: Z\n    site: s\n    kind: ot\n`).join('')}  - id: z4\n    name: Line\n    site: s\n    kind: ot\n    slTarget: [2, 2, 2, 1, 3, 2]\n`,
    })
    expect(issues(await readWorkspaceFolder(path))).toEqual([
      {
        file: 'sites/gersthofen.yaml',
        line: 19,
        column: 5,
        path: 'zones[3].slTarget',
        message: 'has 6 numbers, needs 7 (IAC UC SI DC RDF TRE RA)',
        excerpt: 'slTarget: [2, 2, 2, 1, 3, 2]',
        mend: 'add the seventh: RA, resource availability',
      },
    ])
  })

  test.each<[string, string, Partial<Issue>]>([
    [
      'unknown field',
      'zones:\n  - { id: z, name: Z, site: s, kind: ot, slTraget: [1, 1, 1, 1, 1, 1, 1] }\n',
      { line: 2, path: 'zones[0].slTraget', message: 'unknown field "slTraget"', mend: 'did you mean slTarget?' },
    ],
    ['unknown key', 'zone:\n  - x\n', { line: 1, message: 'unknown key "zone"', mend: 'did you mean zones?' }],
    [
      'number for text',
      'assets:\n  - id: a\n    name: A\n    site: s\n    version: 4.10\n',
      {
        line: 5,
        path: 'assets[0].version',
        message: 'is a number, needs text',
        mend: 'put the value in quotes, so that 4.10 stays 4.10 and not 4.1',
        excerpt: 'version: 4.10',
      },
    ],
    ['missing field', 'zones:\n  - id: z\n    name: Z\n    kind: ot\n', { line: 2, path: 'zones[0].site', message: 'is missing' }],
    [
      'wrong choice',
      'zones:\n  - { id: z, name: Z, site: s, kind: to }\n',
      { path: 'zones[0].kind', message: 'is "to", needs one of ot, it', mend: 'did you mean ot?' },
    ],
    [
      'date that does not exist',
      'sites:\n  - { id: s, name: S, country: DE, entities: [e], from: 2026-02-30 }\n',
      { path: 'sites[0].from', message: '"2026-02-30" must be a date that exists, as YYYY-MM-DD' },
    ],
    [
      'level out of range',
      'zones:\n  - { id: z, name: Z, site: s, kind: ot, slTarget: [1, 1, 1, 1, 1, 1, 5] }\n',
      { message: 'the seventh number (RA, resource availability) is 5, needs 0 to 4' },
    ],
    [
      'criticality',
      'zones:\n  - { id: z, name: Z, site: s, kind: ot, criticality: 4 }\n',
      { path: 'zones[0].criticality', message: 'is 4, needs one of 1, 2, 3' },
    ],
    [
      'grouped answer with a wrong state',
      'assessments:\n  - subject: zone:z\n    framework: iec62443-3-3:2013\n    answers:\n      SR 1.1: met\n      SR 5.1:\n        - { state: met }\n        - { state: mett, from: 2026-01-01 }\n',
      {
        line: 8,
        path: 'assessments[0].answers["SR 5.1"][1].state',
        message: expect.stringContaining('is "mett"'),
        mend: 'did you mean met?',
      },
    ],
    [
      'grouped bare state',
      'assessments:\n  - subject: zone:z\n    framework: iec62443-3-3:2013\n    answers:\n      SR 1.1: met\n      SR 5.1: yes\n',
      { line: 6, path: 'assessments[0].answers["SR 5.1"]', excerpt: 'SR 5.1: yes' },
    ],
    [
      'group without subject',
      'assessments:\n  - framework: iec62443-3-3:2013\n    answers: { SR 1.1: met }\n',
      { line: 2, path: 'assessments[0].subject', message: 'is missing' },
    ],
    ['organisation twice', 'organisation: { id: o2, name: Other }\n', { line: 1, message: 'stands in caponier.yaml already' }],
    ['not a list', 'zones: { id: z }\n', { line: 1, message: 'is not a list' }],
  ])('%s', async (_, text, expected) => {
    const path = await fill({ 'caponier.yaml': HEAD, 'z.yaml': text })
    expect(issues(await readWorkspaceFolder(path))[0]).toMatchObject({ file: 'z.yaml', ...expected })
  })

  test('broken bytes name the line', async () => {
    const path = await fill({
      'a.yaml': Buffer.concat([Buffer.from('caponier: 1\norganisation:\n  name: M'), Buffer.from([0xfc]), Buffer.from('nchen\n')]),
      'b.yaml': 'a: 1\nb: \u0000\n',
    })
    expect(issues(await readWorkspaceFolder(path))).toMatchObject([
      { file: 'a.yaml', line: 3, column: 10, message: 'is not UTF-8: byte 0xfc at offset 35' },
      { file: 'b.yaml', line: 2, column: 4, message: 'holds a NUL character' },
    ])
  })

  test('windows line ends and a byte order mark change nothing', () => {
    const files = asFiles([...workspaceFiles(plant)].map(([file, text]) => [file, `\ufeff${text.replaceAll('\n', '\r\n')}`] as const))
    expect(workspaceToJson(value(parseWorkspaceFiles(files)).workspace)).toBe(workspaceToJson(plant))
  })

  test('other files, hidden folders and links inside are left alone, links outside are refused', async () => {
    const outside = await fill({ 'secret.yaml': 'caponier: 1\n' })
    const path = await fill({
      'caponier.yaml': HEAD,
      'notes.md': '# x',
      '.git/x.yaml': '{',
      'node_modules/y.yaml': '{',
      'people.yml': 'people:\n  - { id: p, name: P }\n',
    })
    await symlink(join(path, 'caponier.yaml'), join(path, 'again.yaml'))
    await symlink(outside, join(path, 'folder'))
    const read = value(await readWorkspaceFolder(path))
    expect(read.files).toEqual(['caponier.yaml', 'people.yml'])
    expect(read.skipped).toMatchObject([{ file: 'folder', message: 'is a link that leads out of the folder; it is not followed' }])
    await symlink(join(outside, 'secret.yaml'), join(path, 'leak.yaml'))
    expect(issues(await readWorkspaceFolder(path))).toMatchObject([
      { file: 'leak.yaml', message: 'is a link that leads out of the folder; it is not followed' },
    ])
  })

  test('limits hold: size of a file, of the folder, number of files', async () => {
    const path = await fill({ 'caponier.yaml': HEAD, 'big.yaml': `people:\n${'# filler\n'.repeat(100)}` })
    const limits = { fileBytes: 64 * 1024, totalBytes: 64 * 1024, files: 10, depth: 64, aliasNodes: 100, unusualYamlBytes: 1024 }
    expect(value(await readWorkspaceFolder(path, limits)).files).toHaveLength(2)
    expect(issues(await readWorkspaceFolder(path, { ...limits, fileBytes: 500 }))).toMatchObject([
      { file: 'big.yaml', message: expect.stringContaining('is over') },
    ])
    expect(issues(await readWorkspaceFolder(path, { ...limits, totalBytes: 920 }))).toMatchObject([
      { message: expect.stringContaining('brings the folder over') },
    ])
    expect(issues(await readWorkspaceFolder(path, { ...limits, files: 1 }))).toMatchObject([{ message: 'holds more than 1 YAML files' }])
  })

  test('a folder that is missing or holds nothing says so', async () => {
    const path = await folder()
    expect(await readWorkspaceFolder(path)).toMatchObject({
      ok: false,
      problem: { kind: 'not-found', message: expect.stringContaining('caponier init') },
    })
    expect(await readWorkspaceFolder(join(path, 'none'))).toMatchObject({
      ok: false,
      problem: { kind: 'not-found', message: expect.stringContaining('does not exist') },
    })
  })

  test('source places are found for every answer, grouped or flat', () => {
    const read = value(
      parseWorkspaceFiles(
        asFiles([
          ...workspaceFiles(plant),
          ['extra.yaml', 'answers:\n  - { subject: zone:line, framework: iec62443-3-3:2013, requirement: SR 2.1, state: met }\n'] as const,
        ]),
      ),
    )
    const places = (read.workspace.answers ?? []).map((answer, index) => [
      answer.requirement,
      read.sources.locate(`answers[${index}].state`)?.excerpt,
    ])
    expect(places).toEqual([
      ['SR 1.1', 'SR 1.1: met'],
      ['SR 5.1', '- { state: not-met, from: 2025-01-10 }'],
      ['SR 5.1', '- { state: partly, note: Half of the cells, from: 2026-02-01 }'],
      ['SR 2.1', '- { subject: zone:line, framework: iec62443-3-3:2013, requirement: SR 2.1, state: met }'],
    ])
    expect(read.sources.locate('answers[9].state')).toBeUndefined()
    expect(read.sources.locate('organisation.name')).toMatchObject({ file: 'caponier.yaml', line: 6, path: 'organisation.name' })
  })
})

describe('writing a folder', () => {
  test('only files whose content changed are rewritten; comments elsewhere and time stamps stay', async () => {
    const path = await folder()
    expect(value(await writeWorkspaceFolder(path, plant)).written).toEqual([
      'answers/zone-line.yaml',
      'caponier.yaml',
      'entities.yaml',
      'sites/north.yaml',
    ])
    const entities = join(path, 'entities.yaml')
    await writeFile(entities, `# kept by hand\n${await readFile(entities, 'utf8')}`)
    const before = await stat(entities, { bigint: true })
    const changed: Workspace = { ...plant, zones: [{ ...line, name: 'Line 3' }] }
    expect(value(await writeWorkspaceFolder(path, changed))).toEqual({
      written: ['sites/north.yaml'],
      removed: [],
      unchanged: ['answers/zone-line.yaml', 'caponier.yaml', 'entities.yaml'],
    })
    expect((await stat(entities, { bigint: true })).mtimeNs).toBe(before.mtimeNs)
    expect(workspaceToJson(value(await readWorkspaceFolder(path)).workspace)).toBe(workspaceToJson(changed))
    expect((await readdir(path)).filter((name) => name.endsWith('.tmp'))).toEqual([])
    expect(JSON.parse(await readFile(join(path, '.caponier', 'workspace.schema.json'), 'utf8'))).toMatchObject({
      $id: 'urn:caponier:schema:workspace-file:1',
    })
  })

  test('a person keeps their own split: items stay in their file, new answers join their assessment, emptied files go', async () => {
    const path = await fill({
      'all.yaml': `${HEAD}entities:\n  - { id: gmbh, name: Example GmbH, establishment: DE }\n`,
      'plant.yaml':
        'sites:\n  - { id: north, name: North, country: DE, entities: [gmbh] }\nzones:\n  - { id: line, name: Line, site: north, kind: ot }\n',
      'mine/answers.yaml': 'assessments:\n  - subject: zone:line\n    framework: iec62443-3-3:2013\n    answers: { SR 1.1: met }\n',
      'old.yaml': 'people:\n  - { id: gone, name: Gone }\n',
    })
    const { workspace } = value(await readWorkspaceFolder(path))
    const next: Workspace = {
      ...workspace,
      people: [],
      zones: [...(workspace.zones ?? []), { id: 'office', name: 'Office', site: 'north', kind: 'it' }],
      answers: [
        ...(workspace.answers ?? []),
        { subject: 'zone:line', framework: 'iec62443-3-3:2013', requirement: 'SR 2.1', state: 'partly' },
        { subject: 'zone:office', framework: 'iec62443-3-3:2013', requirement: 'SR 2.1', state: 'met' },
      ],
    }
    expect(value(await writeWorkspaceFolder(path, next))).toEqual({
      written: ['answers/zone-office.yaml', 'mine/answers.yaml', 'sites/north.yaml'],
      removed: ['old.yaml'],
      unchanged: ['all.yaml', 'plant.yaml'],
    })
    expect(workspaceToJson(value(await readWorkspaceFolder(path)).workspace)).toBe(workspaceToJson(next))
  })

  test('any workspace can follow any other in the same folder', async () => {
    await fc.assert(
      fc.asyncProperty(workspaceArbitrary(), workspaceArbitrary(), async (first, second) => {
        const path = await folder()
        value(await writeWorkspaceFolder(path, first))
        expect(value(await writeWorkspaceFolder(path, first)).written).toEqual([])
        value(await writeWorkspaceFolder(path, second))
        expect(workspaceToJson(value(await readWorkspaceFolder(path)).workspace)).toBe(workspaceToJson(second))
      }),
      { numRuns: 8, endOnFailure: true },
    )
  })

  test('nothing is written over a folder that cannot be read', async () => {
    const path = await fill({ 'caponier.yaml': HEAD, 'broken.yaml': 'zones: [' })
    expect(await writeWorkspaceFolder(path, plant)).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining('nothing was written') },
    })
    expect((await readdir(path)).sort()).toEqual(['broken.yaml', 'caponier.yaml'])
  })

  test('a folder link that leads outside is not written through', async () => {
    const outside = await folder()
    const path = await fill({ 'caponier.yaml': HEAD })
    await symlink(outside, join(path, 'sites'))
    expect(await writeWorkspaceFolder(path, plant)).toMatchObject({
      ok: false,
      problem: { kind: 'environment', message: expect.stringContaining('outside the workspace') },
    })
    expect(await readdir(outside)).toEqual([])
    expect(await readFile(join(path, 'caponier.yaml'), 'utf8')).toBe(HEAD)
  })
})
