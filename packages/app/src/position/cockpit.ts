import type { Cockpit } from '@caponier/contract/position/cockpit'
import type { AchievedLevel } from '@caponier/core/position/security-level'
import type { LiveLevels } from '@caponier/core/position/live'
import type { MemberContext } from '../context.ts'
import { SCOPE_PARTS } from '../live/remembered.ts'
import { entityScopeRow } from '../scope/entity-scope.ts'
import { dueSoon } from './due.ts'

/** Above this many zones and conduits the cockpit shows sites instead. */
const HEAT_LIMIT = 120

/**
 * Where we stand today, as far as the caller may see it. Read off the live model: an answer moves only what it touches, so a
 * cockpit over a hundred sites costs no computation from scratch.
 */
export function cockpit(context: MemberContext): Cockpit {
  const { model, app, today } = context
  const visible = context.visible('position.read')
  const live = model.live(today)
  const workspace = model.workspace()
  const levels = live.levels().map((one) => ({ ...one, sites: sitesOf(context, one) }))
  const seen = levels.filter((one) => one.sites.some(visible.site))
  const bySite = new Map<string, typeof levels>()
  for (const one of levels)
    for (const site of one.sites) {
      const known = bySite.get(site)
      if (known === undefined) bySite.set(site, [one])
      else known.push(one)
    }
  const scopeIndex = live.model.graph.scopeIndex
  const measures = (ref: string) => {
    const index = scopeIndex.get(ref)
    return index === undefined ? [] : live.measures(index).map((one) => ({ ...one }))
  }
  const alive = live.model.slice.workspace
  const sites = (alive.sites ?? []).filter((site) => visible.site(site.id))
  const entities = cockpitEntities(context)
  const above = new Set(sites.flatMap((site) => site.entities))
  return {
    organisation: { id: workspace.organisation.id, name: workspace.organisation.name, sample: model.sample },
    asOf: today,
    // A counter that moves with every change would tell that something happened elsewhere.
    seq: visible.all ? model.seq() : null,
    contentVersion: app.content.contentVersion,
    frameworks: live.model.pack.frameworks.filter((one) => one.adopted).map((one) => one.key),
    entities: entities.filter((one) => visible.entity(one.id)).map((one) => ({ ...one, measures: measures(`entity:${one.id}`) })),
    // Whoever works at a site must know by which class and before which authority; neither is a sum over other sites.
    owners: entities
      .filter((one) => above.has(one.id) && !visible.entity(one.id))
      .map(({ id, name, class: ofClass, states }) => ({ id, name, class: ofClass, states })),
    sites: sites.map((site) => {
      const here = bySite.get(site.id) ?? []
      return {
        id: site.id,
        name: site.name,
        country: site.country,
        entities: [...site.entities],
        measures: measures(`site:${site.id}`),
        zones: here.length,
        lowest: SEVEN.map((fr) => lowest(here.map((one) => one.achieved[fr] ?? null))),
        below: SEVEN.map((fr) => here.filter((one) => isBelow(one, fr)).length),
      }
    }),
    heat: seen.length > HEAT_LIMIT ? [] : seen.map(heatRow),
    heatCount: seen.length,
    due: dueSoon(context),
  }
}

/** Levels of the zones and conduits of one site; null where the caller may not see it. */
export function siteHeat(context: MemberContext, site: string): Cockpit['heat'] | null {
  if (!context.visible('position.read').site(site) || context.model.object('site', site) === undefined) return null
  const levels = context.model.live(context.today).levels()
  return levels
    .map((one) => ({ ...one, sites: sitesOf(context, one) }))
    .filter((one) => one.sites.includes(site))
    .map(heatRow)
}

const heatRow = (one: LiveLevels & { readonly sites: readonly string[] }): Cockpit['heat'][number] => ({
  subject: one.subject.ref,
  name: one.subject.name,
  kind: one.subject.kind === 'conduit' ? 'conduit' : 'zone',
  sites: [...one.sites],
  criticality: one.subject.weight,
  target: [...one.target],
  achieved: [...one.achieved],
  evidenced: [...one.evidenced],
})

const SEVEN = [0, 1, 2, 3, 4, 5, 6] as const

const sitesOf = ({ model }: MemberContext, one: LiveLevels): readonly string[] => model.places().ofSubject(one.subject.ref).sites

const isBelow = (one: Pick<LiveLevels, 'target' | 'achieved'>, fr: number): boolean => {
  const achieved = one.achieved[fr] ?? null
  return achieved !== null && achieved < (one.target[fr] ?? 0)
}

/** The lowest of the levels that are no dash. */
function lowest(levels: readonly AchievedLevel[]): AchievedLevel {
  const counted = levels.filter((level) => level !== null)
  return counted.length === 0 ? null : (Math.min(...counted) as AchievedLevel)
}

function cockpitEntities(context: MemberContext): Omit<Cockpit['entities'][number], 'measures'>[] {
  const { model, today, language } = context
  const rows = model.remember(
    `cockpit scope ${today} ${language}`,
    () => model.scope(today).entities.map((one) => entityScopeRow(one, language)),
    SCOPE_PARTS,
  )
  return rows.map((one) => ({
    id: one.entity,
    name: one.name,
    class: one.class,
    size: one.size,
    cir: one.cir,
    states: one.states.map((state) => ({
      state: state.state,
      class: state.class,
      label: state.label,
      inForce: state.inForce,
      authority: state.authority,
    })),
    openQuestions: one.questions.length,
  }))
}
