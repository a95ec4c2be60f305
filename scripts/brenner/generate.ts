import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { schemaText, workspaceFileSchema } from '@caponier/formats/workspace/file-schema'
import { SCHEMA_FILE, workspaceFiles } from '@caponier/formats/workspace/layout'
import { buildBrenner } from './build.ts'
import { freezeSnapshots } from './freeze.ts'
import { readParts } from './parts.ts'

export const BRENNER_FOLDER = fileURLToPath(new URL('../../examples/brenner-antriebstechnik', import.meta.url))

const HEADERS: readonly (readonly [start: string, text: string])[] = [
  ['caponier.yaml', 'Brenner Antriebstechnik is fictitious. Made by scripts/brenner/generate.ts from scripts/brenner/parts.'],
  ['sites/', 'Site, systems under consideration, zones with their targets [IAC, UC, SI, DC, RDF, TRE, RA], conduits, networks.'],
  ['answers/organisation', 'What the group answers for everybody below it; plants inherit it until they answer for themselves.'],
  [
    'answers/zone-gersthofen-line-3',
    'The line of the worked example: caponier why examples/brenner-antriebstechnik zone:gersthofen-line-3 RDF',
  ],
]

/** All files of the sample by relative path, README left out: it is written by hand. */
export function brennerFiles(): ReadonlyMap<string, string> {
  const files = new Map([...workspaceFiles(buildBrenner(readParts()))].map(([file, text]) => [file, withHeader(file, text)]))
  return files.set(SCHEMA_FILE, schemaText(workspaceFileSchema()))
}

function withHeader(file: string, text: string): string {
  const header = HEADERS.find(([start]) => file.startsWith(start))?.[1]
  const end = text.indexOf('\n') + 1
  return header === undefined ? text : `${text.slice(0, end)}# ${header}\n${text.slice(end)}`
}

function rewrite(): void {
  const files = brennerFiles()
  mkdirSync(BRENNER_FOLDER, { recursive: true })
  for (const name of readdirSync(BRENNER_FOLDER)) if (name !== 'README.md') rmSync(join(BRENNER_FOLDER, name), { recursive: true })
  let bytes = 0
  for (const [file, text] of files) {
    const path = join(BRENNER_FOLDER, ...file.split('/'))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    bytes += Buffer.byteLength(text)
  }
  console.log(`${files.size} files, ${Math.round(bytes / 1000)} kB in examples/brenner-antriebstechnik`)
}

/** `--freeze` computes the frozen positions anew first: needed after a change of the content or of the rules of computation. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--freeze')) freezeSnapshots()
  rewrite()
}
