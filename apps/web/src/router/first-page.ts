import { grantsFor } from '@caponier/contract/access/roles'
import type { Me } from '@caponier/contract/access/session'

/** Where somebody begins: the cockpit, and for whoever only answers, their own questions. */
export const firstPage = (tenant: Me['tenants'][number]): string =>
  grantsFor(tenant.grants, 'position.read').length > 0 ? `/t/${tenant.id}/cockpit` : `/t/${tenant.id}/mine`
