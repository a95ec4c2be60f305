import * as fc from 'fast-check'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import {
  deterministicZip,
  parseInitAnswers,
  parsePlantTemplate,
  parseWorkspaceFiles,
  parseWorkspaceJson,
  readTable,
  writeXlsx,
} from './index.ts'

/** Short run of what the long fuzz does: whatever the bytes, a reader answers with a result and never throws. */
const seeds: Readonly<Record<string, string>> = {
  yaml: 'caponier: 1\norganisation: { id: o, name: "O" }\nframeworks: []\nentities:\n  - id: e\n    name: >-\n      long text\n    establishment: DE\nassessments:\n  - subject: zone:z\n    framework: a:2013\n    answers: { SR 1.1: met, SR 2.1: [{ state: met }] }\n',
  json: '{"caponier":1,"organisation":{"id":"o","name":"O"},"frameworks":[],"entities":[{"id":"e","name":"E","establishment":"DE"}],"proposals":[]}',
  csv: 'Id;Name;"Site"\na;"x ""y""";north\n',
}

const mutate = (seed: Uint8Array, edits: readonly (readonly [number, number, number])[]): Uint8Array => {
  let bytes = [...seed]
  for (const [kind, place, byte] of edits) {
    const at = bytes.length === 0 ? 0 : place % bytes.length
    if (kind === 0) bytes[at] = byte
    else if (kind === 1) bytes.splice(at, 1 + (byte % 8))
    else if (kind === 2) bytes.splice(at, 0, ...bytes.slice(at, at + byte))
    else if (kind === 3) bytes = bytes.slice(0, at)
    else bytes.splice(at, 0, ...Array.from({ length: byte }, () => [0x5b, 0x7b, 0x2d, 0x22, 0x26, 0x2a, 0x00][place % 7] ?? 0))
  }
  return new Uint8Array(bytes)
}
const edits = fc.array(fc.tuple(fc.nat(4), fc.nat(100_000), fc.nat(255)), { minLength: 1, maxLength: 6 })

describe('hostile input', () => {
  test.each(Object.keys(seeds))('mutated %s', async (name) => {
    const seed = new TextEncoder().encode(seeds[name])
    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        const bytes = mutate(seed, changes)
        const results = [
          parseWorkspaceFiles([{ file: 'a.yaml', bytes }]),
          parseWorkspaceJson(bytes),
          parseInitAnswers(bytes),
          parsePlantTemplate(bytes),
          await readTable(bytes),
        ]
        expect(results.map((result) => typeof result.ok)).toEqual(results.map(() => 'boolean'))
        for (const result of results) if (!result.ok) expect(result.problem.kind).toBe('invalid-input')
      }),
      { numRuns: 300, endOnFailure: true },
    )
  })

  test('mutated workbooks', async () => {
    const seed = await writeXlsx([
      {
        name: 'A',
        rows: [
          ['Id', 'Name'],
          ['a', 'b'],
          ['c', 'd'],
        ],
      },
    ])
    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        expect(typeof (await readTable(mutate(seed, changes))).ok).toBe('boolean')
      }),
      { numRuns: 300, endOnFailure: true },
    )
  })

  test.each([
    ['nesting', `{"proposals":[{"payload":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`, 'is nested deeper than 64 levels'],
    [
      'numbers',
      '{"caponier":1,"organisation":{"id":"o","name":"O","groupTurnover":{"amount":1e999,"currency":"EUR","year":2025}},"frameworks":[],"entities":[]}',
      'no finite number',
    ],
    [
      'a prototype',
      '{"caponier":1,"__proto__":{"x":1},"organisation":{"id":"o","name":"O"},"frameworks":[],"entities":[]}',
      'unknown field "__proto__"',
    ],
    ['half a document', '{"caponier":1,', 'Expected'],
  ])('JSON with hostile %s is refused', (_, text, message) => {
    const result = parseWorkspaceJson(text)
    expect(JSON.stringify(result)).toContain(JSON.stringify(message).slice(1, -1))
    expect(result.ok).toBe(false)
  })

  // Each of these took a minute or more before its cause was mended; the time limit of a test is what notices a relapse.
  test('a stair of spaces is refused for its depth', () => {
    const text = Array.from({ length: 2_000 }, (_, level) => `${' '.repeat(level)}a:\n`).join('')
    const result = parseWorkspaceFiles([{ file: 'a.yaml', bytes: new TextEncoder().encode(text) }])
    expect(JSON.stringify(result)).toContain('is nested deeper than 64 levels')
  })

  test('a hundred thousand unknown keys are counted, two hundred are placed', () => {
    const text = Array.from({ length: 100_000 }, (_, key) => `k${key}: 1\n`).join('')
    const result = parseWorkspaceFiles([{ file: 'a.yaml', bytes: new TextEncoder().encode(text) }])
    expect(result.ok ? [] : result.problem).toMatchObject({
      kind: 'invalid-input',
      message: 'is no valid workspace: 200 errors shown, 99800 more',
    })
    if (!result.ok && result.problem.kind === 'invalid-input')
      expect(result.problem.issues.at(-1)).toMatchObject({ line: 200, path: 'k199' })
  })

  test('a tag of a hundred thousand attributes is refused before the library reads it', async () => {
    const book = new Map(Object.entries(unzipSync(await writeXlsx([{ name: 'A', rows: [['Id', 'Name']] }]))))
    const sheet = 'xl/worksheets/sheet1.xml'
    const xml = new TextDecoder().decode(book.get(sheet)).replace('<sheetData>', `<sheetData${' a="b"'.repeat(100_000)}>`)
    const result = await readTable(deterministicZip(book.set(sheet, new TextEncoder().encode(xml))))
    expect(JSON.stringify(result)).toContain('holds a tag of more than 64 kB in xl/worksheets/sheet1.xml')
  })
})
