import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseWorkspaceFiles, workspaceToJson } from '@caponier/formats'
import { schemaOf } from '@caponier/offline/company/schema'
import { loadContent } from '@caponier/offline/framework/index'
import { positionLine } from '@caponier/offline/position/index'

/** As-of date of the published example; the workspace document carries it, so that the position never depends on today. */
const AS_OF = '2026-11-23'
const ROOT = new URL('../', import.meta.url)

/**
 * What is published beside the workspace schemas: the schema of a position, the workspace of `examples/minimal` as one
 * document, and its position as `caponier position --jsonl` gives it, indented. Path from the project's root to text.
 */
export function schemaExamples(): ReadonlyMap<string, string> {
  const file = 'caponier.yaml'
  const parsed = parseWorkspaceFiles([{ file, bytes: readFileSync(new URL(`examples/minimal/${file}`, ROOT)) }])
  if (!parsed.ok) throw new Error(`examples/minimal: ${JSON.stringify(parsed.problem)}`)
  const workspace = workspaceToJson({ ...parsed.value.workspace, asOf: AS_OF }, 2)
  const line = positionLine(loadContent(), JSON.stringify(JSON.parse(workspace)), 1, AS_OF)
  return new Map([
    ['schemas/position.schema.json', indented(schemaOf('position'))],
    ['schemas/workspace.example.json', workspace],
    ['schemas/position.example.json', indented(JSON.parse(line))],
  ])
}

const indented = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

if (import.meta.main) {
  for (const [file, text] of schemaExamples()) {
    writeFileSync(fileURLToPath(new URL(file, ROOT)), text)
    process.stdout.write(`${file}\n`)
  }
}
