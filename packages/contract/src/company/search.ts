import { z } from 'zod'
import { TenantParams } from '../access/tenant-params.ts'
import { route } from '../kit/route.ts'

/** Kinds of object that are found by their name. */
export const FOUND_KINDS = [
  'site',
  'zone',
  'conduit',
  'suc',
  'network',
  'asset',
  'asset-type',
  'supplier',
  'product',
  'person',
  'entity',
  'control',
  'evidence',
] as const

export const FoundObject = z
  .strictObject({
    kind: z.enum(FOUND_KINDS),
    id: z.string(),
    name: z.string(),
    where: z.string().nullable().meta({ description: 'Name of the site that it stands in, where it stands in one.' }),
    also: z.string().nullable().meta({ description: 'What matched beside name and id, e.g. an address.' }),
  })
  .meta({ id: 'FoundObject' })

export const searchRoutes = {
  'company.search': route({
    id: 'company.search',
    slice: 'company',
    method: 'GET',
    path: '/api/tenants/{tenant}/search',
    summary: 'Find what stands in the organisation by words of its name, its id or an address',
    access: { kind: 'member' },
    params: TenantParams,
    query: z.object({ q: z.string().min(1).max(200), limit: z.coerce.number().int().min(1).max(100).default(20) }),
    returns: 'json',
    out: z.strictObject({ total: z.int(), hits: z.array(FoundObject) }),
    example: {
      out: {
        total: 1,
        hits: [{ kind: 'zone', id: 'winding-line-3', name: 'Winding line 3', where: 'Main plant', also: null }],
      },
    },
  }),
}
