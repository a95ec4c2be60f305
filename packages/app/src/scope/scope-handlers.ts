import { fail, ok } from '@caponier/core'
import type { scopeRoutes } from '@caponier/contract/scope/scope'
import type { DocOf } from '@caponier/core/company/kinds'
import type { Workspace } from '@caponier/core/company/workspace'
import { decideWorkspaceScope } from '@caponier/offline/position/compute'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { apiProblem, notFound } from '../problems.ts'
import { registrationItems } from './dossier.ts'
import type { EntityScopeRow } from './entity-scope.ts'
import { entityScopeRow, scopeRows } from './entity-scope.ts'

/** Scope: the decisions with their reasons, other facts tried out, the registration dossier. */
export const scopeHandlers: Handlers<typeof scopeRoutes> = {
  'scope.show': async (context) => {
    const visible = context.visible('scope.read')
    const decisions = rows(context).filter((one) => visible.entity(one.entity))
    return ok({ asOf: context.today, entities: decisions, group: groupTree(context, decisions) })
  },

  'scope.what-if': async (context, { params, body }) => {
    const { app, today, language, model } = context
    if (!context.visible('scope.read').entity(params.id)) return fail(notFound(`legal entity ${params.id}`))
    const before = rows(context).find((one) => one.entity === params.id)
    const stored = model.object('entity', params.id)
    if (before === undefined || stored === undefined) return fail(notFound(`legal entity ${params.id}`))
    const workspace = model.workspace()
    const { cleared = [], ...given } = body
    const facts = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    const withoutCleared = (entity: DocOf<'entity'>): DocOf<'entity'> =>
      Object.fromEntries(Object.entries(entity).filter(([key]) => !cleared.some((one) => one === key))) as DocOf<'entity'>
    const changed: Workspace = {
      ...workspace,
      entities: workspace.entities.map((entity) => (entity.id === params.id ? { ...withoutCleared(entity), ...facts } : entity)),
    }
    const decided = decideWorkspaceScope(app.content, changed, { asOf: today, knownAt: null, lang: language, flips: false })
    if (!decided.ok) return fail(apiProblem(decided.problem))
    const after = decided.value.entities.find((one) => one.entity === params.id)
    if (after === undefined) return fail(notFound(`legal entity ${params.id}`))
    const visible = context.visible('scope.read')
    const others = decided.value.entities.flatMap((one) => {
      const was = rows(context).find((row) => row.entity === one.entity)
      return one.entity === params.id || was === undefined || !visible.entity(one.entity) || was.class === one.decision.class
        ? []
        : [{ entity: one.entity, before: was.class, after: one.decision.class }]
    })
    return ok({ before, after: seenBy(context, entityScopeRow(after, language)), others })
  },

  'scope.dossier': async (context, { params }) => {
    const entity = context.model.object('entity', params.id)?.doc
    const scope = rows(context).find((one) => one.entity === params.id)
    if (entity === undefined || scope === undefined || !context.visible('scope.read').entity(params.id))
      return fail(notFound(`legal entity ${params.id}`))
    return ok({
      entity: entity.id,
      name: entity.name,
      asOf: context.today,
      class: scope.class,
      items: [...registrationItems(context.app.content, entity, scope, context.language)],
      states: scope.states,
    })
  },
}

const rows = (context: MemberContext): readonly EntityScopeRow[] => {
  const { model, app, today, language } = context
  const all = scopeRows(model, app.content, today, language)
  return context.visible('scope.read').all ? all : all.map((row) => seenBy(context, row))
}

/** The figures of related enterprises are for those who see the whole organisation. */
const seenBy = (context: MemberContext, row: EntityScopeRow): EntityScopeRow =>
  context.visible('scope.read').all ? row : { ...row, contributions: [] }

/** Who holds whom, with the sites below each entity; outside enterprises stand in the tree without sites. */
function groupTree(context: MemberContext, decisions: readonly EntityScopeRow[]) {
  const visible = context.visible('scope.read')
  const workspace = context.model.workspace()
  const held = new Map<string, { by: string; sharePercent: number; control: boolean }[]>()
  const hold = (whom: string, by: string, share: { readonly sharePercent: number; readonly control: boolean }): void => {
    const list = held.get(whom) ?? []
    if (!list.some((one) => one.by === by)) held.set(whom, [...list, { by, sharePercent: share.sharePercent, control: share.control }])
  }
  const entities = workspace.entities.filter((entity) => visible.entity(entity.id))
  for (const entity of entities)
    for (const share of entity.ownership ?? [])
      if (share.direction === 'up') hold(entity.id, share.to, share)
      else hold(share.to, entity.id, share)
  const inside = new Set(workspace.entities.map((entity) => entity.id))
  const outside = [...new Set(entities.flatMap((entity) => (entity.ownership ?? []).map((share) => share.to)))].filter(
    (to) => !inside.has(to),
  )
  return [
    ...entities.map((entity) => ({
      id: entity.id,
      name: entity.name,
      outside: false,
      class: decisions.find((one) => one.entity === entity.id)?.class ?? null,
      heldBy: held.get(entity.id) ?? [],
      sites: (workspace.sites ?? [])
        .filter((site) => site.entities.includes(entity.id) && visible.site(site.id))
        .map((site) => ({
          id: site.id,
          name: site.name,
          country: site.country,
          inScope: site.inScope ?? true,
          reason: site.inScopeReason ?? null,
        })),
    })),
    ...outside.map((name) => ({ id: name, name, outside: true, class: null, heldBy: held.get(name) ?? [], sites: [] })),
  ]
}
