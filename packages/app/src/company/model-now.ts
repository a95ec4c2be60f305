import { loadTenant } from '@caponier/store/model/load'
import type { ModelChange } from '../change.ts'
import type { MemberContext } from '../context.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import { tenantModel } from '../live/tenant-model.ts'

const TRIES = 20

/**
 * The model as it stands beneath the tenant's lock. Usually memory has it; a commit of another process, or one that memory is just
 * about to follow, is waited for a moment and else read from the transaction itself.
 */
export async function modelNow(change: ModelChange, context: MemberContext): Promise<TenantModel> {
  const { rows } = await change.client.query<{ seq: number }>('select seq from tenant where id = $1', [change.tenant])
  const seq = rows[0]?.seq ?? 0
  for (let tried = 0; context.model.seq() < seq && tried < TRIES; tried++) await new Promise((resolve) => setTimeout(resolve, 1))
  if (context.model.seq() === seq) return context.model
  const loaded = await loadTenant(change.queries, change.client, change.tenant)
  if (loaded === undefined) throw new Error(`tenant ${change.tenant} vanished beneath its lock`)
  return tenantModel(context.app.content, loaded)
}
