import { z } from 'zod'
import { Id, Line } from '@caponier/core/company/primitives'
import { route } from '../kit/route.ts'
import { JsonValue } from '../kit/json-value.ts'

const Uuid = z.uuid()
/** Name of a list, as its screen gives it. */
const ListName = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'lower-case words joined by hyphens')

/** Filters, order and columns of a list under a name. The content is the screen's; the server keeps it. */
export const SavedView = z
  .strictObject({
    id: Uuid,
    list: z.string(),
    name: z.string(),
    shared: z.boolean(),
    mine: z.boolean(),
    owner: z.string().nullable(),
    content: z.record(z.string(), JsonValue),
    version: z.int().min(1),
  })
  .meta({ id: 'SavedView' })
export type SavedView = z.infer<typeof SavedView>

export const ViewInput = z
  .strictObject({
    name: Line.max(120),
    shared: z.boolean(),
    content: z
      .record(z.string().max(60), JsonValue)
      .refine((content) => JSON.stringify(content).length <= 20_000, 'a view holds at most 20,000 characters')
      .refine((content) => !JSON.stringify(content).includes('\\u0000'), 'NUL characters are not allowed'),
  })
  .meta({ id: 'ViewInput' })

const PATH = '/api/tenants/{tenant}/views'
const access = { kind: 'permission', permission: 'views.write' } as const

export const viewsRoutes = {
  // No list of the grammar: the few views that a person keeps of one list, bounded when they are added.
  'views.list': route({
    id: 'views.list',
    slice: 'assessment',
    method: 'GET',
    path: PATH,
    summary: "One's own views of a list and those that are shared",
    access,
    params: z.object({ tenant: Id }),
    query: z.object({ list: ListName }),
    returns: 'json',
    out: z.strictObject({ views: z.array(SavedView) }),
  }),
  'views.add': route({
    id: 'views.add',
    slice: 'assessment',
    method: 'POST',
    path: PATH,
    summary: 'Saves a view',
    access,
    params: z.object({ tenant: Id }),
    body: ViewInput.extend({ list: ListName }),
    returns: 'json',
    out: SavedView,
    status: 201,
    repeatable: true,
  }),
  'views.replace': route({
    id: 'views.replace',
    slice: 'assessment',
    method: 'PUT',
    path: `${PATH}/{id}`,
    summary: "Replaces one's own view",
    access,
    params: z.object({ tenant: Id, id: Uuid }),
    body: ViewInput,
    returns: 'json',
    out: SavedView,
    edits: true,
    errors: ['stale-version'],
  }),
  'views.remove': route({
    id: 'views.remove',
    slice: 'assessment',
    method: 'DELETE',
    path: `${PATH}/{id}`,
    summary: "Removes one's own view",
    access,
    params: z.object({ tenant: Id, id: Uuid }),
    returns: 'empty',
    edits: true,
    errors: ['stale-version'],
  }),
} as const
