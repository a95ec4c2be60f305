import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { attack, type Crash, inputOf, SLOWEST_MS, type Tally } from './fuzz/attack.ts'
import { TARGETS } from './fuzz/targets.ts'

const AT_ONCE = 2
/** A reader that hangs is stopped; the input is written by its number. */
const HUNG_MS = 4 * SLOWEST_MS
const NAMES = Object.keys(TARGETS)
const HELP = `npm run fuzz -- [--seconds N] [--target NAME[,NAME]] [--seed N]     hostile input for every reader (default 60 s each)
npm run fuzz -- --target NAME --replay FILE                          give the bytes of a file to one reader

Targets: ${NAMES.join(', ')}
Each input must be answered with a value or a problem, within ${SLOWEST_MS / 1_000} s and 1 GB. Exit code 1: one was not; its bytes lie in a file.
`

/** What one target did, as the parent tells it. */
interface Report {
  readonly target: string
  readonly tally: Omit<Tally, 'crash'> | null
  readonly crash: { readonly number: number; readonly kind: string; readonly message: string; readonly file: string } | null
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '60' },
      target: { type: 'string' },
      seed: { type: 'string' },
      replay: { type: 'string' },
      'child-of': { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  const names = values.target?.split(',') ?? NAMES
  const seconds = Number(values.seconds)
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  const isUsable = names.every((name) => name in TARGETS) && seconds > 0 && Number.isSafeInteger(seed)
  if (values.help === true || !isUsable) {
    process.stdout.write(HELP)
    return isUsable ? 0 : 2
  }
  const name = names[0] ?? ''
  if (values['child-of'] !== undefined) return child(name, seed, seconds, values['child-of'])
  if (values.replay !== undefined) return replay(name, seed, values.replay)
  process.stdout.write(`fuzz: seed ${seed}, ${seconds} s for each of ${names.length} targets, ${AT_ONCE} at once\n`)
  const folder = mkdtempSync(join(tmpdir(), 'caponier-fuzz-'))
  const reports: Report[] = []
  const queue = [...names]
  const runNext = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const report = await attackInChild(next, seed, seconds, folder)
      reports.push(report)
      process.stdout.write(`${line(report)}\n`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, runNext))
  const crashes = reports.flatMap((report) => (report.crash === null ? [] : [report]))
  for (const { target, crash } of crashes) {
    process.stdout.write(
      `\n${target}, input ${crash?.number} of seed ${seed}: ${crash?.kind}\n${crash?.message}\n  bytes: ${crash?.file}\n  again: npm run fuzz -- --target ${target} --seed ${seed} --replay ${crash?.file}\n`,
    )
  }
  if (crashes.length === 0) rmSync(folder, { recursive: true, force: true })
  const inputs = reports.reduce((sum, report) => sum + (report.tally?.inputs ?? 0), 0)
  process.stdout.write(
    `fuzz: ${inputs.toLocaleString('en-GB')} inputs, ${crashes.length === 0 ? 'none broke a reader' : `${crashes.length} targets broken`}\n`,
  )
  return crashes.length === 0 ? 0 : 1
}

function line({ target, tally, crash }: Report): string {
  if (tally === null) return `  ${target.padEnd(14)} ${crash?.kind ?? ''}`
  const { inputs, bytes, values, problems, slowestMs, largestGrowthMb } = tally
  return `  ${target.padEnd(14)} ${inputs.toLocaleString('en-GB').padStart(9)} inputs ${(bytes / 1e6).toFixed(0).padStart(6)} MB  ${values.toLocaleString('en-GB')} values, ${problems.toLocaleString('en-GB')} problems, slowest ${slowestMs} ms, growth at most ${largestGrowthMb} MB${crash === null ? '' : `  BROKEN: ${crash.kind}`}`
}

/** Runs one target here and tells the outcome on standard output as JSON. */
async function child(name: string, seed: number, seconds: number, folder: string): Promise<number> {
  const target = await TARGETS[name]?.(seed)
  if (target === undefined) return 2
  const { crash, ...tally } = await attack(target, seed, seconds, join(folder, `${name}.status`))
  process.stdout.write(JSON.stringify({ target: name, tally, crash: crash === null ? null : kept(name, crash, folder) } satisfies Report))
  return 0
}

function kept(name: string, crash: Crash, folder: string): NonNullable<Report['crash']> {
  const file = join(folder, `${name}-${crash.number}.bin`)
  writeFileSync(file, crash.bytes)
  return { number: crash.number, kind: crash.kind, message: crash.message.slice(0, 4_000), file }
}

/** Runs a target in a process of its own; one that hangs or dies is a crash of the input whose number it wrote last. */
async function attackInChild(name: string, seed: number, seconds: number, folder: string): Promise<Report> {
  const words = [
    '--max-old-space-size=3000',
    import.meta.filename,
    '--target',
    name,
    '--seed',
    String(seed),
    '--seconds',
    String(seconds),
    '--child-of',
    folder,
  ]
  const running = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let complained = ''
  running.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  running.stderr.setEncoding('utf8').on('data', (text: string) => (complained = (complained + text).slice(-4_000)))
  let last = ''
  let since = Date.now()
  let hung = false
  const watch = setInterval(() => {
    const now = statusOf(folder, name)
    if (now !== last) {
      last = now
      since = Date.now()
    } else if (last !== '' && Date.now() - since > HUNG_MS) {
      hung = true
      running.kill('SIGKILL')
    }
  }, 500)
  const code = await new Promise<number | null>((resolve) => running.on('close', resolve))
  clearInterval(watch)
  if (code === 0 && said !== '') return JSON.parse(said) as Report
  const number = Number(statusOf(folder, name))
  const target = await TARGETS[name]?.(seed)
  const bytes = target === undefined ? new Uint8Array(0) : inputOf(target, seed, number)
  const file = join(folder, `${name}-${number}.bin`)
  writeFileSync(file, bytes)
  return { target: name, tally: null, crash: { number, kind: hung ? 'hangs' : `process ended with ${code}`, message: complained, file } }
}

function statusOf(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, `${name}.status`), 'utf8').trim()
  } catch {
    return ''
  }
}

async function replay(name: string, seed: number, file: string): Promise<number> {
  const target = await TARGETS[name]?.(seed)
  if (target === undefined) return 2
  const bytes = new Uint8Array(readFileSync(file))
  const start = performance.now()
  const outcome = await target.read(bytes)
  process.stdout.write(`${name}: ${bytes.length} bytes, ${outcome} after ${Math.round(performance.now() - start)} ms\n`)
  return 0
}

process.exitCode = await main()
