#!/usr/bin/env node
// Brings the runtime (Node 24) and the dependencies the first time, then runs a program of this project on it.
// Usage: node run.mjs PROGRAM [ARGS...]. Plain JavaScript, because it must run on any Node from 18 on.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as os from 'node:os'
import { basename, delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(fileURLToPath(import.meta.url))
const MODULES = join(ROOT, 'node_modules')
const HERE = `${process.platform}-${process.arch}`
const MARK = '.caponier-installed'
const NPMS_LIST = '.package-lock.json'
/** Everything is put together in here and moved into place at the end, so that a broken install breaks nothing. */
const WORK = join(ROOT, '.installing')
const LOCK = join(WORK, 'lock')
const ME = `${os.hostname()} ${process.pid}`
const STAGE = join(WORK, `${process.pid}-${Date.now()}`)
const [ENVIRONMENT, USAGE] = [4, 2]
const NODE = Number(process.versions.node.split('.')[0])
/** The system's Node when it is new enough, else the one that comes with the dependencies. */
const RUNTIME = NODE >= 24 ? process.execPath : join(MODULES, `node-${HERE}`, 'bin', 'node')
/** Said in so many words, because a setting in an .npmrc or in the environment would otherwise change what is installed. */
const NPM_CI = `ci --ignore-scripts --include=dev --include=optional --include=peer --install-strategy=hoisted --bin-links --package-lock
  --no-package-lock-only --no-dry-run --no-global --no-engine-strict --no-legacy-peer-deps --no-audit --no-fund --no-progress --no-json
  --color=false --loglevel=error --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000`.split(/\s+/)
const NOT_PASSED_ON = /^npm_config_(workspaces?|include_workspace_root|omit|only|production|os|cpu|libc)$/i
const NETWORK = `the npm registry cannot be reached
  Check the network, the proxy (HTTPS_PROXY) and \`npm config get registry\`, then start again. Without network: run ./caponier once
  on a like machine and copy the whole folder with its node_modules; it then needs no network.`
/** npm's error codes: what they mean, and in the lines after that what to do. */
const CAUSES = [
  [/^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ENET|EHOST|EIDLE|ERR_SOCKET|ENOTCACHED|E5\d\d)/, NETWORK],
  [/CERT|UNABLE_TO/, 'the certificate of the npm registry is not trusted here\n  Set NODE_EXTRA_CA_CERTS or `npm config set cafile`; start again.'],
  [/^ENOSPC/, `the disk is full\n  About 1 GB is needed in ${ROOT} and in npm's cache. Free it and start again.`],
  [/^(EACCES|EPERM|EROFS)/, 'a folder may not be written\n  It is named below. Mend its owner or mode and start again.'],
  [/^EINTEGRITY/, 'a package differs from the one in package-lock.json\n  Try `npm cache verify`; if it stays, do not trust that registry.'],
  [/^ENPM/, 'npm was not found\n  Install npm (it comes with Node) and start again.'],
  [/^/, 'npm ci failed\n  Its own words are below. Mend that and start again.'],
]

let child = null
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    if (child === null) stop('interrupted before anything was installed. The next start begins anew.', exitCode(signal))
    // On a terminal Ctrl-C has reached the child already; a second one would be another request.
    else if (signal !== 'SIGINT' || !(process.stdin.isTTY || process.stderr.isTTY)) child.kill(signal)
    child.interruptedBy = signal
  })
process.stderr.on('error', () => {})

const [program, ...words] = process.argv.slice(2)
if (program === undefined) stop('name the program to run, e.g. node run.mjs apps/cli/src/main.ts --help', USAGE)
if (!isInstalled()) await install()
run()

function run() {
  const places = [join(MODULES, '.cache'), join(process.env.XDG_CACHE_HOME || join(home(), '.cache'), 'caponier')]
  const cache = process.env.NODE_COMPILE_CACHE ?? places.map((place) => join(place, 'node-compile')).find(mayWrite)
  const PATH = [dirname(RUNTIME), join(MODULES, '.bin'), process.env.PATH].filter(Boolean).join(delimiter)
  const env = { ...process.env, PATH, ...(cache && { NODE_COMPILE_CACHE: cache }) }
  child = spawn(RUNTIME, [resolve(ROOT, program), ...words], { stdio: 'inherit', env })
  child.on('exit', (code, signal) => process.exit(code ?? exitCode(signal)))
  child.on('error', (error) => stop(`${RUNTIME} cannot be started: ${error.message}.\n  Delete node_modules and start again.`))
}

/** Installed means: for exactly this lock file and this platform, by us or by npm itself. */
function isInstalled() {
  if (!fs.existsSync(RUNTIME)) return false
  if (read(join(MODULES, MARK)) === mark()) return true
  if (lacking(ROOT).length > 0) return false
  attempt(() => fs.writeFileSync(join(MODULES, MARK), mark()))
  return true
}

function mark() {
  return `${createHash('sha256').update(read(join(ROOT, 'package-lock.json'))).digest('hex')} ${HERE}\n`
}

const lockFile = () => JSON.parse(read(join(ROOT, 'package-lock.json')))
const libc = () => (process.report?.getReport().header.glibcVersionRuntime === undefined ? 'musl' : 'glibc')

/** The entries of the lock file that must be there on this machine; npm skips optional ones without a word when a download fails. */
function needed() {
  const fits = (one) => one.os?.includes(process.platform) && one.cpu?.includes(process.arch) && (!one.libc || one.libc.includes(libc()))
  return Object.entries(lockFile().packages).filter(([key, one]) => key.includes('node_modules/') && (!one.optional || fits(one)))
}

/** What is needed and is not in `folder` in its locked version, by npm's own list. */
function lacking(folder) {
  const held = JSON.parse(read(join(folder, 'node_modules', NPMS_LIST)) || '{"packages":{}}').packages
  const isHeld = (key, one) => held[key]?.version === one.version && held[key]?.integrity === one.integrity
  return needed().filter(([key, one]) => !isHeld(key, one) || !fs.existsSync(join(folder, key, 'package.json'))).map(([key]) => key)
}

async function install() {
  if (NODE < 24 && (!(`node_modules/node-${HERE}` in lockFile().packages) || (process.platform === 'linux' && libc() === 'musl')))
    stop(`Node ${NODE} is too old, and no newer one comes packaged for ${HERE}.\n  Nothing was changed. Install Node 24 or newer and start again.`)
  if (!mayWrite(ROOT))
    stop(`the dependencies are not installed (or not those of this version), and ${ROOT} cannot be written.
  Nothing was changed. Copy the folder to a place of yours and start it there, or let its owner run ./caponier once;
  afterwards it runs from a read-only folder.`)
  if (!(await takeLock())) return
  process.once('exit', cleanUp)
  const beat = setInterval(() => attempt(() => fs.utimesSync(LOCK, new Date(), new Date())), 2000)
  const since = Date.now()
  const what = fs.existsSync(MODULES) ? 'the dependencies changed or are incomplete' : 'first start'
  say(`${what}: bringing the runtime and the dependencies from the npm registry (about 500 MB, once) ...`)
  try {
    const folders = prepare()
    await npmCi()
    const missing = lacking(STAGE)
    if (missing.length > 0) fail('ENOTFOUND', `left out by npm: ${missing.join(', ')}`)
    fs.writeFileSync(join(STAGE, 'node_modules', MARK), mark())
    for (const folder of folders) putInPlace(join(STAGE, folder), join(ROOT, folder))
  } catch (error) {
    fail(error.code ?? '', error.message)
  }
  clearInterval(beat)
  cleanUp()
  say(`installed in ${Math.round((Date.now() - since) / 1000)} s.`)
}

/** Copies what npm needs. Binaries for other platforms that the lock file does not hold are struck out, else npm refuses it. */
function prepare() {
  const lock = lockFile()
  const folders = Object.keys(lock.packages).filter((key) => !key.includes('node_modules/'))
  for (const folder of folders) {
    fs.mkdirSync(join(STAGE, folder), { recursive: true })
    fs.copyFileSync(join(ROOT, folder, 'package.json'), join(STAGE, folder, 'package.json'))
  }
  if (fs.existsSync(join(ROOT, '.npmrc'))) fs.copyFileSync(join(ROOT, '.npmrc'), join(STAGE, '.npmrc'))
  for (const [key, { optionalDependencies: optional = {} }] of Object.entries(lock.packages))
    for (const name of folders.includes(key) ? [] : Object.keys(optional))
      if (!(`node_modules/${name}` in lock.packages || `${key}/node_modules/${name}` in lock.packages)) delete optional[name]
  fs.writeFileSync(join(STAGE, 'package-lock.json'), JSON.stringify(lock))
  return folders
}

async function npmCi() {
  const env = { ...process.env, PATH: [process.env.PATH, dirname(process.execPath)].filter(Boolean).join(delimiter) }
  for (const name of Object.keys(env)) if (NOT_PASSED_ON.test(name)) delete env[name]
  const cache = env.npm_config_cache ?? join(home(), '.npm')
  if (![cache, join(cache, '_cacache')].every(mayWrite)) env.npm_config_cache = join(STAGE, 'cache')
  const packages = needed().map(([key]) => join(STAGE, key, 'package.json'))
  const isWatched = process.stderr.isTTY && !process.env.CI
  let [seconds, said] = [0, '']
  const progress = setInterval(() => {
    seconds += 1
    const line = `${seconds} s, ${packages.filter((file) => fs.existsSync(file)).length} of ${packages.length} packages`
    if (isWatched) process.stderr.write(`\r\u001b[2Kcaponier: ${line}`)
    else if (seconds % 10 === 0) say(line)
  }, 1000)
  child = spawn('npm', [...NPM_CI, '--prefix', STAGE], { cwd: STAGE, env, stdio: ['ignore', 'ignore', 'pipe'] })
  child.stderr.on('data', (data) => (said = (said + data).slice(-65_536)))
  const outcome = await new Promise((settle) => child.on('error', settle).on('close', settle))
  const { interruptedBy } = child
  child = null
  clearInterval(progress)
  if (isWatched) process.stderr.write('\r\u001b[2K')
  if (interruptedBy) stop('interrupted while installing. Nothing was changed; the next start begins anew.', exitCode(interruptedBy))
  if (outcome?.code === 'ENOENT') fail('ENPM', '')
  if (outcome !== 0) fail(/code (\S+)/.exec(said)?.[1] ?? '', said)
}

/** Moves the modules into place; where that cannot be (a mount, a layer of a container) they are copied, the proofs of it last. */
function putInPlace(fromFolder, toFolder) {
  const [from, to, last] = [join(fromFolder, 'node_modules'), join(toFolder, 'node_modules'), [MARK, NPMS_LIST]]
  try {
    if (fs.existsSync(to)) fs.renameSync(to, join(fromFolder, 'old'))
    if (fs.existsSync(from)) fs.renameSync(from, to)
  } catch (error) {
    if (error.code !== 'EBUSY' && error.code !== 'EXDEV') throw error
    for (const name of fs.readdirSync(to)) fs.rmSync(join(to, name), { recursive: true, force: true })
    fs.cpSync(from, to, { recursive: true, verbatimSymlinks: true, filter: (file) => !last.includes(basename(file)) })
    for (const name of last) fs.copyFileSync(join(from, name), join(to, name))
  }
}

/** Of two first starts at once the second waits. False when meanwhile the other one has installed. */
async function takeLock() {
  for (let waits = 0; ; waits += 1) {
    try {
      fs.mkdirSync(WORK, { recursive: true })
      fs.writeFileSync(LOCK, ME, { flag: 'wx' })
      for (const name of fs.readdirSync(WORK)) if (name !== 'lock') fs.rmSync(join(WORK, name), { recursive: true, force: true })
      return true
    } catch (error) {
      if (error.code !== 'EEXIST' && error.code !== 'ENOENT') fail(error.code, error.message)
    }
    if (isInstalled()) return false
    if (isAbandoned()) fs.rmSync(LOCK, { force: true })
    else if (waits === 0) say('another first start is installing here, waiting for it ...')
    await new Promise((settle) => setTimeout(settle, 300))
  }
}

/** A living installation touches its lock every two seconds; on this machine we also see whether it lives. */
function isAbandoned() {
  const [host, pid] = read(LOCK).split(' ')
  const found = attempt(() => Date.now() - fs.statSync(LOCK).mtimeMs < 60_000 && (host !== os.hostname() || process.kill(Number(pid), 0)))
  return found === false || found?.code === 'ESRCH'
}

function cleanUp() {
  fs.rmSync(STAGE, { recursive: true, force: true })
  if (read(LOCK) === ME) fs.rmSync(LOCK, { force: true })
  attempt(() => fs.rmdirSync(WORK)) // Not when something else lies in it; the next install clears that.
}

function home() {
  const found = attempt(os.homedir) // Throws for a user id without a name.
  return typeof found === 'string' ? found : join(ROOT, 'no-home')
}

function mayWrite(folder) {
  return attempt(() => fs.mkdirSync(folder, { recursive: true })) instanceof Error ? false : attempt(() => fs.accessSync(folder, fs.constants.W_OK)) === undefined
}
