import type pg from 'pg'
import { inTransaction } from '../tenant/transaction.ts'

/** One role of a member and where it is held; `scopeId` is empty for the organisation. */
export interface GrantRow {
  readonly role: string
  readonly scopeKind: string
  readonly scopeId: string
}

/** What a user may do in a tenant, as it stood at the tenant's counter `seq`. */
export interface MembershipRow {
  readonly seq: number
  readonly version: number
  readonly personId: string | null
  readonly grants: readonly GrantRow[]
}

/** Membership and grants of a user in a tenant in one statement; undefined when there is no such tenant or no membership. */
export const findMembership = (pool: pg.Pool, tenant: string, user: string): Promise<MembershipRow | undefined> =>
  inTransaction(pool, { tenant, user }, 'read only', async (_, client) => {
    const { rows } = await client.query<MembershipRow>({
      name: 'find-membership',
      text: `select t.seq, m.version, m.person_id as "personId",
          coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'scopeKind', g.scope_kind, 'scopeId', g.scope_id)
            order by g.role, g.scope_kind, g.scope_id)
            from role_grant g where g.tenant_id = m.tenant_id and g.user_id = m.user_id), '[]') as grants
        from membership m join tenant t on t.id = m.tenant_id
        where m.tenant_id = $1 and m.user_id = $2`,
      values: [tenant, user],
    })
    return rows[0]
  })
