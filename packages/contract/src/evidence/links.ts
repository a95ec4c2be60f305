import { z } from 'zod'
import { CalendarDate, FrameworkKey, Id, RequirementId, SubjectRef } from '@caponier/core/company/primitives'
import { TenantParams } from '../access/tenant-params.ts'
import { MovedNumbers } from '../assessment/cells.ts'
import { route } from '../kit/route.ts'

/** A link as it stands: controls and evidence hang on (subject, requirement), not on one version of the answer (rule 2). */
const LinkOut = z.strictObject({
  id: z.string(),
  version: z.int(),
  subject: SubjectRef,
  subjectName: z.string(),
  framework: FrameworkKey,
  requirements: z.array(z.strictObject({ id: RequirementId, title: z.string() })),
  controls: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  evidence: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  target: z.enum(['partly', 'met', 'compensated']).nullable(),
  from: CalendarDate.nullable(),
  until: CalendarDate.nullable(),
  attachable: z.boolean().meta({ description: 'The caller may attach and detach evidence here.' }),
})

const Cells = z.strictObject({
  subject: SubjectRef,
  framework: FrameworkKey,
  requirements: z.array(RequirementId).min(1).max(500),
  controls: z.array(Id).max(200).optional(),
  evidence: z.array(Id).max(200).optional(),
})

/**
 * Controls need `controls.write` for the subject, evidence `evidence.write`; a delegated question takes evidence from whom it is
 * delegated to.
 */
const write = { kind: 'permission', permission: 'evidence.write-own' } as const

/** What one call did to links. */
const Relinked = { moved: MovedNumbers }

export const linkRoutes = {
  'links.list': route({
    id: 'links.list',
    slice: 'evidence',
    method: 'GET',
    path: '/api/tenants/{tenant}/links',
    summary: 'Links in force of a subject, a requirement, a control or a piece of evidence',
    access: { kind: 'permission', permission: 'controls.read' },
    params: TenantParams,
    query: z.object({
      subject: SubjectRef.optional(),
      framework: FrameworkKey.optional(),
      requirement: RequirementId.optional(),
      control: Id.optional(),
      evidence: Id.optional(),
    }),
    returns: 'list',
    out: LinkOut,
    list: {
      key: 'id',
      sort: 'subjectName,framework',
      maxLimit: 5_000,
      fields: {
        id: 'word',
        subject: 'word',
        subjectName: 'text',
        framework: 'word',
        target: 'word',
        from: 'date',
        until: 'date',
        attachable: 'flag',
      },
    },
  }),
  'links.attach': route({
    id: 'links.attach',
    slice: 'evidence',
    method: 'POST',
    path: '/api/tenants/{tenant}/links/attach',
    summary: 'Hangs controls or evidence on requirements of a subject, from today',
    access: write,
    params: TenantParams,
    body: Cells.extend({ target: z.enum(['partly', 'met', 'compensated']).optional() }),
    returns: 'json',
    out: z.strictObject({
      links: z.array(z.string()).meta({ description: 'New links; empty where all of it was linked already.' }),
      ...Relinked,
    }),
    status: 201,
    repeatable: true,
    example: {
      body: { subject: 'zone:line-3', framework: 'iec62443-3-3:2013', requirements: ['SR 5.2'], controls: ['cell-firewall-line-3'] },
    },
  }),
  'links.detach': route({
    id: 'links.detach',
    slice: 'evidence',
    method: 'POST',
    path: '/api/tenants/{tenant}/links/detach',
    summary: 'Takes controls or evidence off requirements of a subject; the past keeps that they were there',
    access: write,
    params: TenantParams,
    body: Cells,
    returns: 'json',
    repeatable: true,
    out: z.strictObject({ detached: z.int().min(0).meta({ description: 'Links that were ended or narrowed.' }), ...Relinked }),
  }),
}
