/** Fills `sourceHash` of every translation with the hash of the English text it stands beside. Run after checking the German. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileContent, CONTENT_ROOT } from '@caponier/content'
import { sourceHash } from '@caponier/content/lint/texts'
import { parse } from 'yaml'

interface Row {
  readonly id: string
  readonly text: { readonly de?: { readonly sourceHash?: string } }
}

let stamped = 0
for (const { framework, edition, requirements } of compileContent(CONTENT_ROOT).frameworks) {
  const own = join(CONTENT_ROOT, `${framework}-${edition}`, 'requirements')
  const root = existsSync(own) ? own : join(CONTENT_ROOT, framework, 'requirements')
  const english = new Map(requirements.map((row) => [row.id, sourceHash(row)]))
  for (const file of readdirSync(root).filter((name) => name.endsWith('.yaml'))) {
    const path = join(root, file)
    const text = readFileSync(path, 'utf8')
    const hashes = (parse(text) as Row[]).filter((row) => row.text.de?.sourceHash !== undefined).map((row) => english.get(row.id) ?? '')
    let at = 0
    const next = text.replace(/sourceHash: *("[^"]*"|[0-9a-f]*)/g, () => `sourceHash: "${hashes[at++] ?? ''}"`)
    if (at !== hashes.length) throw new Error(`${path}: ${at} places, ${hashes.length} translations`)
    if (next !== text) writeFileSync(path, next)
    stamped += at
  }
}
console.log(`${stamped} translations stamped`)
