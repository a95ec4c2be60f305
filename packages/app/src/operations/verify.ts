import type pg from 'pg'
import type { LogFault, VerifiedLog } from '@caponier/store/operations/verify-logs'
import { verifyLog } from '@caponier/store/operations/verify-logs'
import { listTenants } from '@caponier/store/tenant/tenants'

export type { LogFault, VerifiedLog } from '@caponier/store/operations/verify-logs'

/** A head that somebody kept: printed in a report, a snapshot or an export. */
export interface KeptHead {
  readonly tenant: string
  readonly seq: number
  /** Lower-case hex. */
  readonly hash: string
}

/** Verifies the activity logs of every organisation, also against heads that were kept elsewhere. */
export async function verifyLogs(pool: pg.Pool, kept: readonly KeptHead[]): Promise<readonly VerifiedLog[]> {
  const logs: VerifiedLog[] = []
  for (const { id } of await listTenants(pool))
    logs.push(
      await verifyLog(
        pool,
        id,
        kept.filter((head) => head.tenant === id),
      ),
    )
  return logs
}

/** One fault in words. */
export function describeFault(fault: LogFault): string {
  switch (fault.fault) {
    case 'gap':
      return `entry ${fault.expected} is missing; after it stands ${fault.seq}`
    case 'broken-link':
      return `entry ${fault.seq} does not join the one before it`
    case 'wrong-hash':
      return `entry ${fault.seq} was changed after it was written`
    case 'wrong-detail':
      return `the detail of entry ${fault.seq} is not the one that was recorded`
    case 'head-differs':
      return `entry ${fault.seq} is not the one whose head was given out: the log was rewritten`
    case 'cut':
      return `the log ends at ${fault.known}, but entry ${fault.seq} is known: it was cut`
    default:
      throw new Error(`unknown fault ${JSON.stringify(fault satisfies never)}`)
  }
}
