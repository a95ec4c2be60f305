import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MemberContext } from '../context.ts'
import type { TestApp } from '../app.test-support.ts'
import { testApp, WHOLE } from '../app.test-support.ts'
import { saveTenantSettings } from '@caponier/store/tenant/settings'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { evidenceFor, LINE, need, problem, SYSTEM, textOf, WINDING } from './evidence.test-support.ts'

const GERSTHOFEN = { kind: 'site', id: 'gersthofen' } as const
const BRESCIA = { kind: 'site', id: 'brescia' } as const
const SECRET = 'what only the lead may read\n'

let there: TestApp
let lead: MemberContext
beforeAll(async () => {
  there = await testApp()
  lead = await there.member('brenner', ['lead', WHOLE])
})
afterAll(() => there.stop())

const kept = async (name: string) =>
  need(
    await evidenceFor(lead).add(
      { name, confidentiality: 'confidential', subject: LINE, framework: SYSTEM, requirement: ['SR 1.1'] },
      `${name} ${SECRET}`,
    ),
  )

describe('a confidential file stays closed to an engineer who may write its evidence', () => {
  test('and who puts a file of his own in its place, then makes the evidence public', async () => {
    const added = await kept('Pen test.txt')
    const engineer = await there.member('brenner', ['engineer', GERSTHOFEN])
    expect(problem(await evidenceFor(engineer).download(added.id)).code).toBe('forbidden')
    const mine = need(await evidenceFor(engineer).upload(added.id, added.version, 'mine.txt', 'mine\n'))
    const now = await there.again(engineer)
    const { doc } = need(await evidenceFor(now).show(added.id))
    const opened = await evidenceFor(now).replace(added.id, mine.version, { ...doc, confidentiality: 'public' })
    expect(problem(opened).issues?.[0]?.path).toBe('body.confidentiality')
    const after = await there.again(engineer)
    expect(need(await evidenceFor(after).files(added.id)).map((one) => one.sha256)).not.toContain(added.file.sha256)
    expect(problem(await evidenceFor(after).download(added.id, { sha256: added.file.sha256 })).code).toBe('forbidden')
  })

  test('and who would hang it where he leads', async () => {
    const added = await kept('Audit.txt')
    const both = await there.member('brenner', ['engineer', GERSTHOFEN], ['lead', BRESCIA])
    const cells = { framework: SYSTEM, requirements: ['SR 1.1'], evidence: [added.id] }
    expect(problem(await evidenceFor(both).attach({ ...cells, subject: WINDING })).issues?.[0]?.path).toBe('body.evidence')
    need(await evidenceFor(both).attach({ ...cells, requirements: ['SR 1.2'], subject: LINE }))
    expect(problem(await evidenceFor(await there.again(both)).download(added.id)).code).toBe('forbidden')
  })

  test('while who may open it hangs it anywhere, and whoever leads there opens it', async () => {
    const added = await kept('Plan.txt')
    need(await evidenceFor(lead).attach({ subject: WINDING, framework: SYSTEM, requirements: ['SR 1.1'], evidence: [added.id] }))
    const local = await there.member('brenner', ['lead', BRESCIA])
    expect(await textOf(need(await evidenceFor(local).download(added.id)).bytes)).toContain(SECRET)
  })
})

test('bytes of a refused upload are gone at once, unless something names them', async () => {
  const { id, version } = await kept('Refused.txt')
  const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
  const both = (at: number, one: string, other: string) =>
    Promise.all([one, other].map((text) => evidenceFor(lead).upload(id, at, 'x.txt', text)))
  const apart = await both(version, 'first of two', 'second of two')
  expect(apart.filter((one) => one.ok)).toHaveLength(1)
  for (const [at, text] of ['first of two', 'second of two'].entries())
    expect(await there.app.blobs.size('brenner', hashOf(text))).toBe(apart[at]?.ok === true ? text.length : undefined)
  const same = await both(version + 1, 'the same bytes', 'the same bytes')
  expect(same.filter((one) => one.ok)).toHaveLength(1)
  expect(await there.app.blobs.size('brenner', hashOf('the same bytes'))).toBe(14)
  expect(problem(await evidenceFor(lead).add({ name: 'empty.txt' }, '')).issues?.[0]?.message).toContain('empty')
  expect(await there.app.blobs.size('brenner', hashOf(''))).toBeUndefined()
})

test('files that come at the same moment share the room that is left', async () => {
  const sized = (size: number) =>
    inTransaction(there.app.pool, { tenant: 'brenner' }, '', async (queries) => {
      const [one] = await queries.selectFrom('blob').select('sha256').where('tenant_id', '=', 'brenner').limit(1).execute()
      await queries
        .updateTable('blob')
        .set({ size })
        .where('tenant_id', '=', 'brenner')
        .where('sha256', '=', one?.sha256 ?? '')
        .execute()
      await saveTenantSettings(queries, 'brenner', { version: 1, language: 'en', fileQuotaGb: 1 })
    })
  await kept('Something.txt')
  await sized(1024 ** 3 - 5_000)
  const many = await Promise.all(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => evidenceFor(lead).add({ name: `${letter}.txt` }, letter.repeat(2_000))),
  )
  const taken = many.filter((one) => one.ok).length
  expect(taken).toBeGreaterThan(0)
  expect(taken).toBeLessThan(3)
  expect(new Set(many.flatMap((one) => (one.ok ? [] : [one.problem.code])))).toEqual(new Set(['too-large']))
})
