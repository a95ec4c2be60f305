import type pg from 'pg'
import { listTenants } from '@caponier/store/tenant/tenants'
import { verifyAgainst } from '../activity/verify-tenant.ts'

/** A head that somebody kept: printed in a report, a snapshot or an export. */
export interface KeptHead {
  readonly tenant: string
  readonly seq: number
  /** Lower-case hex. */
  readonly hash: string
}

type Verification = Awaited<ReturnType<typeof verifyAgainst>>
export type LogFault = Verification['faults'][number]

/** The log of one organisation, walked from the first entry to the last. */
export interface VerifiedLog extends KeptHead {
  readonly checked: number
  readonly faults: readonly LogFault[]
}

/** Verifies the log of one organisation, also against heads that were kept elsewhere. */
export async function verifyLog(pool: pg.Pool, tenant: string, kept: readonly KeptHead[]): Promise<VerifiedLog> {
  const { checked, head, faults } = await verifyAgainst({ pool }, tenant, kept)
  return { tenant, checked, seq: head.seq, hash: head.hash, faults }
}

/** The same of every organisation. */
export async function verifyLogs(pool: pg.Pool, kept: readonly KeptHead[]): Promise<readonly VerifiedLog[]> {
  const logs: VerifiedLog[] = []
  for (const { id } of await listTenants(pool)) {
    const own = kept.filter((head) => head.tenant === id)
    logs.push(await verifyLog(pool, id, own))
  }
  return logs
}

const WORDS: Readonly<Record<string, string>> = {
  gap: 'is not the next one: entries before it are missing',
  'broken-link': 'does not join the one before it',
  'wrong-hash': 'was changed after it was written',
  'wrong-detail': 'has another detail than was recorded',
  'wrong-signature': 'has a head that is not signed by its key',
  'head-differs': 'is not the one whose head was given out: the log was rewritten',
  cut: 'is known, but the log ends before it: it was cut',
  'beyond-head': 'is the last that the organisation knows of, and the log does not end there',
}

/** One fault in words. */
export const describeFault = ({ fault, seq }: LogFault): string => `entry ${seq} ${WORDS[fault] ?? fault}`
