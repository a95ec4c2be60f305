import { targetAt, vectorMinimum, withTarget, type Vector } from './target-history.ts'
import type { Workspace, WorkspaceAnswer, WorkspaceLink, WorkspaceZone } from './workspace.ts'
import {
  carriedContradiction,
  carriedLink,
  dayBefore,
  historiesOf,
  type LinkWithId,
  livingLinks,
  openContradictions,
  type Restructuring,
  standingOn,
  type ZoneChange,
} from './zone-carry.ts'

type State = WorkspaceAnswer['state']

/** Not assessed and not met are the same distance from proof; where both occur, what was seen wins. */
const ORDER: readonly State[] = ['not-met', 'not-assessed', 'partly', 'compensated', 'met']

/** The state of the whole: the lowest of its parts; not applicable only where all parts say so (rules 1 and 3). */
export function lowestState(states: readonly State[]): State {
  const applicable: readonly State[] = states.filter((state) => state !== 'not-applicable')
  if (applicable.length === 0) return states.length === 0 ? 'not-assessed' : 'not-applicable'
  return ORDER.find((state) => applicable.includes(state)) ?? 'not-assessed'
}

/** Where a requirement may be answered for all below, by `framework requirement`. */
export type Inheritable = (framework: string, requirement: string) => boolean

/**
 * Merges zones of one site into one that stays. The others end the day before and keep their answers and their past. From the day on
 * the whole has, for each requirement, the lowest state of its parts; SL-T is the highest of the parts in each FR; controls and
 * evidence count only where every part had them, because what is proven for a part is not proven for the whole. Pure.
 * @see docs/method/zones.md
 */
export function mergeZones(
  workspace: Workspace,
  links: readonly LinkWithId[],
  into: WorkspaceZone,
  others: readonly WorkspaceZone[],
  inheritable: Inheritable,
  reason: string,
  act: Restructuring,
): ZoneChange {
  const gone = new Set(others.map((zone) => zone.id))
  const renamed = (id: string): string => (gone.has(id) ? into.id : id)
  const states = statesOfParts(workspace, [into, ...others], inheritable, act.from)
  const carried = carryLinks(links, into, others, states, act)
  return {
    zones: [mergedZone(into, others, reason, act), ...others.map((zone) => ({ ...zone, until: dayBefore(act.from) }))],
    assets: (workspace.assets ?? []).flatMap((asset) =>
      asset.zone !== undefined && gone.has(asset.zone) ? [{ ...asset, zone: into.id }] : [],
    ),
    networks: (workspace.networks ?? []).flatMap((network) =>
      network.zone !== undefined && gone.has(network.zone) ? [{ ...network, zone: into.id }] : [],
    ),
    conduits: (workspace.conduits ?? []).flatMap((conduit) => {
      if (!conduit.zones.some((zone) => gone.has(zone))) return []
      const zones = [...new Set(conduit.zones.map(renamed))]
      // What joined only the parts lies inside the whole now.
      const isInside = zones.length === 1 && (conduit.external ?? []).length === 0
      return [isInside ? { ...conduit, until: dayBefore(act.from) } : { ...conduit, zones }]
    }),
    suppliers: (workspace.suppliers ?? []).flatMap((supplier) => {
      if (!(supplier.access ?? []).some((access) => gone.has(access.zone))) return []
      const access = new Map(
        (supplier.access ?? [])
          .map((one) => ({ ...one, zone: renamed(one.zone) }))
          .map((one) => [`${one.zone} ${one.kind} ${one.through}`, one]),
      )
      return [{ ...supplier, access: [...access.values()] }]
    }),
    flows: (workspace.flows ?? []).flatMap((flow) => {
      const touches = [flow.source.zone, flow.target.zone].some((zone) => zone !== undefined && gone.has(zone))
      const end = (one: typeof flow.source): typeof flow.source => (one.zone === undefined ? one : { ...one, zone: renamed(one.zone) })
      return touches ? [{ ...flow, source: end(flow.source), target: end(flow.target) }] : []
    }),
    contradictions: others.flatMap((zone) =>
      openContradictions(workspace, `zone:${zone.id}`, act.from).map((one) => carriedContradiction(one, `zone:${into.id}`, act)),
    ),
    responsibilities: carriedResponsibilities(workspace, into, gone),
    answers: mergedAnswers(states, into, act),
    ...carried,
  }
}

function mergedZone(into: WorkspaceZone, others: readonly WorkspaceZone[], reason: string, { from, now }: Restructuring): WorkspaceZone {
  const moment = { asOf: from, knownAt: null }
  const all = [into, ...others]
  const targets = all.map((zone) => targetAt(zone.slTarget, moment)?.vector)
  const highest = [0, 1, 2, 3, 4, 5, 6].map((at) => {
    const given = targets.flatMap((vector) => vector?.[at] ?? [])
    return given.length === 0 ? null : Math.max(...given)
  }) as Vector
  const isSame = highest.every((level, at) => level === (targets[0]?.[at] ?? null))
  const isGiven = vectorMinimum(highest) !== null
  const criticality = Math.max(...all.map((zone) => zone.criticality ?? 2)) as 1 | 2 | 3
  return {
    ...into,
    ...(isSame || !isGiven ? {} : { slTarget: withTarget(into.slTarget, { vector: highest, reason, from, recordedAt: now }) }),
    ...(criticality === (into.criticality ?? 2) ? {} : { criticality }),
    ...(all.some((zone) => zone.safety === true) ? { safety: true } : {}),
    ...(all.some((zone) => zone.wireless === true) ? { wireless: true } : {}),
  }
}

/** What each part says on a requirement on the day: its own answer, else the one it inherits. The first part is the one that stays. */
interface PartStates {
  readonly framework: string
  readonly requirement: string
  readonly own: readonly (WorkspaceAnswer | undefined)[]
  readonly inherited: readonly (WorkspaceAnswer | undefined)[]
}

function statesOfParts(
  workspace: Workspace,
  zones: readonly WorkspaceZone[],
  inheritable: Inheritable,
  day: string,
): readonly PartStates[] {
  const answers = workspace.answers ?? []
  const histories = zones.map((zone) => historiesOf(answers, `zone:${zone.id}`))
  const above = zones.map((zone) => aboveOf(workspace, zone).map((level) => level.map((ref) => historiesOf(answers, ref))))
  const keys = new Set(histories.flatMap((history) => [...history.keys()]))
  return [...keys].sort().map((key) => {
    const [framework = '', ...rest] = key.split(' ')
    const requirement = rest.join(' ')
    return {
      framework,
      requirement,
      own: histories.map((history) => assessed(standingOn(history.get(key), day))),
      inherited: above.map((levels) => {
        if (!inheritable(framework, requirement)) return undefined
        for (const level of levels) {
          const found = level.flatMap((history) => assessed(standingOn(history.get(key), day)) ?? [])
          const lowest = lowestState(found.map((one) => one.state))
          if (found.length > 0) return found.find((one) => one.state === lowest)
        }
        return undefined
      }),
    }
  })
}

/** "Not assessed" never overrides what stands above. */
const assessed = (entry: WorkspaceAnswer | undefined): WorkspaceAnswer | undefined => (entry?.state === 'not-assessed' ? undefined : entry)

const aboveOf = (workspace: Workspace, zone: WorkspaceZone): readonly (readonly string[])[] => [
  zone.suc === undefined ? [] : [`suc:${zone.suc}`],
  [`site:${zone.site}`],
  (workspace.sites ?? []).filter((site) => site.id === zone.site).flatMap((site) => site.entities.map((entity) => `entity:${entity}`)),
  ['organisation'],
]

function mergedAnswers(states: readonly PartStates[], into: WorkspaceZone, { from, now, by }: Restructuring): readonly WorkspaceAnswer[] {
  return states.flatMap(({ framework, requirement, own, inherited }): readonly WorkspaceAnswer[] => {
    const parts = own.map((one, at) => one ?? inherited[at])
    const state = lowestState(parts.map((one) => one?.state ?? 'not-assessed'))
    const standing = own[0] ?? inherited[0]
    const levels = parts.flatMap((one) => (one === undefined || one.state === 'not-applicable' ? [] : [one.maturity ?? 0]))
    const maturity = levels.length === 0 ? 0 : Math.min(...levels)
    if (state === (standing?.state ?? 'not-assessed') && (standing?.maturity ?? 0) === maturity) return []
    const deciding = parts.filter((one) => one?.state === state)
    const justification = joined(deciding.map((one) => one?.justification))
    const note = joined(deciding.map((one) => one?.note))
    // The earliest review, by whoever was to make it.
    const [next] = deciding.filter((one) => one?.review !== undefined).sort((a, b) => ((a?.review ?? '') < (b?.review ?? '') ? -1 : 1))
    const { review, reviewer } = next ?? {}
    return [
      {
        subject: `zone:${into.id}`,
        framework,
        requirement,
        state,
        ...(justification === undefined ? {} : { justification }),
        ...(maturity === 0 ? {} : { maturity: maturity as 1 | 2 | 3 | 4 }),
        ...(note === undefined ? {} : { note }),
        ...(review === undefined ? {} : { review }),
        ...(reviewer === undefined ? {} : { reviewer }),
        from,
        recordedAt: now,
        ...(by === undefined ? {} : { by }),
        provenance: 'person',
      },
    ]
  })
}

const joined = (texts: readonly (string | undefined)[]): string | undefined => {
  const all = [...new Set(texts.filter((text) => text !== undefined))].join('\n\n')
  return all === '' ? undefined : all.slice(0, 20_000).toWellFormed()
}

/** Links of the whole: a requirement keeps controls, or evidence, where each part to which it applies has some. */
function carryLinks(
  links: readonly LinkWithId[],
  into: WorkspaceZone,
  others: readonly WorkspaceZone[],
  states: readonly PartStates[],
  act: Restructuring,
): Pick<ZoneChange, 'addedLinks' | 'endedLinks'> {
  const zones = [into, ...others]
  const living = zones.map((zone) => livingLinks(links, `zone:${zone.id}`, act.from))
  const applies = new Map(
    states.map(({ framework, requirement, own, inherited }) => [
      `${framework} ${requirement}`,
      zones.map((_, at) => (own[at] ?? inherited[at])?.state !== 'not-applicable'),
    ]),
  )
  const everywhere = (what: 'controls' | 'evidence', framework: string, requirement: string): boolean =>
    living.every(
      (list, at) =>
        applies.get(`${framework} ${requirement}`)?.[at] === false ||
        list.some(({ link }) => link.framework === framework && link.requirements.includes(requirement) && (link[what] ?? []).length > 0),
    )
  const cut = (link: WorkspaceLink): readonly WorkspaceLink[] => {
    const groups = Map.groupBy(
      link.requirements,
      (requirement) => `${everywhere('controls', link.framework, requirement)} ${everywhere('evidence', link.framework, requirement)}`,
    )
    return [...groups].flatMap(([flags, requirements]): readonly WorkspaceLink[] => {
      const { controls, evidence, target, ...rest } = carriedLink(link, `zone:${into.id}`, act)
      const kept = {
        ...(flags.startsWith('true') && controls !== undefined ? { controls, ...(target === undefined ? {} : { target }) } : {}),
        ...(flags.endsWith(' true') && evidence !== undefined ? { evidence } : {}),
      }
      return Object.keys(kept).length === 0 ? [] : [{ ...rest, requirements, ...kept }]
    })
  }
  const isWhole = (link: WorkspaceLink): boolean =>
    link.requirements.every(
      (requirement) =>
        ((link.controls ?? []).length === 0 || everywhere('controls', link.framework, requirement)) &&
        ((link.evidence ?? []).length === 0 || everywhere('evidence', link.framework, requirement)),
    )
  const own = (living[0] ?? []).filter(({ link }) => !isWhole(link) && (link.from ?? '') < act.from)
  return {
    endedLinks: own.map(({ id, link }) => ({ id, link: { ...link, until: dayBefore(act.from) } })),
    addedLinks: [...own.flatMap(({ link }) => cut(link)), ...living.slice(1).flatMap((list) => list.flatMap(({ link }) => cut(link)))],
  }
}

function carriedResponsibilities(
  workspace: Workspace,
  into: WorkspaceZone,
  gone: ReadonlySet<string>,
): NonNullable<Workspace['responsibilities']> {
  const subject = `zone:${into.id}`
  const rows = workspace.responsibilities ?? []
  const known = new Set(rows.map((row) => JSON.stringify(row)))
  return rows.flatMap((row) => {
    if (row.subject === undefined || !row.subject.startsWith('zone:') || !gone.has(row.subject.slice(5))) return []
    const carried = { ...row, subject }
    const key = JSON.stringify(carried)
    if (known.has(key)) return []
    known.add(key)
    return [carried]
  })
}
