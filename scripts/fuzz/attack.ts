import { closeSync, openSync, writeSync } from 'node:fs'
import { seededRandom } from './random.ts'
import type { Outcome, Target } from './target.ts'

/** No input may take longer, in milliseconds both of the clock and of the processor, or let the process grow by more bytes. */
export const SLOWEST_MS = 5_000
const LARGEST_GROWTH = 2 ** 30

export interface Crash {
  readonly number: number
  readonly kind: 'thrown' | 'too slow' | 'too large'
  readonly message: string
  readonly bytes: Uint8Array
}

export interface Tally {
  readonly inputs: number
  readonly bytes: number
  readonly values: number
  readonly problems: number
  readonly slowestMs: number
  readonly largestGrowthMb: number
  readonly crash: Crash | null
}

/** Every tenth input is a bomb until all were given, then one in this many. */
const BOMB_RARITY = 400

/** The input of a number: each has its own random source, so that one can be made again without those before it. */
export function inputOf(target: Target, seed: number, number: number): Uint8Array {
  const random = seededRandom(seed * 1_000_003 + number)
  const due = number % 10 === 0 ? target.bombs[number / 10] : undefined
  if (due !== undefined) return due()
  return random.below(BOMB_RARITY) === 0 ? random.pick(target.bombs)() : target.generate(random)
}

/** What the reader throws at an input, null when it answers as it must. */
async function complaint(target: Target, bytes: Uint8Array): Promise<string | null> {
  try {
    await target.read(bytes)
    return null
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
}

/** Gives inputs to a target until the time is over or one breaks it. Before each input its number goes to `statusFile`, for whoever watches from outside. */
export async function attack(target: Target, seed: number, seconds: number, statusFile: string): Promise<Tally> {
  const status = openSync(statusFile, 'w')
  const tally = { inputs: 0, bytes: 0, values: 0, problems: 0, slowestMs: 0, largestGrowthMb: 0 }
  const end = performance.now() + seconds * 1_000
  try {
    for (let number = 0; performance.now() < end; number++) {
      writeSync(status, String(number).padStart(12), 0)
      const bytes = inputOf(target, seed, number)
      const memory = process.memoryUsage.rss()
      const start = performance.now()
      const before = process.cpuUsage()
      let outcome: Outcome
      try {
        outcome = await target.read(bytes)
      } catch (error) {
        const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
        return { ...tally, crash: { number, kind: 'thrown', message, bytes: await minimised(target, bytes, message) } }
      }
      const used = process.cpuUsage(before)
      // On a busy machine the clock runs on while others work.
      const took = Math.min(performance.now() - start, (used.user + used.system) / 1_000)
      const growth = process.memoryUsage.rss() - memory
      tally.inputs++
      tally.bytes += bytes.length
      tally[outcome === 'value' ? 'values' : 'problems']++
      tally.slowestMs = Math.max(tally.slowestMs, Math.round(took))
      tally.largestGrowthMb = Math.max(tally.largestGrowthMb, Math.round(growth / 2 ** 20))
      if (took > SLOWEST_MS) return { ...tally, crash: { number, kind: 'too slow', message: `took ${Math.round(took)} ms`, bytes } }
      if (growth > LARGEST_GROWTH)
        return { ...tally, crash: { number, kind: 'too large', message: `grew by ${Math.round(growth / 2 ** 20)} MB`, bytes } }
    }
    return { ...tally, crash: null }
  } finally {
    closeSync(status)
  }
}

/** The first line of what was thrown, without figures, tells whether two inputs break the same thing. */
const signature = (message: string): string => (message.split('\n')[0] ?? '').replace(/\d+/g, 'N').slice(0, 120)

/** Cuts bytes out as long as the same complaint comes, for at most 10 seconds. */
async function minimised(target: Target, bytes: Uint8Array, message: string): Promise<Uint8Array> {
  const end = performance.now() + 10_000
  const wanted = signature(message)
  let smallest = bytes
  for (let size = Math.ceil(bytes.length / 2); size >= 1 && performance.now() < end; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < smallest.length && performance.now() < end;) {
      const shorter = new Uint8Array([...smallest.subarray(0, at), ...smallest.subarray(at + size)])
      const now = await complaint(target, shorter)
      if (now !== null && signature(now) === wanted) smallest = shorter
      else at += size
    }
  }
  return smallest
}
