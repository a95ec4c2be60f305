#!/usr/bin/env node
// Brings the runtime (Node 24) and the dependencies the first time, then runs a program of this project on it.
// Usage: node run.mjs PROGRAM [ARGS...]. Plain JavaScript, because it must run on any Node from 18 on.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as os from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The result of an action, or `otherwise` when it throws. */
function attempt(action, otherwise = []) {
  try {
    return action()
  } catch {
    return otherwise
  }
}
const say = (message) => process.stderr.write(`caponier: ${message}\n`)
const codeOf = (signal) => 128 + os.constants.signals[signal]
const read = (file) => attempt(() => fs.readFileSync(file, 'utf8'), '')
const remove = (folder) => attempt(() => fs.rmSync(folder, { recursive: true, force: true }))
const libc = () => (process.platform === 'linux' && !process.report?.getReport().header.glibcVersionRuntime ? 'musl' : 'glibc')
/** Makes the folder where it is missing. */
const mayWrite = (folder) => attempt(() => [fs.mkdirSync(folder, { recursive: true }), fs.accessSync(folder, fs.constants.W_OK)]).length > 0

const ROOT = dirname(fileURLToPath(import.meta.url))
const MODULES = join(ROOT, 'node_modules')
const HERE = `${process.platform}-${process.arch}`
/** Everything is put together in a folder in here and moved into place at the end: a broken or interrupted install breaks nothing. */
const WORK = join(ROOT, '.installing')
const STAGE = join(WORK, [os.hostname(), process.pid, Date.now()].join(' '))
const NODE = Number(process.versions.node.split('.')[0])
/** The system's Node when it is new enough, else the one that comes with the dependencies. */
const RUNTIME = NODE >= 24 ? process.execPath : join(MODULES, `node-${HERE}`, 'bin', 'node')
/** Without a home there is none that could be written. */
const HOME = process.env.HOME || '/dev/null'
const LOCK_FILE = read(join(ROOT, 'package-lock.json'))
const locked = () => attempt(() => JSON.parse(LOCK_FILE), null) ?? stop('package-lock.json is missing or damaged. Get it anew from git.')
/** What node_modules holds as proof of a whole install. */
const MARK = `${createHash('sha256').update(LOCK_FILE).digest('hex')} ${HERE}\n`
/** Said in so many words, because a setting in an .npmrc or in the environment would otherwise change what is installed. */
const NPM_CI = `ci --ignore-scripts --include=dev --include=optional --include=peer --install-strategy=hoisted --bin-links --package-lock
  --no-package-lock-only --no-dry-run --no-global --no-engine-strict --no-legacy-peer-deps --no-audit --no-fund --no-progress --no-json
  --color=false --loglevel=warn --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000`.split(/\s+/)
const NOT_FOR_NPM = /^npm_config_(workspaces?|include_workspace_root|os|cpu|libc)$/i
/** npm's error codes: what they mean, and in the lines after that what to do. */
const CAUSES = Object.entries({
  '^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ENET|EHOST|EIDLE|ERR_SOCKET|ENOTCACHED|E5..$)': `the npm registry cannot be reached
  Check the network, the proxy (HTTPS_PROXY) and \`npm config get registry\`, then start again. Without network: run ./caponier once
  on a like machine and copy the whole folder with its node_modules; it then needs no network.`,
  'CERT|UNABLE_TO': `the certificate of the npm registry is not trusted\n  Name its authority in NODE_EXTRA_CA_CERTS, then start again.`,
  '^ENOSPC': `the disk is full\n  About 1 GB is needed in ${ROOT} and in the cache of npm. Free it, then start again.`,
  '^(EACCES|EPERM|EROFS|EBUSY)': `a folder may not be changed\n  It is named below. Mend its owner or mode, then start again.`,
  '^EINTEGRITY': `a package is not the one of package-lock.json\n  Try \`npm cache verify\`; if it stays, do not trust that registry.`,
  '^ENPM': `npm was not found\n  Install npm (it comes with Node), then start again.`,
  '^': `npm ci failed\n  Its own words are below. Mend that, then start again.`,
})

/** Installed means: for exactly this lock file and this platform, by us or by npm itself. */
function isInstalled() {
  if (!fs.existsSync(RUNTIME)) return false
  if (read(join(MODULES, '.caponier-installed')) === MARK) return true
  if (lacking(ROOT).length > 0) return false
  attempt(() => fs.writeFileSync(join(MODULES, '.caponier-installed'), MARK))
  return true
}

/** The entries of the lock file that must be there on this machine; npm skips optional ones without a word when a download fails. */
function needed() {
  const fits = (one) => one.os?.includes(process.platform) && one.cpu?.includes(process.arch) && (!one.libc || one.libc.includes(libc()))
  return Object.entries(locked().packages).filter(([key, one]) => key.includes('node_modules/') && (!one.optional || fits(one)))
}

/** What is needed and is not in `folder` in its locked version, by npm's own list. */
function lacking(folder) {
  const held = attempt(() => JSON.parse(read(join(folder, 'node_modules', '.package-lock.json'))).packages, {})
  const isHeld = (key, one) => held[key]?.version === one.version && held[key]?.integrity === one.integrity
  const isThere = ([key, one]) => isHeld(key, one) && fs.existsSync(join(folder, key, 'package.json'))
  return needed().flatMap((entry) => (isThere(entry) ? [] : [entry[0]]))
}

async function install() {
  if (NODE < 24 && (!(`node_modules/node-${HERE}` in locked().packages) || libc() === 'musl'))
    stop(`Node ${NODE} is too old, and none comes packaged for ${HERE} (${libc()}).\n  Nothing was changed. Install Node 24 or newer.`)
  if (!mayWrite(ROOT))
    stop(`the dependencies are not installed (or not those of this version), and ${ROOT} cannot be written.
  Nothing was changed. Copy the folder to a place of yours and start it there, or let its owner run ./caponier once;
  afterwards it runs from a read-only folder.`)
  const since = Date.now()
  const why = fs.existsSync(MODULES) ? 'the dependencies have changed or are incomplete' : 'first start'
  say(`${why}: bringing the runtime and the dependencies from the npm registry (about 500 MB, once) ...`)
  process.once('exit', cleanUp)
  try {
    const folders = prepare()
    const said = await npmCi()
    const missing = lacking(STAGE)
    const code = /ENOSPC|EACCES|EPERM|EROFS/.exec(said)?.[0] ?? 'ENOTFOUND'
    if (missing.length > 0) fail(code, `npm left out ${missing.length}: ${missing.join(', ')}`)
    fs.writeFileSync(join(STAGE, 'node_modules', '.caponier-installed'), MARK)
    // Of two first starts at once the later one leaves alone what the other already runs on.
    if (!isInstalled()) for (const folder of folders) putInPlace(join(STAGE, folder), join(ROOT, folder))
  } catch (error) {
    fail(error.code ?? '', error.message)
  }
  cleanUp()
  say(`installed in ${Math.round((Date.now() - since) / 1000)} s.`)
}

/** Copies what npm needs. Binaries for other platforms that the lock file does not hold are struck out, else npm refuses it. */
function prepare() {
  const lock = locked()
  const folders = Object.keys(lock.packages).filter((key) => !key.includes('node_modules/'))
  for (const name of attempt(() => fs.readdirSync(WORK)).filter(isAbandoned)) remove(join(WORK, name))
  for (const folder of folders) fs.mkdirSync(join(STAGE, folder), { recursive: true })
  for (const file of [...folders.map((folder) => join(folder, 'package.json')), '.npmrc'])
    if (fs.existsSync(join(ROOT, file))) fs.copyFileSync(join(ROOT, file), join(STAGE, file))
  for (const [key, { optionalDependencies: optional = {} }] of Object.entries(lock.packages))
    for (const name of folders.includes(key) ? [] : Object.keys(optional))
      if (!(`node_modules/${name}` in lock.packages || `${key}/node_modules/${name}` in lock.packages)) delete optional[name]
  fs.writeFileSync(join(STAGE, 'package-lock.json'), JSON.stringify(lock))
  return folders
}

async function npmCi() {
  const env = { ...process.env, PATH: [process.env.PATH, dirname(process.execPath)].filter(Boolean).join(delimiter) }
  for (const name of Object.keys(env)) if (NOT_FOR_NPM.test(name)) delete env[name]
  const cache = env.npm_config_cache ?? join(HOME, '.npm')
  if (!mayWrite(join(cache, '_cacache'))) env.npm_config_cache = join(STAGE, 'cache')
  const packages = needed().map(([key]) => join(STAGE, key, 'package.json'))
  const isWatched = process.stderr.isTTY && !process.env.CI
  const every = isWatched ? 1 : 10
  let [seconds, said, caught] = [0, '', null]
  const progress = setInterval(() => {
    seconds += every
    const line = `caponier: ${seconds} s, ${packages.filter((file) => fs.existsSync(file)).length} of ${packages.length} packages`
    process.stderr.write(isWatched ? `\r\u001b[2K${line}` : `${line}\n`)
  }, every * 1000)
  const npm = spawn('npm', [...NPM_CI, '--prefix', STAGE], { cwd: STAGE, env, stdio: ['ignore', 'ignore', 'pipe'] })
  npm.stderr.on('data', (data) => (said = (said + data).slice(0, 65_536)))
  onSignal = (signal) => {
    caught = signal
    npm.kill('SIGKILL') // It would go on for half a minute; what it leaves behind is cleaned up here.
  }
  const outcome = await new Promise((settle) => npm.on('error', settle).on('close', settle))
  clearInterval(progress)
  if (isWatched) process.stderr.write('\r\u001b[2K')
  if (caught) stop('interrupted while installing. Nothing was changed; the next start begins anew.', codeOf(caught))
  if (outcome?.code === 'ENOENT') fail('ENPM', '')
  if (outcome !== 0) fail(/npm (?:error|ERR!) code (\S+)/.exec(said)?.[1] ?? '', said.replace(/^npm warn.*/gim, ''))
  return said
}

/** Moves the modules into place. A folder in the lower layer of a container cannot be moved away, only deleted. */
function putInPlace(fromFolder, toFolder) {
  const [from, to] = [join(fromFolder, 'node_modules'), join(toFolder, 'node_modules')]
  try {
    if (fs.existsSync(to)) fs.renameSync(to, join(fromFolder, 'old'))
  } catch (error) {
    if (error.code !== 'EXDEV') throw error
    fs.rmSync(to, { recursive: true })
  }
  if (fs.existsSync(from)) fs.renameSync(from, to)
}

/** Whether a folder in WORK belongs to a process that is gone. Of another machine we only know how old it is. */
function isAbandoned(name) {
  const [host, pid, since] = name.split(' ')
  if (host !== os.hostname()) return !(Date.now() - Number(since) < 3_600_000)
  return attempt(() => process.kill(Number(pid), 0) && false, true)
}

function cleanUp() {
  remove(STAGE)
  attempt(() => fs.rmdirSync(WORK)) // Stays while another first start works in it.
}

function run() {
  const places = [
    join(MODULES, '.cache', 'node-compile'),
    join(process.env.XDG_CACHE_HOME || join(HOME, '.cache'), 'caponier', 'node-compile'),
  ]
  const cache = process.env.NODE_COMPILE_CACHE ?? places.find(mayWrite)
  const PATH = [dirname(RUNTIME), join(MODULES, '.bin'), process.env.PATH].filter(Boolean).join(delimiter)
  const env = { ...process.env, PATH, ...(cache && { NODE_COMPILE_CACHE: cache }) }
  const child = spawn(RUNTIME, [resolve(ROOT, program), ...words], { stdio: 'inherit', env })
  // On a terminal Ctrl-C has reached the child already; a second one would be another request.
  onSignal = (signal) => (signal !== 'SIGINT' || !(process.stdin.isTTY || process.stderr.isTTY)) && child.kill(signal)
  child.on('exit', (code, signal) => process.exit(code ?? codeOf(signal)))
  child.on('error', (error) => stop(`${RUNTIME} cannot be started: ${error.message}.\n  Delete node_modules and start again.`))
}

/** Says what happened, what was kept and what to do, with the first words of npm. */
function fail(code, detail) {
  const [what, ...toDo] = CAUSES.find(([pattern]) => new RegExp(pattern).test(code))[1].split('\n')
  const lines = detail.split('\n').map((line) => line.replace(/^npm (error|ERR!)/, '').trim())
  const telling = lines.filter((line) => line !== '' && !line.startsWith('at ') && !line.includes(STAGE))
  const shown = telling.slice(0, 4).map((line) => `  | ${line.slice(0, 200)}`)
  stop(`the runtime and the dependencies could not be installed: ${what}.
${['  Nothing was changed; what was installed before is still there.', ...toDo, ...shown].join('\n')}`)
}

/** Exit code 4: the environment, not the input. */
function stop(message, code = 4) {
  say(message)
  process.exit(code)
}

let onSignal = (signal) => process.exit(codeOf(signal))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => onSignal(signal))
process.stderr.on('error', () => {})
const [program, ...words] = process.argv.slice(2)
if (program === undefined) stop('name the program to run, e.g. node run.mjs apps/cli/src/main.ts --help', 2)
if (!isInstalled()) await install()
run()
