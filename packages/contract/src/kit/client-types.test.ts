import type { Result } from '@caponier/core'
import { expect, expectTypeOf, test } from 'vitest'
import { createClient } from './client.ts'
import type { HandlerOf, HandlersOf } from './handler.ts'
import type { ApiProblem } from './problem.ts'
import type { PageOf } from './route.ts'
import { type Pump, SAMPLE_ROUTES } from './sample-routes.test-support.ts'

const refused = (): Promise<Response> => Promise.reject(new TypeError('no network in this test'))
const client = createClient(SAMPLE_ROUTES, { baseUrl: 'http://localhost', fetch: refused })

test('calls take what the route declares and give what it returns', async () => {
  expectTypeOf(
    client('pumps.list', { params: { tenant: 't' }, query: { sort: 'name', filter: ['a:eq:b'], site: 's' } }),
  ).resolves.toEqualTypeOf<Result<PageOf<Pump>, ApiProblem>>()
  expectTypeOf(client('pumps.list', { params: { tenant: 't' }, query: { fields: 'name' } })).resolves.toEqualTypeOf<
    Result<PageOf<Partial<Pump>>, ApiProblem>
  >()
  expectTypeOf(client('plant.hello')).resolves.toEqualTypeOf<Result<{ text: string }, ApiProblem>>()
  expectTypeOf(client('pumps.remove', { params: { tenant: 't', id: 'p' }, version: 1 })).resolves.toEqualTypeOf<
    Result<undefined, ApiProblem>
  >()
  expectTypeOf(client('pumps.picture', { params: { tenant: 't', id: 'p' } })).resolves.toEqualTypeOf<Result<File, ApiProblem>>()
  // @ts-expect-error the id of a route that does not exist
  await expect(client('pumps.paint')).rejects.toThrow('no route')
  // @ts-expect-error parameters are missing
  await client('pumps.show')
  // @ts-expect-error an edit says the version
  await client('pumps.remove', { params: { tenant: 't', id: 'p' } })
  // @ts-expect-error a route without version takes none
  await client('pumps.show', { params: { tenant: 't', id: 'p' }, version: 1 })
  // @ts-expect-error an unknown query
  await client('plant.hello', { query: { colour: 'red' } })
})

test('a table of handlers is complete', () => {
  type Routes = Pick<typeof SAMPLE_ROUTES, 'plant.hello' | 'pumps.list'>
  const hello: HandlerOf<Routes['plant.hello'], null> = async (_context, { query }) => ({ ok: true, value: { text: String(query.times) } })
  const list: HandlerOf<Routes['pumps.list'], null> = async (_context, { params }) => ({ ok: true, value: params.tenant === 'x' ? [] : [] })
  expectTypeOf({ 'plant.hello': hello, 'pumps.list': list }).toExtend<HandlersOf<Routes, null>>()
  expectTypeOf({ 'plant.hello': hello }).not.toExtend<HandlersOf<Routes, null>>()
})

test('a failing network is a problem, and values that no path can carry', async () => {
  expect(await client('plant.hello')).toMatchObject({ ok: false, problem: { code: 'environment' } })
  expect(await client('pumps.show', { params: { tenant: 't', id: '..' } })).toMatchObject({ ok: false, problem: { code: 'bad-request' } })
})
