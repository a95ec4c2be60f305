// Writes the bill of materials of the program as CycloneDX 1.6 JSON, from package-lock.json: every package that is installed for use, with
// version, hash, licence, and who needs whom. The same lock file gives the same bytes. Usage: npm run sbom [-- FILE] (default out/sbom.json)
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library'

const ROOT = join(import.meta.dirname, '..')

interface Locked {
  readonly version?: string
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly optional?: boolean
  readonly link?: boolean
  readonly license?: string
  readonly integrity?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const lockText = readFileSync(join(ROOT, 'package-lock.json'), 'utf8')
const lock = JSON.parse(lockText) as { readonly version: string; readonly packages: Readonly<Record<string, Locked>> }

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
/** Package URL (purl-spec): the @ of a scope is written %40. */
const purlOf = (name: string, version: string): string => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`

function componentOf(path: string, { version = '', license, integrity = '', optional }: Locked): Models.Component {
  const name = nameOf(path)
  const [group, short] = name.startsWith('@') ? (name.split('/') as [string, string]) : [undefined, name]
  const purl = purlOf(name, version)
  const component = new Models.Component(Enums.ComponentType.Library, short, {
    bomRef: `${purl}#${path}`,
    version,
    purl,
    scope: optional === true ? Enums.ComponentScope.Optional : Enums.ComponentScope.Required,
    ...(group === undefined ? {} : { group }),
  })
  // npm keeps SHA-512 in base64; CycloneDX wants hex.
  const sha512 = /sha512-([A-Za-z0-9+/=]+)/.exec(integrity)?.[1]
  if (sha512 !== undefined) component.hashes.set(Enums.HashAlgorithm['SHA-512'], Buffer.from(sha512, 'base64').toString('hex'))
  if (license !== undefined)
    component.licenses.add(/[ ()]/.test(license) ? new Models.LicenseExpression(license) : new Models.NamedLicense(license))
  return component
}

/** Where Node finds a package from another one: in its own node_modules, or in that of a folder above. */
function resolved(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`
    if (lock.packages[path] !== undefined) return path
    if (folder === '') return undefined
    if (!folder.includes('/node_modules/')) folder = ''
  }
}

const isUsed = ([path, entry]: [string, Locked]): boolean =>
  path.includes('node_modules/') && entry.link !== true && entry.dev !== true && entry.devOptional !== true

const bom = new Models.Bom()
const own = new Models.Component(Enums.ComponentType.Application, 'caponier', {
  bomRef: 'caponier',
  version: lock.version,
  purl: purlOf('caponier', lock.version),
})
own.licenses.add(new Models.NamedLicense('Apache-2.0'))
bom.metadata.component = own
const components = new Map(
  Object.entries(lock.packages)
    .filter(isUsed)
    .map(([path, entry]): [string, Models.Component] => [path, componentOf(path, entry)]),
)
for (const [path, component] of components) {
  const { dependencies = {}, optionalDependencies = {} } = lock.packages[path] ?? {}
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const needed = components.get(resolved(path, name) ?? '')
    if (needed !== undefined) component.dependencies.add(needed.bomRef)
  }
  bom.components.add(component)
}
for (const [path, entry] of Object.entries(lock.packages)) {
  // Our own packages and the root are one program.
  if (path.includes('node_modules/')) continue
  for (const name of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
    const needed = components.get(resolved(path, name) ?? '')
    if (needed !== undefined) own.dependencies.add(needed.bomRef)
  }
}
// A number that is the same for the same lock file, in the form of a UUID (RFC 9562, version 8).
const digest = createHash('sha256').update(lockText).digest('hex')
bom.serialNumber = `urn:uuid:${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`

const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6))
const file = join(ROOT, process.argv[2] ?? 'out/sbom.json')
mkdirSync(dirname(file), { recursive: true })
writeFileSync(file, `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`)
process.stdout.write(`${file}: ${components.size} components\n`)
