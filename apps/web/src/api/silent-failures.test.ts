import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const files = globSync('**/*.{ts,tsx}', { cwd: ROOT })
  .filter((file) => !file.includes('.test.'))
  .map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }))

/** Calls whose failure nobody looks at: neither `act.error` is shown, nor does `onError` hand it on, nor is it one of several in a list. */
const forgotten = ({ file, text }: { readonly file: string; readonly text: string }): string[] =>
  [...text.matchAll(/const (\w+) = use(?:Act|ObjectAct|ObjectBulk|Mutation)\b/g)].flatMap(([, name = '']) => {
    const isShown = new RegExp(
      `\\b${name}\\.error\\b|\\b${name}\\.mutate\\([^;]*onError|\\[[^\\]]*\\b${name}\\b[^\\]]*\\]\\.find\\(`,
      's',
    ).test(text)
    return isShown ? [] : [`${file}: ${name}`]
  })

test('every change that can fail has a place where its failure is shown', () => {
  expect(files.length).toBeGreaterThan(200)
  expect(files.flatMap(forgotten)).toEqual([])
})

test('the check finds what is forgotten', () => {
  expect(forgotten({ file: 'x.tsx', text: "const save = useAct('a.b')\nsave.mutate({})" })).toEqual(['x.tsx: save'])
})

test('every file that is fetched is saved by the one function that shows why it could not be', () => {
  const elsewhere = files.flatMap(({ file, text }) =>
    [...text.matchAll(/(.{0,60})client\.file\(/gs)].flatMap(([, before = '']) => (/saveFetched\(\s*$/.test(before) ? [] : [file])),
  )
  expect(elsewhere).toEqual([])
})
