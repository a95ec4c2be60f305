import type {
  Workspace,
  WorkspaceAnswer,
  WorkspaceConduit,
  WorkspaceEvidence,
  WorkspaceFlow,
  WorkspaceLink,
  WorkspaceZone,
} from '@caponier/core/company/workspace'
import { BRENNER_AS_OF } from './build.ts'

/**
 * The same manufacturer after every finding of the consistency check has been mended, as of {@link BRENNER_AS_OF}: the check
 * must be silent here. Each step mends one rule in the way its own `fix` proposes. Pure.
 */
export function cleanTwin(workspace: Workspace): Workspace {
  const steps = [
    fullTargets,
    zonesForAssets,
    conduitsForFlows,
    conduitTargets,
    owners,
    treatedContradictions,
    acceptedFlows,
    controlsInTime,
    someFrNeeded,
    justified,
    reviewed,
    claimsOfSuppliers,
    answeredDuties,
    raisedOverrides,
    freshEvidence,
  ]
  return steps.reduce((current, step) => step(current), workspace)
}

type Vector = [Level, Level, Level, Level, Level, Level, Level]
type Level = 0 | 1 | 2 | 3 | 4
const FR_COUNT = [0, 1, 2, 3, 4, 5, 6] as const

/** The target in force as of the day, missing elements left out. */
function targetOf(one: { readonly slTarget?: WorkspaceZone['slTarget'] | undefined }): readonly (Level | null | undefined)[] {
  const declared = one.slTarget
  if (declared === undefined) return []
  const newest = declared.findLast((entry) => typeof entry === 'object' && entry !== null && (entry.from ?? '') <= BRENNER_AS_OF)
  return typeof newest === 'object' && newest !== null ? newest.vector : (declared as Vector)
}

const filled = (one: { readonly slTarget?: WorkspaceZone['slTarget'] | undefined }): Vector =>
  FR_COUNT.map((fr) => targetOf(one)[fr] ?? 2) as Vector

const fullTargets = (workspace: Workspace): Workspace => ({
  ...workspace,
  zones: workspace.zones?.map((zone) => ({ ...zone, slTarget: filled(zone) })),
})

function zonesForAssets(workspace: Workspace): Workspace {
  const zoneOfSite = new Map((workspace.zones ?? []).map((zone) => [zone.site, zone.id]))
  return { ...workspace, assets: workspace.assets?.map((asset) => ({ ...asset, zone: asset.zone ?? zoneOfSite.get(asset.site) })) }
}

/** A conduit for every pair of zones that a flow crosses without one. */
function conduitsForFlows(workspace: Workspace): Workspace {
  const assets = new Map((workspace.assets ?? []).map((asset) => [asset.id, asset]))
  const zoneOf = (end: WorkspaceFlow['source']): string | undefined =>
    end.zone ?? (end.asset === undefined ? undefined : assets.get(end.asset)?.zone)
  const joined = new Set(
    (workspace.conduits ?? []).flatMap((conduit) => conduit.zones.flatMap((a) => conduit.zones.map((b) => `${a}|${b}`))),
  )
  const added = new Map<string, WorkspaceConduit>()
  for (const flow of workspace.flows ?? []) {
    const [a, b] = [zoneOf(flow.source), zoneOf(flow.target)]
    if (a === undefined || b === undefined || a === b || joined.has(`${a}|${b}`) || added.has(`${b}|${a}`)) continue
    added.set(`${a}|${b}`, { id: `c-mended-${a}-${b}`, name: `${a} to ${b}`, zones: [a, b] })
  }
  return { ...workspace, conduits: [...(workspace.conduits ?? []), ...added.values()] }
}

/** Every conduit at least at the highest zone it joins. */
function conduitTargets(workspace: Workspace): Workspace {
  const zones = new Map((workspace.zones ?? []).map((zone) => [zone.id, zone]))
  const raised = (conduit: WorkspaceConduit): Vector =>
    FR_COUNT.map((fr) =>
      Math.max(targetOf(conduit)[fr] ?? 0, ...conduit.zones.map((id) => targetOf(zones.get(id) ?? {})[fr] ?? 0)),
    ) as Vector
  return { ...workspace, conduits: workspace.conduits?.map((conduit) => ({ ...conduit, slTarget: raised(conduit) })) }
}

function owners(workspace: Workspace): Workspace {
  const owner = workspace.people?.[0]?.id
  const owned = <T extends { readonly owner?: string | undefined }>(list: readonly T[] | undefined): T[] =>
    (list ?? []).map((one) => ({ ...one, owner: one.owner ?? owner }))
  return { ...workspace, zones: owned(workspace.zones), conduits: owned(workspace.conduits) }
}

const treatedContradictions = (workspace: Workspace): Workspace => ({
  ...workspace,
  contradictions: workspace.contradictions?.map((one) => ({ ...one, treated: one.treated ?? BRENNER_AS_OF })),
})

/** External peers are allowed with a reason; what manages in clear does so over an encrypted protocol now. */
const acceptedFlows = (workspace: Workspace): Workspace => ({
  ...workspace,
  flows: workspace.flows?.map((flow): WorkspaceFlow => {
    if (flow.source.external === true || flow.target.external === true)
      return { ...flow, accepted: flow.accepted ?? 'Declared as external connection and limited to this peer.' }
    return flow.function === 'manage' || ENCRYPTED[flow.protocol] !== undefined
      ? { ...flow, protocol: ENCRYPTED[flow.protocol] ?? flow.protocol }
      : flow
  }),
})

const ENCRYPTED: Readonly<Record<string, string>> = { telnet: 'ssh', ftp: 'sftp', http: 'https', vnc: 'rdp' }

const controlsInTime = (workspace: Workspace): Workspace => ({
  ...workspace,
  controls: workspace.controls?.map((control) =>
    control.due !== undefined && control.due < BRENNER_AS_OF
      ? { ...control, status: [{ state: 'operating' as const, from: control.due, recordedAt: `${control.due}T12:00:00Z` }] }
      : control,
  ),
})

const later = (answer: WorkspaceAnswer): WorkspaceAnswer => ({ ...answer, from: BRENNER_AS_OF, recordedAt: `${BRENNER_AS_OF}T06:00:00Z` })

/** The base requirement of data confidentiality is answered wherever the whole FR was called not applicable. */
function someFrNeeded(workspace: Workspace): Workspace {
  const rows = Map.groupBy(
    [...inForce(workspace).values()].filter((answer) => answer.framework === 'iec62443-3-3:2013' && answer.requirement.startsWith('SR 4.')),
    (answer) => answer.subject,
  )
  const wholly = [...rows.values()].flatMap((list) =>
    list.every((answer) => answer.state === 'not-applicable') ? list.filter((answer) => answer.requirement === 'SR 4.1') : [],
  )
  return {
    ...workspace,
    answers: [
      ...(workspace.answers ?? []),
      ...wholly.map(({ subject, framework, requirement }): WorkspaceAnswer => later({ subject, framework, requirement, state: 'partly' })),
    ],
  }
}

/** Whoever was to look again did so, and set the next date. */
const reviewed = (workspace: Workspace): Workspace => ({
  ...workspace,
  answers: workspace.answers?.map((answer) =>
    answer.review !== undefined && answer.review < BRENNER_AS_OF ? { ...answer, review: BRENNER_AS_OF } : answer,
  ),
})

const justified = (workspace: Workspace): Workspace => ({
  ...workspace,
  answers: workspace.answers?.map((answer) =>
    (answer.state === 'compensated' || answer.state === 'not-applicable') && (answer.justification ?? '').trim() === ''
      ? { ...answer, justification: 'Looked at on site; written down with the plant manager.' }
      : answer,
  ),
})

function claimsOfSuppliers(workspace: Workspace): Workspace {
  const claimed = new Set(workspace.answers?.map((answer) => answer.subject))
  const silent = (workspace.suppliers ?? []).filter(
    (supplier) => (supplier.access ?? []).length > 0 && !claimed.has(`supplier:${supplier.id}`),
  )
  const answers = silent.map((supplier): WorkspaceAnswer => ({
    subject: `supplier:${supplier.id}`,
    framework: 'iec62443-2-4:2023',
    requirement: 'SP.01.01 BR',
    state: 'partly',
    from: BRENNER_AS_OF,
  }))
  return { ...workspace, answers: [...(workspace.answers ?? []), ...answers] }
}

/** A first answer for every duty that an entity has left open while another one has answered it. */
function answeredDuties(workspace: Workspace): Workspace {
  const given = [...inForce(workspace).values()].filter((answer) => answer.framework === 'nis2:2022')
  const answered = new Set(given.map((answer) => `${answer.subject}|${answer.requirement}`))
  const duties = [...new Set(given.map((answer) => answer.requirement))]
  const open = workspace.entities.flatMap((entity) =>
    duties
      .filter((duty) => !answered.has(`entity:${entity.id}|${duty}`) && !answered.has(`organisation|${duty}`))
      .map((duty): WorkspaceAnswer => ({
        subject: `entity:${entity.id}`,
        framework: 'nis2:2022',
        requirement: duty,
        state: 'partly',
        from: BRENNER_AS_OF,
      })),
  )
  return { ...workspace, answers: [...(workspace.answers ?? []), ...open] }
}

const HALVES: Readonly<Record<string, number>> = { 'not-met': 0, partly: 1, met: 2, compensated: 2 }

/** Own answers below what stands above them are brought up to it. */
function raisedOverrides(workspace: Workspace): Workspace {
  const current = inForce(workspace)
  const above = parentsOf(workspace)
  const raised = [...current.values()].flatMap((answer): WorkspaceAnswer[] => {
    const own = HALVES[answer.state]
    if (own === undefined) return []
    const best = Math.max(
      -1,
      ...ancestors(answer.subject, above).map(
        (subject) => HALVES[current.get(`${subject}|${answer.framework}|${answer.requirement}`)?.state ?? ''] ?? -1,
      ),
    )
    return best > own ? [later({ ...answer, state: best === 2 ? 'met' : 'partly' })] : []
  })
  return { ...workspace, answers: [...(workspace.answers ?? []), ...raised] }
}

function parentsOf(workspace: Workspace): ReadonlyMap<string, readonly string[]> {
  const zoneParent = (id: string): string[] => {
    const zone = workspace.zones?.find((one) => one.id === id)
    return zone === undefined ? [] : [zone.suc === undefined ? `site:${zone.site}` : `suc:${zone.suc}`]
  }
  return new Map<string, readonly string[]>([
    ...workspace.entities.map((one) => [`entity:${one.id}`, ['organisation']] as const),
    ...(workspace.sites ?? []).map((one) => [`site:${one.id}`, one.entities.map((id) => `entity:${id}`)] as const),
    ...(workspace.sucs ?? []).map((one) => [`suc:${one.id}`, [`site:${one.site}`]] as const),
    ...(workspace.zones ?? []).map((one) => [`zone:${one.id}`, zoneParent(one.id)] as const),
    ...(workspace.conduits ?? []).map((one) => [`conduit:${one.id}`, one.zones.flatMap(zoneParent)] as const),
  ])
}

const ancestors = (subject: string, above: ReadonlyMap<string, readonly string[]>): string[] =>
  (above.get(subject) ?? []).flatMap((parent) => [parent, ...ancestors(parent, above)])

/** One piece of evidence of the day behind every answer there is. */
function freshEvidence(workspace: Workspace): Workspace {
  const proof: WorkspaceEvidence = { id: 'ev-mended', name: 'Complete review of 1 November 2026', effective: BRENNER_AS_OF }
  const cells = Map.groupBy(inForce(workspace).values(), (answer) => `${answer.subject}|${answer.framework}`)
  const links = [...cells.values()].flatMap((list): WorkspaceLink[] => {
    const [first] = list
    return first === undefined
      ? []
      : [
          {
            subject: first.subject,
            framework: first.framework,
            requirements: list.map((answer) => answer.requirement),
            evidence: [proof.id],
          },
        ]
  })
  return { ...workspace, evidence: [...(workspace.evidence ?? []), proof], links: [...(workspace.links ?? []), ...links] }
}

/** The newest entry of every cell as of the day. */
function inForce(workspace: Workspace): Map<string, WorkspaceAnswer> {
  const newest = new Map<string, WorkspaceAnswer>()
  for (const answer of workspace.answers ?? []) {
    if ((answer.from ?? '') > BRENNER_AS_OF) continue
    const key = `${answer.subject}|${answer.framework}|${answer.requirement}`
    const known = newest.get(key)
    if (known === undefined || [known.from, known.recordedAt].join('|') <= [answer.from, answer.recordedAt].join('|'))
      newest.set(key, answer)
  }
  return newest
}
