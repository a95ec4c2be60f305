import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chainText, NO_HASH } from './chain.ts'
import type { LogEntry, SignedHead } from './log-lines.ts'
import type { LogCrypto } from './verify-log.ts'
import { logVerifier } from './verify-log.ts'

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')
/** Signatures are tested where there is real crypto (packages/app, packages/offline); here a head counts as signed by key A. */
const KEY = `${'A'.repeat(43)}=`
const crypto: LogCrypto = {
  sha256,
  digest: (salt, detail) => sha256(Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(detail, 'utf8')])),
  isSigned: (key) => key === KEY,
}

const HEADER = JSON.stringify({ caponier: 'activity-log-1', tenant: 'works', exportedAt: '2026-11-28T10:00:00.000Z', signingKey: KEY })

/** A true log of so many entries, every second one with a detail. */
function trueLog(count: number): readonly LogEntry[] {
  const entries: LogEntry[] = []
  let previous = NO_HASH
  for (let seq = 1; seq <= count; seq += 1) {
    const salt = sha256(`salt ${seq}`).slice(0, 32)
    const detail = seq % 2 === 0 ? JSON.stringify({ before: null, after: { n: seq } }) : undefined
    const entry = {
      seq,
      at: `2026-11-28T10:00:${String(seq % 60).padStart(2, '0')}.000Z`,
      actor: '7d9f3c52-0b4e-4a53-9c1f-2f6f6c3c9a01',
      action: 'assessment.answer',
      objectKind: 'answer',
      objectId: `zone:line-${seq}|iec62443-3-3:2013|SR 1.1`,
      detailDigest: detail === undefined ? NO_HASH : crypto.digest(salt, detail),
      previous,
    }
    const hash = sha256(chainText({ ...entry, tenant: 'works' }))
    entries.push({ ...entry, hash, ...(detail === undefined ? {} : { salt, detail }) })
    previous = hash
  }
  return entries
}

const headOf = ({ seq, hash }: LogEntry): SignedHead => ({
  tenant: 'works',
  seq,
  hash,
  signedAt: '2026-11-28T11:00:00.000Z',
  reason: 'report',
  signingKey: KEY,
  signature: `${'B'.repeat(86)}==`,
})

function verify(lines: readonly string[], heads: readonly SignedHead[] = [], key: string | null = null) {
  const verifier = logVerifier(crypto, { heads, key })
  lines.forEach((line, index) => verifier.line(line, index + 1))
  return verifier.end()
}

const linesOf = (entries: readonly LogEntry[]): string[] => [HEADER, ...entries.map((one) => JSON.stringify(one))]

describe('an exported log', () => {
  test('that is true is intact, with its heads', () => {
    const entries = trueLog(12)
    const last = entries.at(-1)
    if (last === undefined) throw new Error('empty')
    const report = verify([...linesOf(entries), JSON.stringify({ head: headOf(last) })], [headOf(last)], KEY)
    expect(report).toMatchObject({
      tenant: 'works',
      entries: 12,
      details: { fit: 6, absent: 0 },
      heads: { inFile: 1, fromOutside: 1 },
      faults: [],
    })
  })

  test('in which one character is changed anywhere is not intact, unless it says the same', () => {
    const lines = linesOf(trueLog(6))
    fc.assert(
      fc.property(
        fc.nat(lines.length - 2),
        fc.nat(400),
        fc.constantFrom(...Array.from('0123456789abcdefXYZ"{}:,.- ')),
        (index, at, character) => {
          const line = lines[index + 1] ?? ''
          const place = at % line.length
          const changed = `${line.slice(0, place)}${character}${line.slice(place + 1)}`
          fc.pre(changed !== line && !saysTheSame(changed, line))
          return verify(lines.with(index + 1, changed)).faults.length > 0
        },
      ),
      { numRuns: 2_000 },
    )
  })

  test('that was cut, thinned, doubled or shuffled is found by its chain and a head from elsewhere', () => {
    const entries = trueLog(20)
    const lines = linesOf(entries)
    const last = entries.at(-1)
    if (last === undefined) throw new Error('empty')
    fc.assert(
      fc.property(fc.shuffledSubarray(entries.map((_, index) => index)), (kept) => {
        fc.pre(kept.some((one, index) => one !== index) || kept.length < entries.length)
        return verify([HEADER, ...kept.map((one) => lines[one + 1] ?? '')], [headOf(last)]).faults.length > 0
      }),
    )
    expect(verify(lines.slice(0, -5)).faults).toEqual([])
    expect(verify(lines.slice(0, -5), [headOf(last)]).faults).toEqual([{ fault: 'cut', seq: 20, known: 15 }])
  })

  test('that was rewritten whole, with hashes that fit, differs from a head from elsewhere', () => {
    const held = trueLog(8)[5]
    if (held === undefined) throw new Error('empty')
    const rewritten = trueLog(8).map((one) => ({ ...one, actor: '0f0f2c3e-6f0a-4b8e-9f7d-5b3a1c2d4e5f' }))
    let previous = NO_HASH
    const fitting = rewritten.map((one) => {
      const hash = sha256(chainText({ ...one, tenant: 'works', previous }))
      const entry = { ...one, previous, hash }
      previous = hash
      return entry
    })
    expect(verify(linesOf(fitting)).faults).toEqual([])
    expect(verify(linesOf(fitting), [headOf(held)]).faults).toEqual([{ fault: 'head-differs', seq: 6 }])
  })

  test('of another organisation or by another key is told', () => {
    const entries = trueLog(3)
    const head = headOf(entries[2] ?? (entries[0] as LogEntry))
    expect(verify(linesOf(entries), [{ ...head, tenant: 'other' }]).faults.map((one) => one.fault)).toContain('other-tenant')
    expect(verify(linesOf(entries), [head], `${'C'.repeat(43)}=`).faults.map((one) => one.fault)).toEqual(['other-key'])
  })

  test('made of anything at all never makes the verifier throw', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.json(), fc.constant(HEADER), fc.constant('['.repeat(50_000))), { maxLength: 8 }),
        (lines) => {
          verify(lines)
        },
      ),
    )
    expect(verify([]).faults).toHaveLength(1)
  })
})

/** Two lines that parse to the same value, whatever the order of their keys. */
function saysTheSame(a: string, b: string): boolean {
  try {
    return stable(JSON.parse(a) as object) === stable(JSON.parse(b) as object)
  } catch {
    return false
  }
}

const stable = (value: object): string => JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
