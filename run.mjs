#!/usr/bin/env node
// Brings the runtime (Node 24) and the dependencies the first time, then runs a program of this project on it.
// Usage: node run.mjs PROGRAM [ARGS...]. Plain JavaScript, because it must run on any Node from 18 on.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(fileURLToPath(import.meta.url))
const MODULES = join(ROOT, 'node_modules')
const MARK = join(MODULES, '.caponier-installed')
const LOCK = join(ROOT, '.installing')
const ENVIRONMENT = 4

const program = process.argv[2]
if (program === undefined) stop('run.mjs: name the program to run, e.g. node run.mjs apps/cli/src/main.ts --help', 2)

if (!isInstalled()) install()
const node = findNode()
const args = [resolve(ROOT, program), ...process.argv.slice(3)]
const env = {
  ...process.env,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(MODULES, '.cache', 'node-compile'),
  PATH: `${dirname(node)}:${join(MODULES, '.bin')}:${process.env.PATH ?? ''}`,
}
const child = spawn(node, args, { stdio: 'inherit', env })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 128 + (signal === 'SIGINT' ? 2 : 15)))
child.on('error', (error) => stop(`caponier: ${node} cannot be started: ${error.message}`, ENVIRONMENT))

/** Installed means: for exactly this lock file and this platform. */
function isInstalled() {
  try {
    return readFileSync(MARK, 'utf8') === wanted()
  } catch {
    return false
  }
}

function wanted() {
  const lock = readFileSync(join(ROOT, 'package-lock.json'))
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`
}

function install() {
  try {
    accessSync(ROOT, constants.W_OK)
  } catch {
    stop(
      `caponier: dependencies are not installed and ${ROOT} cannot be written to.\n` +
        '  Nothing was changed. Copy the folder to a place you may write to and run it there,\n' +
        '  or let its owner run ./caponier once; afterwards it runs from a read-only folder.',
      ENVIRONMENT,
    )
  }
  takeLock()
  const problem = installLocked()
  rmSync(LOCK, { recursive: true, force: true })
  if (problem !== null) stop(problem, ENVIRONMENT)
}

/** What went wrong in plain words, or null. Returns in every case, so that the lock is given back. */
function installLocked() {
  try {
    if (isInstalled()) return null
    process.stderr.write('caponier: first start, bringing the runtime and the dependencies (about 500 MB, once) ...\n')
    const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: ROOT,
      stdio: ['ignore', 2, 2],
      env: process.env,
    })
    if (npm.error !== undefined || npm.status !== 0) {
      return (
        'caponier: the dependencies could not be installed (npm ci failed, its message is above).\n' +
        '  Your data was not touched. The first start needs the npm registry; later starts need no network.\n' +
        '  On a machine without network: run ./caponier once on a like machine and copy the folder with node_modules.'
      )
    }
    mkdirSync(join(MODULES, '.cache'), { recursive: true })
    writeFileSync(`${MARK}.new`, wanted())
    renameSync(`${MARK}.new`, MARK)
    process.stderr.write('caponier: installed.\n')
    return null
  } catch (error) {
    return `caponier: the dependencies could not be installed: ${error instanceof Error ? error.message : String(error)}`
  }
}

/** Two first starts at once must not install into one another; a lock older than 15 minutes belongs to a dead process. */
function takeLock() {
  for (let tries = 0; ; tries += 1) {
    try {
      mkdirSync(LOCK)
      return
    } catch {
      if (tries === 0) process.stderr.write('caponier: another first start is installing, waiting ...\n')
      const age = existsSync(LOCK) ? Date.now() - statSync(LOCK).mtimeMs : 0
      if (age > 15 * 60_000) rmSync(LOCK, { recursive: true, force: true })
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
    }
  }
}

/** The system's Node when it is 24 or newer, else the one that came with the dependencies. */
function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const brought = join(MODULES, `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(brought)) return brought
  return stop(
    `caponier: Node ${process.versions.node} is too old and there is no packaged runtime for ${process.platform}-${process.arch}.\n` +
      '  Install Node 24 or newer and start again.',
    ENVIRONMENT,
  )
}

function stop(message, code) {
  process.stderr.write(`${message}\n`)
  process.exit(code)
}
