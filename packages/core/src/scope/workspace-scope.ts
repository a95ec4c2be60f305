import type { Workspace, WorkspaceEntity } from '../company/workspace.ts'
import type { GroupEntity, GroupScopeInput, Holding, OutsideLink } from './group-input.ts'

/** A point in time as core/position reads it; only closed years that were known count. */
interface Moment {
  readonly asOf: string
  readonly isKnown: (recordedAt: string | undefined) => boolean
}

type Lifetime = Pick<WorkspaceEntity, 'from' | 'until' | 'recordedAt'>
const exists = (one: Lifetime, moment: Moment): boolean =>
  moment.isKnown(one.recordedAt) &&
  (one.from === undefined || one.from <= moment.asOf) &&
  (one.until === undefined || moment.asOf <= one.until)

/**
 * The group of a workspace as the scope rules take it: a site's state is an establishment of each entity it serves, shares
 * recorded on either side become holdings, and only what exists on the as-of date and financial years closed by then count.
 */
export function groupOfWorkspace(whole: Workspace, moment: Moment): GroupScopeInput {
  const named = new Set(whole.entities.map((entity) => entity.id))
  const entities = whole.entities.filter((entity) => exists(entity, moment))
  const gone = (id: string): boolean => named.has(id) && !entities.some((entity) => entity.id === id)
  const workspace: Workspace = {
    ...whole,
    // A share in an entity of the group that does not exist on the day is no share in an outside enterprise.
    entities: entities.map((entity) =>
      entity.ownership === undefined ? entity : { ...entity, ownership: entity.ownership.filter((share) => !gone(share.to)) },
    ),
    sites: (whole.sites ?? []).filter((site) => exists(site, moment)),
  }
  const ids = new Set(workspace.entities.map((entity) => entity.id))
  const holdings = new Map<string, Holding[]>()
  const hold = (holder: string, held: Holding): void => {
    const list = holdings.get(holder) ?? []
    if (!list.some((one) => one.entity === held.entity)) holdings.set(holder, [...list, held])
  }
  for (const entity of workspace.entities) {
    for (const share of entity.ownership ?? []) {
      if (!ids.has(share.to)) continue
      if (share.direction === 'down') hold(entity.id, { entity: share.to, sharePercent: share.sharePercent, control: share.control })
      else hold(share.to, { entity: entity.id, sharePercent: share.sharePercent, control: share.control })
    }
  }
  const { groupTurnover } = workspace.organisation
  return {
    organisation: {
      name: workspace.organisation.name,
      turnover:
        groupTurnover === undefined ? null : { amount: groupTurnover.amount, currency: groupTurnover.currency, year: groupTurnover.year },
    },
    exchangeRates: workspace.organisation.exchangeRates ?? [],
    entities: workspace.entities
      .map((entity) => groupEntity(workspace, entity, holdings.get(entity.id) ?? [], ids, moment))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

function groupEntity(
  workspace: Workspace,
  entity: WorkspaceEntity,
  holdings: readonly Holding[],
  ids: ReadonlySet<string>,
  moment: Moment,
): GroupEntity {
  const years = closedYears(entity.years, moment)
  const states = (workspace.sites ?? []).filter((site) => site.entities.includes(entity.id)).map((site) => site.country)
  const currency = years.at(-1)?.currency
  return {
    id: entity.id,
    name: entity.name,
    establishment: entity.establishment,
    establishments: [...new Set([...(entity.establishments ?? []), ...states])].sort(),
    ...(currency === undefined ? {} : { currency }),
    // Figures in a second currency cannot stand beside the others; the validator names them.
    years: years
      .filter((year) => year.currency === currency)
      .map(({ year, headcount, turnover, balance }) => ({ year, headcount, turnover, balance })),
    priorStatus: entity.priorStatus,
    holdings: [...holdings].sort((a, b) => (a.entity < b.entity ? -1 : 1)),
    links: (entity.ownership ?? [])
      .filter((share) => !ids.has(share.to))
      .map((share): OutsideLink => {
        const latest = closedYears(share.years, moment).at(-1)
        return {
          to: share.to,
          sharePercent: share.sharePercent,
          control: share.control,
          direction: share.direction,
          ...(latest === undefined
            ? {}
            : { headcount: latest.headcount, turnover: latest.turnover, balance: latest.balance, currency: latest.currency ?? 'EUR' }),
        }
      }),
    independentSystems: entity.independentSystems,
    servesIn: entity.servesIn,
    mainEstablishment: entity.mainEstablishment,
    nace: entity.nace,
    activities: entity.activities,
    flags: entity.flags,
  }
}

type Years = NonNullable<WorkspaceEntity['years']>

const closedYears = (years: Years | undefined, moment: Moment): Years =>
  (years ?? [])
    .filter((year) => (year.closed ?? `${year.year}-12-31`) <= moment.asOf && moment.isKnown(year.recordedAt))
    .sort((a, b) => a.year - b.year)
