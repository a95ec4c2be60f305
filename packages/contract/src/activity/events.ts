import { z } from 'zod'
import { Id } from '@caponier/core/company/primitives'
import { route } from '../kit/route.ts'

/**
 * Data of the events that the stream sends. `hello` once it stands, `changed` when something that the caller may see may be
 * different: the client fetches it again. Nothing that changed travels here.
 *
 * To who sees the whole organisation each event has an id that says up to where it tells. Whoever comes back with the last one
 * (`Last-Event-ID`) hears in `hello` whether to look at everything again (`*`) or at nothing. Others have no id, since one that moves
 * would tell that something happened elsewhere; they look at everything again.
 */
export const LiveEvent = z
  .strictObject({
    slices: z.array(z.string()).meta({ description: 'Slices to look at again, e.g. assessment; * for all.' }),
    subjects: z.array(z.string()).meta({ description: 'Subjects concerned; empty: any.' }),
    seq: z.int().nullable().meta({ description: 'Change counter; null for members who do not see the whole organisation.' }),
  })
  .meta({ id: 'LiveEvent' })
export type LiveEvent = z.infer<typeof LiveEvent>

export const eventsRoutes = {
  'tenant.events': route({
    id: 'tenant.events',
    slice: 'activity',
    method: 'GET',
    path: '/api/tenants/{tenant}/events',
    summary: 'Tells what changes while the caller looks; the stream ends after ten minutes and is asked for again',
    access: { kind: 'member' },
    params: z.object({ tenant: Id }),
    returns: 'events',
  }),
} as const
