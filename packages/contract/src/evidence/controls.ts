import { z } from 'zod'
import { CalendarDate, FrameworkKey, RequirementId, SubjectRef } from '@caponier/core/company/primitives'
import { Control } from '@caponier/core/company/assessment'
import { ObjectParams, TenantParams } from '../access/tenant-params.ts'
import { MovedNumbers } from '../assessment/cells.ts'
import { named, objectRoutes } from '../company/object-routes.ts'
import { Count, rowBase, rowOwner } from '../company/object-schemas.ts'
import { route } from '../kit/route.ts'

export const ControlState = z.enum(['proposed', 'planned', 'operating', 'retired'])

export const ControlRow = z
  .strictObject({
    ...rowBase,
    name: z.string(),
    description: z.string().nullable(),
    status: ControlState.meta({ description: 'In force today.' }),
    due: CalendarDate.nullable(),
    overdue: z.boolean(),
    uses: Count.meta({ description: 'Requirements of subjects that it answers.' }),
    subjects: Count,
    evidence: Count.meta({ description: 'Pieces of evidence linked to the same requirements.' }),
    ...rowOwner,
  })
  .meta({ id: 'ControlRow' })

const doc = Control.meta({ id: 'Control' })
const Draft = Control.partial({ id: true })

const example = { name: 'Cell firewall line 3', status: 'planned' as const, due: '2027-02-28' }

const objects = objectRoutes({
  prefix: 'controls',
  slice: 'evidence',
  noun: { one: 'control', many: 'controls' },
  read: 'controls.read',
  write: 'controls.write',
  doc,
  draft: Draft,
  row: ControlRow,
  list: {
    key: 'id',
    sort: 'due,name',
    fields: {
      id: 'word',
      name: 'text',
      description: 'text',
      status: 'word',
      due: 'date',
      overdue: 'flag',
      uses: 'number',
      subjects: 'number',
      evidence: 'number',
      owner: 'word',
      ownerName: 'text',
    },
  },
  example: { draft: example, doc: { id: 'cell-firewall-line-3', ...example } },
})

const write = { kind: 'permission', permission: 'controls.write' } as const

/** Controls: measures that exist or are planned; one control can answer many requirements on many subjects. */
export const controlRoutes = {
  ...objects,
  ...named('controls', {
    add: route({
      id: 'controls.add',
      slice: 'evidence',
      method: 'POST',
      path: '/api/tenants/{tenant}/controls/linked',
      summary: 'Adds a control and links it to requirements of a subject in one step; it belongs to where it is linked',
      access: write,
      params: TenantParams,
      body: z.strictObject({
        control: Draft,
        subject: SubjectRef,
        framework: FrameworkKey,
        requirements: z.array(RequirementId).min(1).max(500),
        target: z.enum(['partly', 'met', 'compensated']).optional(),
      }),
      returns: 'json',
      status: 201,
      location: '/api/tenants/{tenant}/controls/{id}',
      repeatable: true,
      out: z.strictObject({ id: z.string(), version: z.int().min(1), links: z.array(z.string()), moved: MovedNumbers }),
      errors: ['conflict'],
      example: {
        body: { control: example, subject: 'zone:line-3', framework: 'iec62443-3-3:2013', requirements: ['SR 5.2'] },
      },
    }),
    status: route({
      id: 'controls.status',
      slice: 'evidence',
      method: 'POST',
      path: '/api/tenants/{tenant}/controls/{id}/status',
      summary: 'Gives a control another status from a day on; what was before is kept',
      access: write,
      params: ObjectParams,
      body: z.strictObject({ state: ControlState, from: CalendarDate.optional().meta({ description: 'Today when absent.' }) }),
      edits: true,
      returns: 'json',
      repeatable: true,
      out: z.strictObject({ id: z.string(), version: z.int().min(1), doc, moved: MovedNumbers }),
      errors: ['conflict'],
      example: { body: { state: 'operating' } },
    }),
  }),
}
