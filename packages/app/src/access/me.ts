import type { Me } from '@caponier/contract/access/session'
import { findAccount, tenantsOf } from '@caponier/store/access/accounts'
import type { App } from '../context.ts'
import { grantOf } from './member-context.ts'

/** Who a user is and where the user may work. Throws when the account went away in this moment. */
export async function meOf(app: App, userId: string, sessionId: string): Promise<Me> {
  const [account, tenants] = [await findAccount(app.pool, userId), await tenantsOf(app.pool, userId)]
  if (account === undefined) throw new Error('the account of a session is gone')
  const { id, email, name, language, theme, version } = account
  return {
    user: { id, email, name, language, theme, version },
    session: { id: sessionId },
    tenants: tenants.map(({ grants, ...tenant }) => ({ ...tenant, grants: grants.flatMap(grantOf) })),
  }
}
