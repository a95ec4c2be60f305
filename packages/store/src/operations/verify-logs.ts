import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { ChainFault, StoredEntry } from '@caponier/core/activity/chain'
import { chainText, NO_HASH } from '@caponier/core/activity/chain'
import { detailDigest } from '../tenant/change.ts'
import { inTransaction } from '../tenant/transaction.ts'

/** What is wrong with the log of one organisation. `wrong-detail`: what is told of an entry is not what was recorded. */
export type LogFault = ChainFault | { readonly fault: 'wrong-detail'; readonly seq: number }

/** The log of one organisation, walked from the first entry to the last. */
export interface VerifiedLog {
  readonly tenant: string
  readonly checked: number
  /** The last entry that is there; 0 and 64 zeros when there is none. */
  readonly seq: number
  readonly hash: string
  /** At most a hundred. */
  readonly faults: readonly LogFault[]
}

const BATCH = 2_000
const MOST_FAULTS = 100

interface Row {
  readonly seq: number
  readonly at: Date
  readonly actor: string
  readonly action: string
  readonly kind: string
  readonly object: string
  readonly digest: string
  readonly previous: string
  readonly hash: string
  readonly salt: Buffer | null
  readonly detail: string | null
}

const ROWS = `
select a.seq, a.at, a.actor_id as actor, a.action, a.object_kind as kind, a.object_id as object, encode(a.detail_digest, 'hex') as digest,
  encode(a.previous, 'hex') as previous, encode(a.hash, 'hex') as hash, d.salt, d.detail
from activity a left join activity_detail d on d.tenant_id = a.tenant_id and d.seq = a.seq
where a.tenant_id = $1 and a.seq > $2 order by a.seq limit ${BATCH}`

const HEADS = `
select seq, encode(hash, 'hex') as hash from activity_head where tenant_id = $1
union all select seq, encode(head, 'hex') from tenant where id = $1 and seq > 0`

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * Walks the log of one organisation in one snapshot and in bounded memory: numbers, links, hashes, details that were not erased, and
 * every head that is known (the organisation's own, those that were signed, and `known`, which somebody kept elsewhere).
 */
export function verifyLog(
  pool: pg.Pool,
  tenant: string,
  known: readonly { readonly seq: number; readonly hash: string }[] = [],
): Promise<VerifiedLog> {
  return inTransaction(pool, { tenant }, 'isolation level repeatable read read only', async (_queries, client) => {
    const { rows: stored } = await client.query<{ seq: number; hash: string }>(HEADS, [tenant])
    const heads = new Map<number, Set<string>>()
    for (const head of [...stored, ...known]) heads.set(head.seq, (heads.get(head.seq) ?? new Set()).add(head.hash))
    const faults: LogFault[] = []
    const found = (fault: LogFault): void => {
      if (faults.length < MOST_FAULTS) faults.push(fault)
    }
    let [seq, hash, checked] = [0, NO_HASH, 0]
    for (;;) {
      const { rows } = await client.query<Row>(ROWS, [tenant, seq])
      for (const row of rows) {
        if (row.seq !== seq + 1) found({ fault: 'gap', seq: row.seq, expected: seq + 1 })
        if (row.previous !== hash) found({ fault: 'broken-link', seq: row.seq })
        if (sha256(chainText(entryOf(tenant, row))) !== row.hash) found({ fault: 'wrong-hash', seq: row.seq })
        if (row.salt !== null && row.detail !== null && detailDigest(row.salt, row.detail) !== row.digest)
          found({ fault: 'wrong-detail', seq: row.seq })
        if ([...(heads.get(row.seq) ?? [])].some((head) => head !== row.hash)) found({ fault: 'head-differs', seq: row.seq })
        seq = row.seq
        hash = row.hash
        checked += 1
      }
      if (rows.length < BATCH) break
    }
    for (const one of heads.keys()) if (one > seq) found({ fault: 'cut', seq: one, known: seq })
    return { tenant, checked, seq, hash, faults }
  })
}

const entryOf = (tenant: string, row: Row): Omit<StoredEntry, 'hash'> => ({
  tenant,
  seq: row.seq,
  at: row.at.toISOString(),
  actor: row.actor,
  action: row.action,
  objectKind: row.kind,
  objectId: row.object,
  detailDigest: row.digest,
  previous: row.previous,
})
