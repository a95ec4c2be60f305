import { Client } from 'pg'
import { listTenants } from '@caponier/store/tenant/tenants'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commentsHandlers } from '../assessment/comments-handlers.ts'
import { cellParams, need } from '../assessment/assessment.test-support.ts'
import { type TestApp, testApp, WHOLE } from '../app.test-support.ts'
import { companyHandlers } from '../company/handlers.ts'
import type { MemberContext } from '../context.ts'
import { beginCall, type HeldCall } from './repeated-calls.ts'

const LINE = 'zone:gersthofen-line-1'
let there: TestApp
let lead: MemberContext
beforeAll(async () => {
  there = await testApp()
  lead = await there.member('brenner', ['lead', WHOLE])
})
afterAll(() => there.stop())

const begin = (key: string, content = 'body', user = lead.user.userId) =>
  beginCall(there.app, { user, route: 'comments.add', key, content: Buffer.from(content) })
const held = async (key: string): Promise<HeldCall> => {
  const begun = await begin(key)
  if (begun.kind !== 'new') throw new Error(`the key is ${begun.kind}`)
  return begun.held
}
const write = (text: string) =>
  commentsHandlers['comments.add'](lead, {
    params: cellParams(lead, LINE, 'SR 1.1'),
    query: undefined,
    version: undefined,
    body: { text, mentions: [] },
  })
const written = async (text: string): Promise<number> => {
  const listed = await commentsHandlers['comments.list'](lead, {
    params: cellParams(lead, LINE, 'SR 1.1'),
    query: undefined,
    version: undefined,
    body: undefined,
  })
  return need(listed).filter((one) => one.text === text).length
}
const ANSWER = { status: 201, contentType: 'application/json', etag: '"1"', body: '{}' }

/** As if so many seconds had passed since every call began. */
async function later(seconds: number): Promise<void> {
  const client = new Client(there.attacker)
  await client.connect()
  await client.query(
    `update call_key set started_at = started_at - $1 * interval '1 second', expires_at = expires_at - $1 * interval '1 second'`,
    [seconds],
  )
  await client.end()
}

describe('a call with a key', () => {
  test('is answered again as it was, apart for every person, and never for another call', async () => {
    const call = await held('a')
    expect(await begin('a')).toEqual({ kind: 'running' })
    await call.finish(ANSWER)
    expect(await begin('a')).toEqual({ kind: 'stored', answer: ANSWER })
    expect(await begin('a', 'another body')).toEqual({ kind: 'different' })
    const other = await there.member('brenner', ['lead', WHOLE])
    expect((await begin('a', 'body', other.user.userId)).kind).toBe('new')
    await later(86_400)
    expect((await begin('a', 'another body')).kind).toBe('new')
  })

  test('that was refused may be sent again at once', async () => {
    await (await held('b')).release()
    expect((await begin('b')).kind).toBe('new')
  })

  test('is held by one of many who send it at the same moment', async () => {
    const begun = await Promise.all(Array.from({ length: 8 }, () => begin('c')))
    expect(begun.map((one) => one.kind).toSorted()).toEqual(['new', ...Array.from({ length: 7 }, () => 'running')])
  })

  test('whose process ended before it changed anything is carried out by the next, and only by that', async () => {
    const lost = await held('d')
    expect(await begin('d')).toEqual({ kind: 'running' })
    await later(31)
    const next = await held('d')
    need(await next.run(() => write('once, d')))
    // The first was only slow: what it would do is refused, with all that belongs to it.
    const slow = await lost.run(() => write('once, d'))
    expect(slow).toMatchObject({ ok: false, problem: { code: 'conflict' } })
    await lost.finish({ ...ANSWER, body: 'not this one' })
    await lost.release()
    expect(await written('once, d')).toBe(1)
    await next.finish(ANSWER)
    expect(await begin('d')).toEqual({ kind: 'stored', answer: ANSWER })
  })

  test('whose process ended after it changed something is never carried out again', async () => {
    const lost = await held('e')
    need(await lost.run(() => write('once, e')))
    await lost.release()
    expect(await begin('e')).toEqual({ kind: 'running' })
    await later(31)
    expect(await begin('e')).toEqual({ kind: 'done' })
    expect(await written('once, e')).toBe(1)
  })

  test('an answer that is too long or secret is not kept, but that it was given', async () => {
    await (await held('f')).finish({ ...ANSWER, body: 'x'.repeat(300_000) })
    expect(await begin('f')).toEqual({ kind: 'done' })
    await (await held('secret')).finish({ ...ANSWER, body: null })
    expect(await begin('secret')).toEqual({ kind: 'done' })
  })

  test('an organisation that is being made while its call goes to another process is not made, and that is a conflict', async () => {
    const lost = await held('h')
    await later(31)
    await held('h')
    const made = await lost.run(() =>
      companyHandlers['start.begin'](lead, {
        params: undefined,
        query: undefined,
        version: undefined,
        body: {
          answers: {
            organisation: 'Taken Over Works',
            establishment: 'DE',
            site: 'Works',
            year: 2025,
            activities: ['II.5(d)'],
            headcount: 300,
            turnover: 6e7,
            balance: 5e7,
          },
        },
      }),
    )
    expect(made).toMatchObject({ ok: false, problem: { code: 'conflict', retryAfterSeconds: 2 } })
    expect((await listTenants(there.app.pool)).map((tenant) => tenant.name)).not.toContain('Taken Over Works')
  })

  test('the newest five hundred of a person are kept', async () => {
    await Promise.all(Array.from({ length: 20 }, async (_, at) => (await held(`g${at}`)).finish(ANSWER)))
    const client = new Client(there.attacker)
    await client.connect()
    await client.query(
      `insert into call_key (user_id, route, key_hash, fingerprint, holder, started_at, expires_at, status, body)
        select $1, 'filler', sha256(n::text::bytea), sha256('x'), gen_random_uuid(), now(), now() + interval '1 day', 200, '{}' from generate_series(1, 600) n`,
      [lead.user.userId],
    )
    await held('last')
    const { rows } = await client.query<{ count: string }>('select count(*) from call_key where user_id = $1', [lead.user.userId])
    await client.end()
    expect(Number(rows[0]?.count)).toBeLessThanOrEqual(510)
  })
})
