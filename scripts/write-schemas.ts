import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publishedSchemas } from '@caponier/formats/workspace/published-schemas'

/** Writes the published JSON Schemas into `schemas/`. Run it after every change to the workspace's shape. */
for (const [file, text] of publishedSchemas()) {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url))
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  process.stdout.write(`${file}\n`)
}
