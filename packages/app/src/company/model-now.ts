import { loadTenant } from '@caponier/store/model/load'
import { loadTouched } from '@caponier/store/model/load-touched'
import type { ModelChange } from '../change.ts'
import type { MemberContext } from '../context.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import { tenantModel } from '../live/tenant-model.ts'

const TRIES = 20

/**
 * The model as it stands beneath the tenant's lock. Usually memory has it. A commit that memory is just about to follow is waited for a
 * moment; what another process changed is read in the transaction itself, and only that where it can be told in parts. Ask for it before
 * the change writes anything: memory must never be ahead of what is committed.
 */
export async function modelNow(change: ModelChange, context: MemberContext): Promise<TenantModel> {
  const { rows } = await change.client.query<{ seq: number }>('select seq from tenant where id = $1', [change.tenant])
  const seq = rows[0]?.seq ?? 0
  for (let tried = 0; context.model.seq() < seq && tried < TRIES; tried++) await new Promise((resolve) => setTimeout(resolve, 1))
  if (context.model.seq() === seq) return context.model
  const { tenants } = context.app
  const caughtUp = await tenants.catchUp(change.tenant, seq, (after) => loadTouched(change.queries, change.client, change.tenant, after))
  if (caughtUp !== undefined) return caughtUp
  const loaded = await loadTenant(change.queries, change.client, change.tenant)
  if (loaded === undefined) throw new Error(`tenant ${change.tenant} vanished beneath its lock`)
  return tenantModel(context.app.content, loaded)
}
