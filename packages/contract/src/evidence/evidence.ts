import { z } from 'zod'
import { CalendarDate, FrameworkKey, Id, Line, RequirementId, SubjectRef } from '@caponier/core/company/primitives'
import { Evidence } from '@caponier/core/company/assessment'
import { ObjectParams, TenantParams } from '../access/tenant-params.ts'
import { MovedNumbers } from '../assessment/cells.ts'
import { named, objectRoutes } from '../company/object-routes.ts'
import { Count, rowBase, rowOwner } from '../company/object-schemas.ts'
import { route } from '../kit/route.ts'

/** Largest file of a piece of evidence, in bytes. */
export const EVIDENCE_MAX_BYTES = 200 * 1024 * 1024

const Validity = z.enum(['valid', 'expired', 'future'])

export const EvidenceRow = z
  .strictObject({
    ...rowBase,
    name: z.string(),
    kind: z.string().nullable(),
    validity: Validity.meta({ description: 'On the day of the request.' }),
    effective: CalendarDate,
    validUntil: CalendarDate.nullable(),
    daysLeft: z
      .int()
      .nullable()
      .meta({ description: 'Until the last day on which it proves something; negative when past; null = open end.' }),
    confidentiality: z.string(),
    file: z.string().nullable(),
    sha256: z.string().nullable(),
    hasFile: z.boolean().meta({ description: 'The bytes are in the store, not only their name.' }),
    readable: z.boolean().meta({ description: 'The caller may open the file.' }),
    uses: Count.meta({ description: 'Requirements of subjects that it proves.' }),
    subjects: Count,
    ...rowOwner,
  })
  .meta({ id: 'EvidenceRow' })

const example = { name: 'Firewall export, line 3', kind: 'configuration' as const, effective: '2026-10-12', validUntil: '2027-10-12' }

const objects = objectRoutes({
  prefix: 'evidence',
  slice: 'evidence',
  noun: { one: 'piece of evidence', many: 'evidence' },
  read: 'evidence.read',
  write: 'evidence.write',
  doc: Evidence.meta({ id: 'Evidence' }),
  draft: Evidence.partial({ id: true }),
  row: EvidenceRow,
  list: {
    key: 'id',
    sort: 'validUntil,name',
    fields: {
      id: 'word',
      name: 'text',
      kind: 'word',
      validity: 'word',
      effective: 'date',
      validUntil: 'date',
      daysLeft: 'number',
      confidentiality: 'word',
      file: 'text',
      sha256: 'word',
      hasFile: 'flag',
      uses: 'number',
      subjects: 'number',
      owner: 'word',
      ownerName: 'text',
    },
  },
  example: { draft: example, doc: { id: 'firewall-export-line-3', ...example } },
})

/** A file with its hash, as stored. */
export const EvidenceFileOut = z
  .strictObject({
    sha256: z.string(),
    name: z.string(),
    size: z.int().min(0).meta({ description: 'Bytes.' }),
    mediaType: z.string().meta({ description: 'As recognised from the content.' }),
    uploadedAt: z.string(),
    shown: z.boolean().meta({ description: 'Can be shown in the browser without danger.' }),
  })
  .meta({ id: 'EvidenceFile' })
export type EvidenceFileOut = z.infer<typeof EvidenceFileOut>

const write = { kind: 'permission', permission: 'evidence.write' } as const
/** Roles with the whole permission at the place, the owner, and who brought the file. */
const own = { kind: 'permission', permission: 'evidence.write-own' } as const

/** As the sender calls it; folders and what a name may not hold are taken out. */
const FileName = z.string().min(1).max(1_000)
const { kind, confidentiality } = Evidence.shape

/** Evidence that lies elsewhere: `file` says where. */
const Reference = Evidence.pick({
  name: true,
  kind: true,
  effective: true,
  validUntil: true,
  file: true,
  owner: true,
  confidentiality: true,
})
  .partial({ effective: true })
  .meta({ id: 'EvidenceReference' })

/** Evidence, its files, and one step from a dropped file to a proven requirement. */
export const evidenceRoutes = {
  ...objects,
  ...named('evidence', {
    add: route({
      id: 'evidence.add',
      slice: 'evidence',
      method: 'POST',
      path: '/api/tenants/{tenant}/evidence/files',
      summary: 'Takes a file as new evidence, and links it when a subject and requirements are named',
      access: own,
      params: TenantParams,
      query: z.object({
        name: FileName.meta({ description: 'Name of the file.' }),
        title: Line.optional().meta({ description: 'Name of the evidence; that of the file when absent.' }),
        kind,
        effective: CalendarDate.optional().meta({ description: 'Today when absent.' }),
        validUntil: CalendarDate.optional(),
        confidentiality,
        owner: Id.optional().meta({ description: 'The person that the caller is, when absent and known.' }),
        subject: SubjectRef.optional(),
        framework: FrameworkKey.optional(),
        requirement: z.array(RequirementId).max(100).optional(),
      }),
      accepts: 'bytes',
      maxBytes: EVIDENCE_MAX_BYTES,
      returns: 'json',
      repeatable: true,
      status: 201,
      location: '/api/tenants/{tenant}/evidence/{id}',
      out: z.strictObject({
        id: z.string(),
        version: z.int(),
        file: EvidenceFileOut,
        links: z.array(z.string()),
        moved: MovedNumbers,
      }),
      errors: ['too-large'],
    }),
    refer: route({
      id: 'evidence.refer',
      slice: 'evidence',
      method: 'POST',
      path: '/api/tenants/{tenant}/evidence/linked',
      summary: 'Records evidence without a file, which says where it lies, and links it to requirements of a subject in one step',
      access: own,
      params: TenantParams,
      body: z.strictObject({
        evidence: Reference,
        subject: SubjectRef,
        framework: FrameworkKey,
        requirements: z.array(RequirementId).min(1).max(100),
      }),
      returns: 'json',
      status: 201,
      location: '/api/tenants/{tenant}/evidence/{id}',
      repeatable: true,
      out: z.strictObject({ id: z.string(), version: z.int().min(1), links: z.array(z.string()), moved: MovedNumbers }),
      example: {
        body: {
          evidence: { name: 'Restore test of 2026', file: 'Maintenance log book, page 41', effective: '2026-10-12' },
          subject: 'zone:line-3',
          framework: 'iec62443-3-3:2013',
          requirements: ['SR 7.4'],
        },
      },
    }),
    upload: route({
      id: 'evidence.upload',
      slice: 'evidence',
      method: 'PUT',
      path: '/api/tenants/{tenant}/evidence/{id}/file',
      summary: 'Gives a piece of evidence its file; a former file is kept',
      access: write,
      params: ObjectParams,
      query: z.object({ name: FileName }),
      accepts: 'bytes',
      maxBytes: EVIDENCE_MAX_BYTES,
      edits: true,
      returns: 'json',
      out: z.strictObject({ id: z.string(), version: z.int(), file: EvidenceFileOut }),
      errors: ['too-large'],
    }),
    renew: route({
      id: 'evidence.renew',
      slice: 'evidence',
      method: 'POST',
      path: '/api/tenants/{tenant}/evidence/{id}/renewals',
      summary: 'Takes a newer file as evidence for all that the former one proves; the former one keeps its dates and its past',
      access: write,
      params: ObjectParams,
      query: z.object({
        name: FileName,
        title: Line.optional().meta({ description: 'Name of the new evidence; that of the former when absent.' }),
        effective: CalendarDate.optional().meta({ description: 'Today when absent.' }),
        validUntil: CalendarDate.optional(),
      }),
      accepts: 'bytes',
      maxBytes: EVIDENCE_MAX_BYTES,
      returns: 'json',
      repeatable: true,
      status: 201,
      location: '/api/tenants/{tenant}/evidence/{id}',
      out: z.strictObject({
        id: z.string(),
        version: z.int(),
        file: EvidenceFileOut,
        links: z.array(z.string()),
        left: Count.meta({ description: 'Links of the former evidence where the caller may not link.' }),
        moved: MovedNumbers,
      }),
      errors: ['too-large'],
    }),
    files: route({
      id: 'evidence.files',
      slice: 'evidence',
      method: 'GET',
      path: '/api/tenants/{tenant}/evidence/{id}/files',
      summary: 'Files that a piece of evidence has and had, newest first',
      access: own,
      params: ObjectParams,
      returns: 'list',
      out: EvidenceFileOut,
      list: {
        key: 'sha256',
        sort: '-uploadedAt',
        fields: { sha256: 'word', name: 'text', size: 'number', mediaType: 'word', uploadedAt: 'instant', shown: 'flag' },
      },
    }),
    download: route({
      id: 'evidence.download',
      slice: 'evidence',
      method: 'GET',
      path: '/api/tenants/{tenant}/evidence/{id}/file',
      summary: 'The file of a piece of evidence; shown only where its type cannot run script',
      access: own,
      params: ObjectParams,
      query: z.object({
        sha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .optional()
          .meta({ description: 'One of its former files; the newest when absent.' }),
        save: z.boolean().optional().meta({ description: 'To be saved, not shown.' }),
      }),
      returns: 'file',
    }),
  }),
}
