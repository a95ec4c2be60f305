import { z } from 'zod'
import { Id, Line } from '@caponier/core/company/primitives'
import { route } from './route.ts'
import { TextUpTo } from './text.ts'

export const Pump = z
  .strictObject({
    id: Id,
    version: z.int().min(1),
    name: Line,
    note: TextUpTo(2_000).nullable(),
    state: z.enum(['running', 'standing', 'broken']),
    due: z.iso.date().nullable(),
    weight: z.number().nullable(),
    tags: z.array(Line),
    seen: z.iso.datetime().nullable(),
    spare: z.boolean(),
  })
  .meta({ id: 'Pump', description: 'A pump of the test.' })
export type Pump = z.infer<typeof Pump>

export const NewPump = Pump.omit({ version: true }).meta({ id: 'NewPump' })

const inTenant = z.object({ tenant: Id })
const one = z.object({ tenant: Id, id: Id })

/** A small table with every kind of route; the kit and the server are tested on it. */
export const SAMPLE_ROUTES = {
  'plant.hello': route({
    id: 'plant.hello',
    slice: 'access',
    method: 'GET',
    path: '/api/hello',
    summary: 'Says hello',
    access: { kind: 'public' },
    query: z.object({
      times: z.int().min(1).max(3).optional(),
      loud: z.boolean().optional(),
      names: z.array(z.string().max(20)).optional(),
    }),
    returns: 'json',
    out: z.strictObject({ text: z.string() }),
    example: { out: { text: 'hello' } },
  }),
  'pumps.list': route({
    id: 'pumps.list',
    slice: 'assets',
    method: 'GET',
    path: '/api/tenants/{tenant}/pumps',
    summary: 'Lists pumps',
    access: { kind: 'permission', permission: 'assets.read' },
    params: inTenant,
    query: z.object({ site: Id.optional() }),
    returns: 'list',
    out: Pump,
    list: {
      fields: {
        id: 'word',
        name: 'text',
        note: 'text',
        state: 'word',
        due: 'date',
        weight: 'number',
        tags: 'words',
        seen: 'instant',
        spare: 'flag',
      },
      key: 'id',
      sort: 'name',
      maxLimit: 100,
    },
  }),
  'pumps.show': route({
    id: 'pumps.show',
    slice: 'assets',
    method: 'GET',
    path: '/api/tenants/{tenant}/pumps/{id}',
    summary: 'Shows a pump',
    access: { kind: 'permission', permission: 'assets.read' },
    params: one,
    returns: 'json',
    out: Pump,
  }),
  'pumps.add': route({
    id: 'pumps.add',
    slice: 'assets',
    method: 'POST',
    path: '/api/tenants/{tenant}/pumps',
    summary: 'Adds a pump',
    access: { kind: 'permission', permission: 'assets.write' },
    params: inTenant,
    body: NewPump,
    returns: 'json',
    out: Pump,
    status: 201,
    repeatable: true,
    errors: ['conflict'],
  }),
  'pumps.edit': route({
    id: 'pumps.edit',
    slice: 'assets',
    method: 'PATCH',
    path: '/api/tenants/{tenant}/pumps/{id}',
    summary: 'Edits a pump',
    access: { kind: 'permission', permission: 'assets.write' },
    params: one,
    body: NewPump.omit({ id: true }).partial(),
    returns: 'json',
    out: Pump,
    edits: true,
  }),
  'pumps.remove': route({
    id: 'pumps.remove',
    slice: 'assets',
    method: 'DELETE',
    path: '/api/tenants/{tenant}/pumps/{id}',
    summary: 'Removes a pump',
    access: { kind: 'permission', permission: 'assets.write' },
    params: one,
    returns: 'empty',
    edits: true,
  }),
  'pumps.picture': route({
    id: 'pumps.picture',
    slice: 'assets',
    method: 'GET',
    path: '/api/tenants/{tenant}/pumps/{id}/picture',
    summary: 'The picture of a pump',
    access: { kind: 'permission', permission: 'assets.read' },
    params: one,
    returns: 'file',
  }),
  'pumps.put-picture': route({
    id: 'pumps.put-picture',
    slice: 'assets',
    method: 'PUT',
    path: '/api/tenants/{tenant}/pumps/{id}/picture',
    summary: 'Stores the picture of a pump',
    access: { kind: 'permission', permission: 'assets.write' },
    params: one,
    accepts: 'bytes',
    maxBytes: 100_000,
    returns: 'json',
    out: z.strictObject({ size: z.int(), mediaType: z.string() }),
  }),
  'plant.events': route({
    id: 'plant.events',
    slice: 'activity',
    method: 'GET',
    path: '/api/tenants/{tenant}/events',
    summary: 'Tells what changes',
    access: { kind: 'member' },
    params: inTenant,
    returns: 'events',
  }),
} as const

/** A pump with everything usual but what is given. */
export const pump = (given: Partial<Pump> & { readonly id: string }): Pump => ({
  version: 1,
  name: `Pump ${given.id}`,
  note: null,
  state: 'running',
  due: null,
  weight: null,
  tags: [],
  seen: null,
  spare: false,
  ...given,
})
