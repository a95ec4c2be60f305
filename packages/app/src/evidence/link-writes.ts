import type { WorkspaceLink } from '@caponier/core/company/workspace'
import type { StoredLink } from '@caponier/store/assessment/links'
import { insertLinks, removeLink, replaceLink } from '@caponier/store/assessment/links'
import type { ModelChange } from '../change.ts'
import type { MemberContext } from '../context.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import type { LinkCells, LinkTarget } from './link-changes.ts'
import { linksToAdd, linksToDetach } from './link-changes.ts'

const nameOf = (link: WorkspaceLink): string => `${link.subject}|${link.framework}`

/** Writes new links with their activity. Returns their ids. */
async function addLinks(change: ModelChange, context: MemberContext, links: readonly WorkspaceLink[], action: string): Promise<string[]> {
  const added = links.map((link) => ({ id: context.app.newId(), link }))
  await insertLinks(change, added)
  for (const { id, link } of added) {
    change.effect({ kind: 'link', stored: { id, version: 1, link } })
    change.record({ action, objectKind: 'link', objectId: nameOf(link), after: link })
  }
  return added.map((one) => one.id)
}

/** Hangs controls and evidence on cells beneath the tenant's lock. Returns the ids of the new links. */
export const attachLinks = (
  change: ModelChange,
  context: MemberContext,
  model: TenantModel,
  cells: LinkCells,
  target?: LinkTarget,
): Promise<string[]> => addLinks(change, context, linksToAdd(model.links(), cells, target, context), 'evidence.attach')

/** Takes controls and evidence off cells beneath the tenant's lock; the past keeps them. Returns how many links that concerned. */
export async function detachLinks(change: ModelChange, context: MemberContext, model: TenantModel, cells: LinkCells): Promise<number> {
  const detached = linksToDetach(model.links(), cells, context)
  for (const { stored, kept, rest } of detached) {
    await narrow(change, stored, kept)
    change.record({
      action: 'evidence.detach',
      objectKind: 'link',
      objectId: nameOf(stored.link),
      before: stored.link,
      after: { kept, rest },
    })
    const others = rest.map((link) => ({ id: context.app.newId(), link }))
    await insertLinks(change, others)
    for (const { id, link } of others) change.effect({ kind: 'link', stored: { id, version: 1, link } })
  }
  return detached.length
}

async function narrow(change: ModelChange, { id, version }: StoredLink, kept: WorkspaceLink | null): Promise<void> {
  const done = kept === null ? await removeLink(change, id, version) : await replaceLink(change, id, version, kept)
  if (!done) throw new Error(`link ${id} moved beneath the tenant's lock`)
  if (kept === null) change.effect({ kind: 'link-removed', id })
  else change.effect({ kind: 'link', stored: { id, version: version + 1, link: kept } })
}
