import type { LogEntry, LogHeader } from '@caponier/core/activity/log-lines'
import { LOG_FORMAT } from '@caponier/core/activity/log-lines'
import type { FileOut } from '@caponier/contract/kit/route'
import { headsOf } from '@caponier/store/activity/heads'
import { type ChainRow, chainRows } from '@caponier/store/activity/read'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { App } from '../context.ts'
import { signHead } from './sign-head.ts'

const BATCH = 2_000

/**
 * A tenant's log up to a head that is signed for this export, as JSON lines: header, entries, heads. It is read while it is sent: the log
 * only grows, so entries up to the head stay what they are.
 */
export async function exportLog(app: App, tenant: string, now: string, withDetails: boolean): Promise<FileOut> {
  const head = await signHead(app, tenant, withDetails ? 'export with details' : 'export')
  const header: LogHeader = { caponier: LOG_FORMAT, tenant, exportedAt: now, signingKey: head.signingKey }
  const lines = async function* (): AsyncGenerator<Uint8Array> {
    yield text([header])
    for (let after = 0; after < head.seq;) {
      const from = after
      const rows = await inTransaction(app.pool, { tenant }, 'read only', (queries) => chainRows(queries, tenant, from, BATCH))
      const wanted = rows.filter((row) => row.seq <= head.seq)
      if (wanted.length > 0) yield text(wanted.map((row) => lineOf(row, withDetails)))
      after = rows.at(-1)?.seq ?? head.seq
    }
    const heads = await inTransaction(app.pool, { tenant }, 'read only', (queries) => headsOf(queries, tenant))
    yield text(heads.filter((one) => one.seq <= head.seq).map((one) => ({ head: one })))
  }
  return { name: `activity-${tenant}-${now.slice(0, 10)}.jsonl`, mediaType: 'application/jsonl', bytes: ReadableStream.from(lines()) }
}

const text = (values: readonly unknown[]): Uint8Array =>
  new TextEncoder().encode(values.map((value) => `${JSON.stringify(value)}\n`).join(''))

function lineOf(row: ChainRow, withDetails: boolean): LogEntry {
  const { seq, at, actor, action, objectKind, objectId, detailDigest, previous, hash, salt, detail } = row
  const entry = { seq, at, actor, action, objectKind, objectId, detailDigest, previous, hash }
  return withDetails && salt !== null && detail !== null ? { ...entry, salt, detail } : entry
}
