// Completes package-lock.json after `npm install`: npm leaves out optional packages of platforms it could not look up, and
// `npm ci` then refuses the file as out of step. The entries added here name version and platform only; npm resolves them.
import { readFileSync, writeFileSync } from 'node:fs'

const file = process.argv[2] ?? 'package-lock.json'
const lock = JSON.parse(readFileSync(file, 'utf8'))
const packages = lock.packages
let added = 0
for (const [parent, entry] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`
    if (packages[key] !== undefined || packages[`${parent}/${key}`] !== undefined) continue
    packages[key] = { version, ...platformOf(name.split('/').at(-1)), ...(entry.dev ? { dev: true } : {}), optional: true }
    added += 1
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} optional packages of other platforms added to ${file}`)

/** Platform as the package's name tells it, so that npm does not try it elsewhere. */
function platformOf(name) {
  const os = /android|darwin|linux|win32|freebsd|openharmony|netbsd|openbsd|sunos|aix/.exec(name)?.[0]
  const cpu = /arm64|x64|ia32|riscv64|ppc64|s390x|arm|loong64|mips64el/.exec(os === undefined ? name : name.replace(os, ''))?.[0]
  const libc = /musl(?:eabihf)?$/.test(name) ? 'musl' : os === 'linux' && /gnu|eabihf/.test(name) ? 'glibc' : undefined
  return {
    ...(os === undefined ? {} : { os: [os] }),
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    ...(libc === undefined ? {} : { libc: [libc] }),
  }
}
