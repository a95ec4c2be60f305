import type { Result } from '@caponier/core'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { MemberContext } from '../context.ts'
import { evidenceSliceHandlers } from './handlers.ts'

export const LINE = 'zone:gersthofen-line-1'
export const WINDING = 'zone:brescia-winding'
export const SYSTEM = 'iec62443-3-3:2013'

export function need<T>(result: Result<T, ApiProblem>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

export function problem<T>(result: Result<T, ApiProblem>): ApiProblem {
  if (result.ok) throw new Error(`expected a problem, got ${JSON.stringify(result.value)}`)
  return result.problem
}

export const streamOf = (content: string | Uint8Array): ReadableStream<Uint8Array> =>
  new Blob([typeof content === 'string' ? content : new Uint8Array(content)]).stream()

type Call<Id extends keyof typeof evidenceSliceHandlers> = Parameters<(typeof evidenceSliceHandlers)[Id]>[1]

/** The routes of the slice as a caller in a tenant uses them. */
export function evidenceFor(context: MemberContext) {
  const { tenant } = context
  const nothing = { query: undefined, body: undefined, version: undefined }
  return {
    list: () => evidenceSliceHandlers['evidence.list'](context, { ...nothing, params: { tenant } }),
    show: (id: string) => evidenceSliceHandlers['evidence.show'](context, { ...nothing, params: { tenant, id } }),
    history: (id: string) => evidenceSliceHandlers['evidence.history'](context, { ...nothing, params: { tenant, id } }),
    replace: (id: string, version: number, body: Call<'evidence.replace'>['body']) =>
      evidenceSliceHandlers['evidence.replace'](context, { ...nothing, params: { tenant, id }, body, version }),
    remove: (id: string, version: number) =>
      evidenceSliceHandlers['evidence.remove'](context, { ...nothing, params: { tenant, id }, version }),
    add: (query: Call<'evidence.add'>['query'], content: string | Uint8Array = 'a line of text\n') =>
      evidenceSliceHandlers['evidence.add'](context, { params: { tenant }, query, body: streamOf(content), version: undefined }),
    refer: (body: Call<'evidence.refer'>['body']) =>
      evidenceSliceHandlers['evidence.refer'](context, { ...nothing, params: { tenant }, body }),
    upload: (id: string, version: number, name: string, content: string | Uint8Array) =>
      evidenceSliceHandlers['evidence.upload'](context, { params: { tenant, id }, query: { name }, body: streamOf(content), version }),
    renew: (id: string, query: Call<'evidence.renew'>['query'], content: string | Uint8Array) =>
      evidenceSliceHandlers['evidence.renew'](context, { params: { tenant, id }, query, body: streamOf(content), version: undefined }),
    files: (id: string) => evidenceSliceHandlers['evidence.files'](context, { ...nothing, params: { tenant, id } }),
    download: (id: string, query: Call<'evidence.download'>['query'] = {}) =>
      evidenceSliceHandlers['evidence.download'](context, { params: { tenant, id }, query, body: undefined, version: undefined }),
    controls: () => evidenceSliceHandlers['controls.list'](context, { ...nothing, params: { tenant } }),
    addControl: (body: Call<'controls.add'>['body']) =>
      evidenceSliceHandlers['controls.add'](context, { ...nothing, params: { tenant }, body }),
    setStatus: (id: string, version: number, body: Call<'controls.status'>['body']) =>
      evidenceSliceHandlers['controls.status'](context, { ...nothing, params: { tenant, id }, body, version }),
    links: (query: Call<'links.list'>['query'] = {}) =>
      evidenceSliceHandlers['links.list'](context, { params: { tenant }, query, body: undefined, version: undefined }),
    attach: (body: Call<'links.attach'>['body']) =>
      evidenceSliceHandlers['links.attach'](context, { ...nothing, params: { tenant }, body }),
    detach: (body: Call<'links.detach'>['body']) =>
      evidenceSliceHandlers['links.detach'](context, { ...nothing, params: { tenant }, body }),
  }
}

export async function textOf(bytes: Uint8Array | ReadableStream<Uint8Array>): Promise<string> {
  return new Response(bytes instanceof Uint8Array ? new Uint8Array(bytes) : bytes).text()
}
