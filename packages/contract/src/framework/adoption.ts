import { z } from 'zod'
import { CalendarDate, FrameworkKey, Prose } from '@caponier/core/company/primitives'
import { TenantParams } from '../access/tenant-params.ts'
import { route } from '../kit/route.ts'
import { ThreeOut } from '../position/shapes.ts'

const Params = TenantParams.extend({ framework: FrameworkKey })

const Adopted = z.strictObject({
  key: z.string(),
  title: z.string(),
  adopted: z.boolean(),
  always: z.boolean().meta({ description: 'Evaluated always: NIS2 duties and 2024/2690.' }),
  since: z.string().nullable(),
  reason: z.string().nullable(),
  version: z.int().nullable(),
  answers: z.int().meta({ description: 'Answered cells; they stay when a framework is dropped.' }),
})

/** What adopting or dropping would move, before anything is stored. */
const Preview = z.strictObject({
  framework: z.string(),
  measures: z.array(z.strictObject({ entity: z.string(), ref: z.string(), before: ThreeOut, after: ThreeOut })),
  duties: z.array(z.strictObject({ duty: z.string(), before: z.string(), after: z.string() })).meta({
    description: 'Duties whose kind (answered, partly, carried) would change.',
  }),
  replaces: z
    .strictObject({
      framework: z.string(),
      waiting: z.int().min(0).meta({ description: 'Answers of that edition: kept, and counting again when it is adopted again.' }),
      counterparts: z
        .array(z.strictObject({ from: z.string(), to: z.array(z.string()), relation: z.string(), answers: z.int().min(0) }))
        .meta({ description: 'Its requirements with those of the new edition that take their place, and the answers at each.' }),
    })
    .nullable()
    .meta({ description: 'The adopted edition whose place this one would take: only one edition of 2-1 counts.' }),
  counting: z.int().min(0).meta({ description: 'Answers of this framework that count from adopting on, or no longer from dropping on.' }),
})

export const adoptionRoutes = {
  // No list of the grammar: as many rows as frameworks are shipped.
  'frameworks.list': route({
    id: 'frameworks.list',
    slice: 'framework',
    method: 'GET',
    path: '/api/tenants/{tenant}/frameworks',
    summary: 'Frameworks with what this organisation has adopted',
    access: { kind: 'permission', permission: 'frameworks.read' },
    params: TenantParams,
    returns: 'json',
    out: z.strictObject({ frameworks: z.array(Adopted) }),
  }),
  'frameworks.preview': route({
    id: 'frameworks.preview',
    slice: 'framework',
    method: 'GET',
    path: '/api/tenants/{tenant}/frameworks/{framework}/preview',
    summary: 'What adopting or dropping this framework would move',
    access: { kind: 'permission', permission: 'frameworks.adopt' },
    params: Params,
    returns: 'json',
    out: Preview,
  }),
  'frameworks.adopt': route({
    id: 'frameworks.adopt',
    slice: 'framework',
    method: 'PUT',
    path: '/api/tenants/{tenant}/frameworks/{framework}',
    summary: 'Adopt a framework, instead of its other edition where that is named; its answers count from now on',
    access: { kind: 'permission', permission: 'frameworks.adopt' },
    params: Params,
    body: z.strictObject({
      since: CalendarDate.optional(),
      reason: Prose.optional(),
      instead: FrameworkKey.optional().meta({
        description: 'The adopted edition whose place this one takes, in one act; its answers are kept.',
      }),
    }),
    returns: 'json',
    out: Adopted,
    errors: ['conflict'],
  }),
  'frameworks.drop': route({
    id: 'frameworks.drop',
    slice: 'framework',
    method: 'DELETE',
    path: '/api/tenants/{tenant}/frameworks/{framework}',
    summary: 'Drop a framework; its answers are kept and count again when it is adopted again',
    access: { kind: 'permission', permission: 'frameworks.adopt' },
    params: Params,
    returns: 'empty',
  }),
}
