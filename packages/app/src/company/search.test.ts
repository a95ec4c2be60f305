import { FOUND_KINDS } from '@caponier/contract/company/search'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { value } from '../access/access.test-support.ts'
import type { TestApp } from '../app.test-support.ts'
import { testApp, WHOLE } from '../app.test-support.ts'
import type { MemberContext } from '../context.ts'
import { searchHandlers } from './search.ts'

let plant: TestApp
let lead: MemberContext
let engineer: MemberContext
beforeAll(async () => {
  plant = await testApp()
  lead = await plant.member('brenner', ['lead', WHOLE])
  engineer = await plant.member('brenner', ['engineer', { kind: 'site', id: 'gersthofen' }])
})
afterAll(() => plant.stop())

const find = async (context: MemberContext, q: string, limit = 100) =>
  value(
    await searchHandlers['company.search'](context, {
      params: { tenant: 'brenner' },
      query: { q, limit },
      body: undefined,
      version: undefined,
    }),
  )

test('the name that begins with the words stands first; every word must be there; case and accents do not matter', async () => {
  const { hits } = await find(lead, 'gersthofen line 3')
  expect(hits[0]).toMatchObject({ kind: 'zone', id: 'gersthofen-line-3', name: 'Gersthofen line 3', where: 'Plant Gersthofen', also: null })
  expect((await find(lead, 'LINE gersthofen')).hits.map((hit) => hit.id)).toContain('gersthofen-line-3')
  expect((await find(lead, 'napedy')).hits).toContainEqual(expect.objectContaining({ kind: 'entity', name: 'Brenner Napędy Sp. z o.o.' }))
})

test('an asset is found by its address, which is told', async () => {
  const { hits } = await find(lead, '10.20.13.35')
  expect(hits[0]).toMatchObject({ kind: 'asset', name: 'Cell firewall line 3', also: '10.20.13.35' })
})

test('the total counts all that was found, the hits are cut', async () => {
  const all = await find(lead, 'cell')
  const few = await find(lead, 'cell', 3)
  expect(few.hits).toEqual(all.hits.slice(0, 3))
  expect(few.total).toBe(all.total)
  expect(all.total).toBeGreaterThan(3)
})

test('somebody with one site finds nothing of another, not even as a number', async () => {
  expect(await find(engineer, 'brescia')).toEqual({ total: 0, hits: [] })
  const here = await find(engineer, 'gersthofen')
  expect(here.total).toBeGreaterThan(0)
  expect(here.hits.every((hit) => hit.where === null || hit.where === 'Plant Gersthofen')).toBe(true)
  const everything = await find(lead, 'a')
  expect(new Set(everything.hits.map((hit) => hit.kind)).size).toBeGreaterThan(5)
  expect(new Set((await find(lead, 'e', 100)).hits.flatMap((hit) => (FOUND_KINDS.includes(hit.kind) ? [] : [hit.kind])))).toEqual(new Set())
})
