import type { Workspace } from '@caponier/core/company/workspace'
import type { Change } from '../tenant/change.ts'

/** Replaces the organisation if it stands at the version that the writer saw. Returns the new version; undefined when it moved on. */
export async function replaceOrganisation(
  change: Change,
  version: number,
  organisation: Workspace['organisation'],
): Promise<number | undefined> {
  const row = await change.queries
    .updateTable('tenant')
    .set({ organisation: JSON.stringify(organisation), name: organisation.name, version: version + 1 })
    .where('id', '=', change.tenant)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  return row?.version
}
