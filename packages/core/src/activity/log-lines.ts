import { z } from 'zod'
import { Id } from '../company/primitives.ts'

/*
 * The exported log as JSON lines: a header, the entries in order, and the heads that were signed. One line is one of these.
 * @see docs/method/activity-log.md
 */

const Hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits')
const Seq = z.int().min(1)
const Instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'must be an instant in UTC with milliseconds')
/** Raw 32 bytes of an Ed25519 key and 64 of a signature (RFC 8032), base64. */
const PublicKey = z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 bytes in base64')
const Signature = z.string().regex(/^[A-Za-z0-9+/]{86}==$/, 'must be 64 bytes in base64')

export const LOG_FORMAT = 'activity-log-1'

export const LogHeader = z.strictObject({
  caponier: z.literal(LOG_FORMAT),
  tenant: Id,
  exportedAt: Instant,
  /** The key that signs now. */
  signingKey: PublicKey,
})
export type LogHeader = z.infer<typeof LogHeader>

export const LogEntry = z.strictObject({
  seq: Seq,
  at: Instant,
  actor: z.uuid(),
  action: z.string().max(100),
  objectKind: z.string().max(100),
  objectId: z.string().max(500),
  detailDigest: Hash,
  previous: Hash,
  hash: Hash,
  /** With details: what was digested, and its salt in hex. Absent where there is none or it was erased. */
  salt: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  detail: z.string().optional(),
})
export type LogEntry = z.infer<typeof LogEntry>

/** A head of the log that was signed and given out: the log up to `seq` ended with `hash`. */
export const SignedHead = z
  .strictObject({
    tenant: Id,
    seq: z.int().min(0),
    hash: Hash,
    signedAt: Instant,
    reason: z.string().max(500),
    signingKey: PublicKey,
    signature: Signature,
  })
  .meta({ id: 'SignedHead', description: 'Ed25519 (RFC 8032) over the text that docs/method/activity-log.md names.' })
export type SignedHead = z.infer<typeof SignedHead>

export const LogHeadLine = z.strictObject({ head: SignedHead })
