import type { Kind } from '@caponier/core/company/kinds'
import type { ZoneChange } from '@caponier/core/company/zone-carry'
import { objectId } from '@caponier/store/model/import-workspace'
import { insertLinks, replaceLink } from '@caponier/store/assessment/links'
import type { ModelChange } from '../change.ts'
import type { MemberContext } from '../context.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import { enterAnswers } from './answers-entered.ts'
import { type ApiIssue, newIssues, workspaceWith } from './object-check.ts'
import { commitDifference } from './object-commit.ts'
import type { AnyDoc } from './object-place.ts'

/** Documents of a restructuring by kind, in an order in which each stands after what it refers to. */
function documents(plan: ZoneChange): readonly (readonly [Kind, ReadonlyMap<string, AnyDoc>])[] {
  const byId = (list: readonly { readonly id: string }[]): ReadonlyMap<string, AnyDoc> => new Map(list.map((one) => [one.id, { ...one }]))
  return [
    ['zone', byId(plan.zones)],
    ['conduit', byId(plan.conduits)],
    ['network', byId(plan.networks)],
    ['supplier', byId(plan.suppliers)],
    ['asset', byId(plan.assets)],
    ['flow', byId(plan.flows)],
    ['contradiction', byId(plan.contradictions)],
    ['responsibility', new Map(plan.responsibilities.map((row) => [objectId('responsibility', row), row]))],
  ]
}

/** What would be wrong afterwards and is not now. */
export function zoneChangeIssues(context: MemberContext, model: TenantModel, plan: ZoneChange): readonly ApiIssue[] {
  const would = workspaceWith(model, { put: new Map(documents(plan)), removed: new Map() })
  return newIssues(context, model, would)
    .filter((one) => one.severity === 'error')
    .map((one) => ({ ...one.issue, path: one.id === null ? one.issue.path : `${one.kind}:${one.id}.${one.issue.path}` }))
}

/** Writes a restructuring; objects, then answers and links, which need their subjects. */
export async function commitZoneChange(change: ModelChange, context: MemberContext, model: TenantModel, plan: ZoneChange): Promise<void> {
  for (const [kind, docs] of documents(plan)) {
    const put = [...docs].map(([id, doc]) => ({ id, doc, before: model.object(kind, id) }))
    await commitDifference(change, kind, put, [], 'person', 'none')
  }
  await enterAnswers(change, plan.answers)
  for (const { id, link } of plan.endedLinks) {
    const version = model.link(id)?.version ?? 0
    if (!(await replaceLink(change, id, version, link))) throw new Error(`the link ${id} moved beneath the tenant's lock`)
    change.effect({ kind: 'link', stored: { id, version: version + 1, link } })
  }
  const added = plan.addedLinks.map((link) => ({ id: context.app.newId(), link }))
  await insertLinks(change, added)
  for (const { id, link } of added) change.effect({ kind: 'link', stored: { id, version: 1, link } })
}
