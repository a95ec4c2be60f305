import { Id } from '@caponier/core/company/primitives'
import { z } from 'zod'
import { TenantParams } from '../access/tenant-params.ts'
import { Count } from '../company/object-schemas.ts'
import { route } from '../kit/route.ts'
import { sentence } from '../kit/sentence.ts'

/** Bounds of an upload of logs. Bigger ones are read by the command line program. */
export const ZEEK_UPLOAD = { fileBytes: 256 * 1024 * 1024, files: 100, totalBytes: 1024 * 1024 * 1024 } as const

const UploadId = z.uuid()
const UploadParams = z.object({ tenant: Id, upload: UploadId })
const FileName = z
  .string()
  .max(120)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.:+-]*$/, 'must be a plain file name')

const Counts = z.record(z.string(), Count)

const UploadOut = z.strictObject({
  upload: UploadId,
  site: Id,
  expiresAt: z.string(),
  files: z.array(z.strictObject({ name: z.string(), bytes: z.int(), sha256: z.string() })),
})

export const ZeekOutcome = z
  .strictObject({
    applied: z.boolean(),
    rowsRead: Count.meta({ description: 'rowsRead = rowsMapped + the sum of rejects.' }),
    rowsMapped: Count,
    rejects: Counts,
    meanings: z.record(z.string(), sentence()).meta({ description: 'What each reason means.' }),
    examples: z.array(z.strictObject({ file: z.string(), line: z.int(), reason: z.string() })),
    files: z.array(
      z.strictObject({
        file: z.string(),
        format: z.enum(['tsv', 'json', 'mixed', 'none']),
        closed: z.boolean(),
        rowsRead: Count,
        rowsMapped: Count,
        rejected: Count,
        problem: z.enum(['gzip-damaged', 'gzip-bomb', 'unreadable']).nullable(),
      }),
    ),
    declaredPrefixes: Count,
    addresses: z.strictObject({ observed: Count, proposed: Count, outside: Count, aside: Counts }),
    flows: z.strictObject({ observed: Count, inside: Count, external: Count, aside: Counts }),
    externalPeers: Count,
    networks: Count,
    proposals: z.strictObject({ added: Count, updated: Count, withdrawn: Count }),
  })
  .meta({ id: 'ZeekOutcome' })

const write = { kind: 'permission', permission: 'assets.write' } as const

/** Zeek conn logs of a site: opened as an upload, filled file by file, read into proposals. */
export const zeekRoutes = {
  'zeek.open': route({
    id: 'zeek.open',
    slice: 'assets',
    method: 'POST',
    path: '/api/tenants/{tenant}/zeek-uploads',
    summary: 'Opens an upload of Zeek conn logs for a site; it is kept for an hour',
    access: write,
    params: TenantParams,
    body: z.strictObject({ site: Id }),
    returns: 'json',
    repeatable: true,
    out: UploadOut,
    status: 201,
    example: { body: { site: 'main-plant' } },
  }),
  'zeek.file': route({
    id: 'zeek.file',
    slice: 'assets',
    method: 'PUT',
    path: '/api/tenants/{tenant}/zeek-uploads/{upload}/files/{name}',
    summary: 'Adds one conn log, plain or .gz',
    access: write,
    params: UploadParams.extend({ name: FileName }),
    accepts: 'bytes',
    maxBytes: ZEEK_UPLOAD.fileBytes,
    returns: 'json',
    out: UploadOut,
    errors: ['too-large', 'unsupported-media', 'gone', 'conflict'],
  }),
  'zeek.read': route({
    id: 'zeek.read',
    slice: 'assets',
    method: 'POST',
    path: '/api/tenants/{tenant}/zeek-uploads/{upload}/read',
    summary: 'Reads the logs and renews the proposals of the site; with dryRun it only counts',
    access: write,
    params: UploadParams,
    body: z.strictObject({ dryRun: z.boolean().optional() }),
    returns: 'json',
    repeatable: true,
    out: ZeekOutcome,
    errors: ['gone', 'conflict'],
    example: { body: { dryRun: true } },
  }),
  'zeek.discard': route({
    id: 'zeek.discard',
    slice: 'assets',
    method: 'DELETE',
    path: '/api/tenants/{tenant}/zeek-uploads/{upload}',
    summary: 'Throws an upload away',
    access: write,
    params: UploadParams,
    returns: 'empty',
  }),
}
