import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { chainText, NO_HASH } from '@caponier/core/activity/chain'
import type { Touched } from './effects.ts'
import { MOST_TOUCHED } from './effects.ts'
import type { Queries } from './transaction.ts'
import { inTransaction } from './transaction.ts'

/** One thing that was done, to be appended to the activity log. `before` and `after` may hold personal data; the chain will not. */
export interface Activity {
  /** `slice.verb`, e.g. `assessment.answer`. */
  readonly action: string
  readonly objectKind: string
  readonly objectId: string
  readonly before?: unknown
  readonly after?: unknown
}

/** A transaction that changes a tenant. What is done in it is told to `record`; nothing changes without an entry. */
export interface Change {
  readonly queries: Queries
  readonly client: pg.PoolClient
  readonly tenant: string
  readonly actor: string
  /** Instant of the change in UTC with milliseconds. */
  readonly now: string
  readonly record: (activity: Activity) => void
}

export interface Who {
  readonly tenant: string
  readonly actor: string
  /** User behind the actor, where there is one; opens the rows of one's own account. */
  readonly user?: string
  readonly now: string
}

export type ChangeOutcome<T, P> =
  | { readonly ok: true; readonly value: T; readonly seq: number; readonly recorded: readonly Activity[] }
  | { readonly ok: false; readonly problem: P }

/** Thrown inside a change to roll it back with an expected problem. */
class Refused<P> extends Error {
  override readonly name = 'Refused'
  readonly problem: P
  constructor(problem: P) {
    super('refused')
    this.problem = problem
  }
}

/**
 * Changes a tenant in one transaction: takes the tenant's lock, runs the work, appends what it recorded to the hash chain, moves the
 * tenant's sequence and commits. A problem that the work returns rolls everything back. Writers of one tenant queue at the lock.
 * `touched` says, after the work, what of the model it touched, for other processes; absent or null: anything.
 */
export async function changeTenant<T, P>(
  pool: pg.Pool,
  who: Who,
  work: (change: Change) => Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: P }>,
  touched: () => readonly Touched[] | null = () => null,
): Promise<ChangeOutcome<T, P>> {
  const view = { tenant: who.tenant, actor: who.actor, now: who.now, ...(who.user === undefined ? {} : { user: who.user }) }
  try {
    return await inTransaction(pool, view, '', async (queries, client) => {
      const recorded: Activity[] = []
      const head = await lockTenant(client, who.tenant)
      const result = await work({
        queries,
        client,
        tenant: who.tenant,
        actor: who.actor,
        now: who.now,
        record: (one) => recorded.push(one),
      })
      if (!result.ok) throw new Refused(result.problem)
      const seq = recorded.length === 0 ? head.seq : await append(client, who, head, recorded, touched())
      return { ok: true, value: result.value, seq, recorded } as const
    })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problem: error.problem as P }
    throw error
  }
}

interface Head {
  readonly seq: number
  readonly hash: string
}

/** Takes the lock under which a tenant is changed, until the transaction ends. */
export async function lockTenant(client: pg.PoolClient, tenant: string): Promise<Head> {
  const { rows } = await client.query<{ seq: number; head: Buffer }>({
    name: 'lock-tenant',
    text: 'select seq, head from tenant where id = $1 for update',
    values: [tenant],
  })
  const row = rows[0]
  if (row === undefined) throw new Error(`tenant ${tenant} does not exist`)
  return { seq: row.seq, hash: row.head.toString('hex') }
}

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex')

/** Digest of a detail: salted, so that a guess of erased personal data cannot be tested against the chain. */
export const detailDigest = (salt: Buffer, detail: string): string => sha256(Buffer.concat([salt, Buffer.from(detail, 'utf8')]))

const APPEND = `
with entry as (
  insert into activity (tenant_id, seq, at, actor_id, action, object_kind, object_id, detail_digest, previous, hash)
  select $1, seq, $2::timestamptz, $3::uuid, action, kind, id, decode(digest, 'hex'), decode(previous, 'hex'), decode(hash, 'hex')
  from unnest($4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[]) as t (seq, action, kind, id, digest, previous, hash)
), detail as (
  insert into activity_detail (tenant_id, seq, salt, detail)
  select $1, seq, decode(salt, 'hex'), detail from unnest($11::bigint[], $12::text[], $13::text[]) as t (seq, salt, detail)
), effect as (
  insert into change_effect (tenant_id, seq, before, effects) select $1, $14, $16, $17::jsonb where $17 is not null
), old as (
  delete from change_effect where tenant_id = $1 and seq < $14 - 4000
)
update tenant set seq = $14, head = decode($15, 'hex') where id = $1`

async function append(
  client: pg.PoolClient,
  who: Who,
  head: Head,
  recorded: readonly Activity[],
  touched: readonly Touched[] | null,
): Promise<number> {
  const columns: [number[], string[], string[], string[], string[], string[], string[]] = [[], [], [], [], [], [], []]
  const details: [number[], string[], string[]] = [[], [], []]
  let { seq, hash } = head
  const people = await pseudonyms(client, who.tenant, recorded)
  for (const one of recorded) {
    seq += 1
    const objectId = (one.objectKind === 'person' ? people.get(one.objectId) : undefined) ?? one.objectId
    let digest = NO_HASH
    if (one.before !== undefined || one.after !== undefined) {
      const salt = randomBytes(16)
      const detail = JSON.stringify({ before: one.before ?? null, after: one.after ?? null })
      digest = detailDigest(salt, detail)
      details[0].push(seq)
      details[1].push(salt.toString('hex'))
      details[2].push(detail)
    }
    const entry = {
      tenant: who.tenant,
      seq,
      at: who.now,
      actor: who.actor,
      action: one.action,
      objectKind: one.objectKind,
      objectId,
      detailDigest: digest,
      previous: hash,
    }
    const next = sha256(chainText(entry))
    const row = [seq, one.action, one.objectKind, objectId, digest, hash, next] as const
    row.forEach((value, index) => (columns[index] as (string | number)[]).push(value))
    hash = next
  }
  const effects = touched === null || touched.length > MOST_TOUCHED ? null : JSON.stringify(touched)
  await client.query({
    name: 'append-activity',
    text: APPEND,
    values: [who.tenant, who.now, who.actor, ...columns, ...details, seq, hash, head.seq, effects],
  })
  return seq
}

/** Pseudonyms of the people that were recorded, by id: ids of people are made of their names and never enter the chain. */
async function pseudonyms(client: pg.PoolClient, tenant: string, recorded: readonly Activity[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(recorded.filter((one) => one.objectKind === 'person').map((one) => one.objectId))]
  if (ids.length === 0) return new Map()
  await client.query(
    `insert into person_pseudonym (tenant_id, person_id, pseudonym) select $1, id, gen_random_uuid() from unnest($2::text[]) as t (id)
     on conflict do nothing`,
    [tenant, ids],
  )
  const { rows } = await client.query<{ person_id: string; pseudonym: string }>(
    'select person_id, pseudonym from person_pseudonym where tenant_id = $1 and person_id = any($2)',
    [tenant, ids],
  )
  return new Map(rows.map((row) => [row.person_id, row.pseudonym]))
}
