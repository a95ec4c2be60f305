import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CLIENT_GERMAN } from '../apps/web/src/api/client-words.ts'
import { HINTS } from '../packages/app/src/language/german/hints.ts'
import { GERMAN, GERMAN_ELSEWHERE } from '../packages/app/src/language/german/index.ts'
import { WORDS } from '../packages/app/src/language/german/words.ts'
import { workspaceJsonSchema } from '../packages/core/src/company/index.ts'
import { sourceFiles, spokenSentences } from './spoken-sentences.test-support.ts'

const ROOT = join(import.meta.dirname, '..')

/** What runs behind the server. */
const FOLDERS = [
  'packages/core/src',
  'packages/formats/src',
  'packages/offline/src',
  'packages/wire/src',
  'packages/reports/src/pdf',
  'packages/contract/src',
  'packages/app/src',
  'apps/server/src',
]

/** What speaks only at a console, where the language is English, or has its own words in both languages. */
const SILENT = [
  'packages/core/src/activity/',
  'packages/core/src/scope/case.ts',
  'packages/core/src/scope/jsonl.ts',
  'packages/formats/src/tables/objects/',
  'packages/formats/src/workspace/write.ts',
  'packages/offline/src/activity/',
  'packages/offline/src/assets/',
  'packages/offline/src/company/save.ts',
  'packages/offline/src/position/jsonl.ts',
  'packages/offline/src/position/snapshot.ts',
  'packages/offline/src/position/why.ts',
  'packages/offline/src/scope/',
  'packages/wire/src/zeek/folder.ts',
  'packages/contract/src/kit/client.ts',
  'packages/contract/src/kit/example-words.ts',
  'packages/contract/src/kit/openapi-problems.ts',
  'packages/app/src/language/',
  'packages/app/src/operations/backup.ts',
  'packages/app/src/operations/beside.ts',
  'packages/app/src/operations/check-archive.ts',
  'packages/app/src/operations/console-link.ts',
  'packages/app/src/operations/doctor.ts',
  'packages/app/src/operations/file-problem.ts',
  'packages/app/src/operations/move',
  'packages/app/src/operations/open-database.ts',
  'packages/app/src/operations/restore.ts',
  'packages/app/src/operations/sample.ts',
  'packages/app/src/operations/server-connection.ts',
  'apps/server/src/commands/',
  'apps/server/src/greeting.ts',
  'apps/server/src/main.ts',
  'apps/server/src/port-holder.ts',
  'apps/server/src/settings.ts',
]

/** What is said where the server does not start. */
const AT_THE_CONSOLE = new Set(['apps/server/src/listen.ts: bindProblem', 'apps/server/src/serve.ts: secondStart'])

const spoken = spokenSentences(ROOT, sourceFiles(ROOT, FOLDERS, SILENT)).filter((one) => !AT_THE_CONSOLE.has(`${one.file}: ${one.inside}`))
const known = new Set([...GERMAN, ...GERMAN_ELSEWHERE, WORDS].flatMap((catalogue) => Object.keys(catalogue)))

test('every sentence that the server says has its German one', () => {
  // A word alone is a name, or stands in `words.ts` where it is put into a sentence.
  const sentences = spoken.filter(({ sentence }) => /\p{L}/u.test(sentence) && sentence.includes(' '))
  expect(sentences.length).toBeGreaterThan(500)
  const without = sentences.filter(({ sentence }) => !known.has(sentence))
  expect(without.map(({ sentence, file, line }) => `${file}:${line} ${sentence}`)).toEqual([])
})

test('no German sentence is left whose English one nobody says any more', () => {
  const said = new Set(spoken.map((one) => one.sentence))
  expect(GERMAN.flatMap((catalogue) => Object.keys(catalogue)).filter((sentence) => !said.has(sentence))).toEqual([])
})

test('what the typed client says itself has its German in the pages', () => {
  const files = ['packages/contract/src/kit/client.ts', 'packages/contract/src/kit/http-path.ts']
  const said = spokenSentences(ROOT, files).map((one) => one.sentence)
  expect(Object.keys(CLIENT_GERMAN).toSorted()).toEqual([...new Set(said.filter((sentence) => sentence.includes(' ')))].toSorted())
})

test('each sentence stands in one catalogue, and its German one puts in what it puts in', () => {
  const all = [...GERMAN, ...GERMAN_ELSEWHERE, WORDS].flatMap((catalogue) => Object.entries(catalogue))
  expect(all.length).toBe(known.size)
  const wrong = all.filter(([sentence, german]) => {
    const count = sentence.split('{}').length - 1
    const marks = [...german.matchAll(/\{(\d[^}]*)\}/g)].map((mark) => mark[1] ?? '')
    return marks.some((mark) => !/^[1-9](:said)?$/.test(mark) || Number(mark.slice(0, 1)) > count)
  })
  expect(wrong).toEqual([])
})

/** Every description in a JSON schema. */
function descriptions(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return []
  const own = 'description' in node && typeof node.description === 'string' ? [node.description] : []
  return [...own, ...Object.values(node).flatMap(descriptions)]
}

test('every hint of the shape of a workspace has its German one, and no other is left', () => {
  expect(Object.keys(HINTS).toSorted()).toEqual([...new Set(descriptions(workspaceJsonSchema()))].toSorted())
})
