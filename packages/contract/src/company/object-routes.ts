import { CalendarDate, Id } from '@caponier/core/company/primitives'
import { z } from 'zod'
import { ObjectParams, TenantParams } from '../access/tenant-params.ts'
import type { Permission } from '../access/roles.ts'
import type { ListSpec } from '../kit/list-spec.ts'
import { ProblemIssue } from '../kit/problem.ts'
import { route, type RouteShape, type SliceName } from '../kit/route.ts'
import { RowVersion } from '../kit/row-version.ts'
import { Archiving, BulkOutcome, ObjectVersion } from './object-schemas.ts'

/** Most items of one bulk call. More than that is an import. */
export const BULK_LIMIT = 1_000

/** The grammar of a past, newest first. */
const HISTORY_LIST: ListSpec = {
  key: 'n',
  sort: '-n',
  fields: {
    n: 'number',
    version: 'number',
    provenance: 'word',
    changedAt: 'instant',
    changedBy: 'text',
    endedAt: 'instant',
    endedBy: 'text',
    removed: 'flag',
  },
}

/** Gives every route of a table its name with the prefix before it: `list` becomes `zones.list`. */
export function named<const Prefix extends string, Verbs extends Readonly<Record<string, RouteShape>>>(
  prefix: Prefix,
  verbs: Verbs,
): { readonly [V in keyof Verbs & string as `${Prefix}.${V}`]: Verbs[V] } {
  return Object.fromEntries(Object.entries(verbs).map(([verb, one]) => [`${prefix}.${verb}`, one])) as {
    readonly [V in keyof Verbs & string as `${Prefix}.${V}`]: Verbs[V]
  }
}

/** What is said about a kind of object to get its routes. */
export interface ObjectRouteSpec<
  Prefix extends string,
  Read extends Permission,
  Write extends Permission,
  Doc extends z.ZodType,
  Draft extends z.ZodType,
  Row extends z.ZodObject,
> {
  /** Plural in ids and path, e.g. `zones`. */
  readonly prefix: Prefix
  readonly slice: SliceName
  /** Words of the summaries. */
  readonly noun: { readonly one: string; readonly many: string }
  readonly read: Read
  readonly write: Write
  /** The object as in the workspace document. */
  readonly doc: Doc
  /** The same as it is created: without an id the server makes one from the name. */
  readonly draft: Draft
  readonly row: Row
  readonly list: ListSpec
  readonly example: { readonly draft: z.input<Draft>; readonly doc: z.input<Doc> }
}

/**
 * The routes of one kind of object: list, show, create, replace, archive, remove, history and bulk, with exact types. Edits need
 * `If-Match`; what others refer to cannot be removed, only ended.
 */
export function objectRoutes<
  const Prefix extends string,
  const Read extends Permission,
  const Write extends Permission,
  Doc extends z.ZodType,
  Draft extends z.ZodType,
  Row extends z.ZodObject,
>(spec: ObjectRouteSpec<Prefix, Read, Write, Doc, Draft, Row>) {
  const { prefix, slice, noun, doc, draft, row } = spec
  const path = `/api/tenants/{tenant}/${prefix}`
  const read = { kind: 'permission', permission: spec.read } as const
  const write = { kind: 'permission', permission: spec.write } as const
  const written = z.strictObject({
    id: z.string(),
    version: z.int().min(1),
    doc,
    warnings: z.array(ProblemIssue).meta({ description: 'Worth a look, but no reason to refuse.' }),
  })
  const example = { id: exampleId(spec.example.doc), version: 1, doc: spec.example.doc, warnings: [] }
  return named(prefix, {
    list: route({
      id: `${prefix}.list`,
      slice,
      method: 'GET',
      path,
      summary: `Lists ${noun.many}`,
      access: read,
      params: TenantParams,
      returns: 'list',
      steady: true,
      out: row,
      list: spec.list,
    }),
    show: route({
      id: `${prefix}.show`,
      slice,
      method: 'GET',
      path: `${path}/{id}`,
      summary: `Shows one ${noun.one} with its version and its row`,
      access: read,
      params: ObjectParams,
      returns: 'json',
      out: z.strictObject({ id: z.string(), version: z.int().min(1), doc, row, writable: z.boolean() }),
    }),
    create: route({
      id: `${prefix}.create`,
      slice,
      method: 'POST',
      path,
      summary: `Adds one ${noun.one}; without an id it is made from the name`,
      access: write,
      params: TenantParams,
      body: draft,
      returns: 'json',
      out: written,
      status: 201,
      location: `${path}/{id}`,
      repeatable: true,
      errors: ['conflict'],
      example: { body: spec.example.draft, out: example },
    }),
    replace: route({
      id: `${prefix}.replace`,
      slice,
      method: 'PUT',
      path: `${path}/{id}`,
      summary: `Replaces one ${noun.one}`,
      access: write,
      params: ObjectParams,
      body: doc,
      returns: 'json',
      out: written,
      edits: true,
      errors: ['conflict'],
      example: { body: spec.example.doc, out: { ...example, version: 2 } },
    }),
    archive: route({
      id: `${prefix}.archive`,
      slice,
      method: 'POST',
      path: `${path}/{id}/archive`,
      summary: `Ends one ${noun.one} on a day; it stays with its answers and its past`,
      access: write,
      params: ObjectParams,
      body: Archiving,
      returns: 'json',
      repeatable: true,
      out: written,
      edits: true,
      errors: ['conflict'],
      example: { body: { until: '2026-12-31' } },
    }),
    remove: route({
      id: `${prefix}.remove`,
      slice,
      method: 'DELETE',
      path: `${path}/{id}`,
      summary: `Removes one ${noun.one} that nothing refers to; its past is kept`,
      access: write,
      params: ObjectParams,
      returns: 'empty',
      edits: true,
      errors: ['conflict'],
    }),
    history: route({
      id: `${prefix}.history`,
      slice,
      method: 'GET',
      path: `${path}/{id}/history`,
      summary: `Every version of one ${noun.one}, newest first`,
      access: read,
      params: ObjectParams,
      returns: 'list',
      out: ObjectVersion,
      list: HISTORY_LIST,
    }),
    bulk: route({
      id: `${prefix}.bulk`,
      slice,
      method: 'POST',
      path: `${path}/bulk`,
      summary: `Adds, replaces, ends or removes many ${noun.many}: all of them or none`,
      access: write,
      params: TenantParams,
      body: z.strictObject({
        dryRun: z.boolean().optional().meta({ description: 'Only say what would happen.' }),
        items: z
          .array(
            z.discriminatedUnion('action', [
              z.strictObject({ action: z.literal('create'), doc: draft }),
              z.strictObject({ action: z.literal('replace'), id: Id, version: RowVersion, doc }),
              z.strictObject({ action: z.literal('archive'), id: Id, version: RowVersion, until: CalendarDate }),
              z.strictObject({ action: z.literal('remove'), id: Id, version: RowVersion }),
            ]),
          )
          .min(1)
          .max(BULK_LIMIT),
      }),
      returns: 'json',
      out: BulkOutcome,
      repeatable: true,
      errors: ['conflict'],
      example: { body: { dryRun: true, items: [{ action: 'create', doc: spec.example.draft }] } },
    }),
  })
}

const exampleId = (doc: unknown): string => {
  const id = typeof doc === 'object' && doc !== null && 'id' in doc ? doc.id : undefined
  return typeof id === 'string' ? id : 'example'
}
