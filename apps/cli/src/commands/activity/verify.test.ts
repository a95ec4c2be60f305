import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../../terminal.test-support.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const ZERO = '0'.repeat(64)
const ACTOR = '7d9f3c52-0b4e-4a53-9c1f-2f6f6c3c9a01'
const AT = '2026-11-28T10:00:00.000Z'

let folder = ''
const path = (name: string): string => join(folder, name)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'caponier verify '))
})
afterAll(() => rmSync(folder, { recursive: true }))

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const key = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')

/** A log written from docs/method/activity-log.md alone. */
function log(count: number): { readonly lines: string[]; readonly hashes: string[] } {
  const lines = [JSON.stringify({ caponier: 'activity-log-1', tenant: 'works', exportedAt: AT, signingKey: key })]
  const hashes: string[] = []
  for (let seq = 1; seq <= count; seq += 1) {
    const previous = hashes.at(-1) ?? ZERO
    const hash = sha256(
      JSON.stringify(['caponier-activity-1', 'works', seq, AT, ACTOR, 'company.replace', 'zone', `zone-${seq}`, ZERO, previous]),
    )
    hashes.push(hash)
    lines.push(
      JSON.stringify({
        seq,
        at: AT,
        actor: ACTOR,
        action: 'company.replace',
        objectKind: 'zone',
        objectId: `zone-${seq}`,
        detailDigest: ZERO,
        previous,
        hash,
      }),
    )
  }
  return { lines, hashes }
}

function head(seq: number, hash: string): string {
  const text = JSON.stringify(['caponier-activity-head-1', 'works', seq, hash, AT])
  const signature = sign(null, Buffer.from(text), privateKey).toString('base64')
  return JSON.stringify({ tenant: 'works', seq, hash, signedAt: AT, reason: 'report', signingKey: key, signature })
}

test('a true log with a head from elsewhere and the trusted key is intact', async () => {
  const { lines, hashes } = log(5)
  writeFileSync(path('log.jsonl'), lines.join('\r\n'))
  writeFileSync(path('head.json'), head(4, hashes[3] ?? ''))
  expect(await run('verify', path('log.jsonl'), '--head', path('head.json'), '--key', key)).toMatchObject({ exit: 0, err: '' })
  const alone = await run('verify', path('log.jsonl'))
  expect(alone.out).toContain('5 entries')
  expect(alone.out).toContain('Use --head')
})

test('a log cut short, and one with an entry changed, are not', async () => {
  const { lines, hashes } = log(5)
  writeFileSync(path('head.json'), head(5, hashes[4] ?? ''))
  writeFileSync(path('cut.jsonl'), lines.slice(0, -2).join('\n'))
  const cut = await run('verify', path('cut.jsonl'), '--head', path('head.json'), '--json')
  expect(cut.exit).toBe(1)
  expect(JSON.parse(cut.out)).toMatchObject({ intact: false, faults: [{ fault: 'cut', seq: 5, known: 3 }] })
  writeFileSync(path('changed.jsonl'), lines.join('\n').replace('zone-3', 'zone-4'))
  const changed = await run('verify', path('changed.jsonl'))
  expect(changed).toMatchObject({ exit: 1 })
  expect(changed.out).toContain('wrong-hash')
})

test('a head by another key, a forged head and files that are none are refused in words', async () => {
  const { lines, hashes } = log(2)
  writeFileSync(path('log.jsonl'), lines.join('\n'))
  writeFileSync(path('forged.json'), head(2, hashes[1] ?? '').replace('"seq":2', '"seq":1'))
  expect((await run('verify', path('log.jsonl'), '--head', path('forged.json'))).out).toContain('wrong-signature')
  writeFileSync(path('head.json'), head(2, hashes[1] ?? ''))
  expect(
    (await run('verify', path('log.jsonl'), '--head', path('head.json'), '--key', Buffer.alloc(32, 7).toString('base64'))).out,
  ).toContain('other-key')
  writeFileSync(path('nothing'), '')
  expect(await run('verify', path('nothing'))).toMatchObject({ exit: 1 })
  expect(await run('verify', path('log.jsonl'), '--head', path('nothing'))).toMatchObject({ exit: 3 })
  expect(await run('verify', path('not there'))).toMatchObject({ exit: 3 })
})
