import type {
  Workspace,
  WorkspaceAnswer,
  WorkspaceContradiction,
  WorkspaceControl,
  WorkspaceEvidence,
  WorkspaceLink,
} from '../company/workspace.ts'

/** The point in time a position is read at (rule 10). */
export interface Moment {
  /** Valid date, `YYYY-MM-DD`. */
  readonly asOf: string
  /** Only what was recorded by then counts; a date means the end of that day in UTC; null = everything. */
  readonly knownAt: string | null
}

/**
 * Answer entries valid and known, oldest first, by subject, framework and requirement. Maps in maps, because joining three
 * texts to one key for each of 200,000 answers costs more than finding the answers does.
 */
export type Histories = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, readonly WorkspaceAnswer[]>>>

type ControlState = 'proposed' | 'planned' | 'operating' | 'retired'

/** A workspace seen at one moment: what exists, what is in force, what is known. */
export interface Slice {
  readonly moment: Moment
  readonly workspace: Workspace
  readonly histories: Histories
  readonly links: readonly WorkspaceLink[]
  readonly contradictions: readonly WorkspaceContradiction[]
  readonly controls: ReadonlyMap<string, { readonly control: WorkspaceControl; readonly state: ControlState }>
  readonly evidence: ReadonlyMap<string, { readonly evidence: WorkspaceEvidence; readonly state: EvidenceState }>
}

export type EvidenceState = 'valid' | 'expired' | 'future'

/** Sortable key of an instant or date; fractions of a second of any length compare right. */
export const instantKey = (instant: string): string =>
  instant.length === 10 ? `${instant}T23:59:59.999` : instant.slice(0, -1).padEnd(20, '.').padEnd(23, '0')

export const isKnown = (recordedAt: string | undefined, moment: Moment): boolean =>
  recordedAt === undefined || moment.knownAt === null || instantKey(recordedAt) <= instantKey(moment.knownAt)

/** Does an object exist on the as-of date, as far as was known? Both ends are inclusive. */
export const isAlive = (
  object: { readonly from?: string | undefined; readonly until?: string | undefined; readonly recordedAt?: string | undefined },
  moment: Moment,
): boolean =>
  isKnown(object.recordedAt, moment) &&
  (object.from === undefined || object.from <= moment.asOf) &&
  (object.until === undefined || moment.asOf <= object.until)

export const answerKey = (subject: string, framework: string, requirement: string): string => `${subject}|${framework}|${requirement}`

interface Dated {
  readonly from?: string | undefined
  readonly recordedAt?: string | undefined
}

/** Older first: by valid-from, then by recorded-at; absent means since ever. */
export const byAge = (a: Dated, b: Dated): number => {
  const fromA = a.from ?? ''
  const fromB = b.from ?? ''
  if (fromA !== fromB) return fromA < fromB ? -1 : 1
  const knownA = a.recordedAt === undefined ? '' : instantKey(a.recordedAt)
  const knownB = b.recordedAt === undefined ? '' : instantKey(b.recordedAt)
  return knownA < knownB ? -1 : knownA > knownB ? 1 : 0
}

/** The entry in force: the latest valid-from, then the latest recorded-at, among those valid and known (rule 10). */
export function inForce<T extends Dated>(entries: readonly T[], moment: Moment): T | undefined {
  let latest: T | undefined
  for (const entry of entries) {
    if (!isAlive(entry, moment)) continue
    if (latest === undefined || byAge(entry, latest) >= 0) latest = entry
  }
  return latest
}

/**
 * The workspace as of a date and as known at a date. Pure; nothing is copied that did not change. `known` are the histories of exactly
 * these answers at this moment, where they are there already.
 */
export function sliceWorkspace(workspace: Workspace, moment: Moment, known?: Histories): Slice {
  return {
    moment,
    workspace: sliceObjects(workspace, moment),
    histories: known ?? histories(workspace.answers ?? [], moment),
    ...sliceLinked(workspace, moment),
    contradictions: (workspace.contradictions ?? []).filter(
      (one) => isAlive(one, moment) && !(one.treated !== undefined && one.treated <= moment.asOf),
    ),
  }
}

/** The workspace with the objects that exist at a moment. */
export function sliceObjects(workspace: Workspace, moment: Moment): Workspace {
  const alive = <T extends Dated & { readonly until?: string | undefined }>(list: readonly T[] | undefined): T[] =>
    (list ?? []).filter((object) => isAlive(object, moment))
  return {
    ...workspace,
    entities: alive(workspace.entities),
    sites: alive(workspace.sites),
    sucs: alive(workspace.sucs),
    zones: alive(workspace.zones),
    conduits: alive(workspace.conduits),
    networks: alive(workspace.networks),
    assets: alive(workspace.assets),
    flows: alive(workspace.flows),
    suppliers: alive(workspace.suppliers),
    products: alive(workspace.products),
  }
}

/** What hangs on the answers of a workspace at a moment: links, and controls and evidence with their state. */
export function sliceLinked(
  workspace: Pick<Workspace, 'links' | 'controls' | 'evidence'>,
  moment: Moment,
): Pick<Slice, 'links' | 'controls' | 'evidence'> {
  return {
    links: (workspace.links ?? []).filter((link) => isAlive(link, moment)),
    controls: new Map(
      (workspace.controls ?? [])
        .filter((control) => isKnown(control.recordedAt, moment))
        .map((control) => [control.id, { control, state: controlState(control, moment) }]),
    ),
    evidence: new Map(
      (workspace.evidence ?? [])
        .filter((evidence) => isKnown(evidence.recordedAt, moment))
        .map((evidence) => [evidence.id, { evidence, state: evidenceState(evidence, moment) }]),
    ),
  }
}

type GrowingHistories = Map<string, Map<string, Map<string, WorkspaceAnswer[]>>>

function histories(answers: readonly WorkspaceAnswer[], moment: Moment): Histories {
  const result: GrowingHistories = new Map()
  const several = new Set<WorkspaceAnswer[]>()
  for (const answer of answers) {
    if (!isAlive(answer, moment)) continue
    const list = enterInto(result, answer)
    if (list.length > 1) several.add(list)
  }
  for (const list of several) list.sort(oldestFirst)
  return result
}

/** Adds an entry at the end of the list it belongs to, and gives that list. */
function enterInto(growing: GrowingHistories, entry: WorkspaceAnswer): WorkspaceAnswer[] {
  let frameworks = growing.get(entry.subject)
  if (frameworks === undefined) growing.set(entry.subject, (frameworks = new Map()))
  let requirements = frameworks.get(entry.framework)
  if (requirements === undefined) frameworks.set(entry.framework, (requirements = new Map()))
  const list = requirements.get(entry.requirement)
  if (list !== undefined) {
    list.push(entry)
    return list
  }
  // Not an empty list to push to: that would set room aside for 16 more, and nearly all histories have one entry.
  const first = [entry]
  requirements.set(entry.requirement, first)
  return first
}

/** The entries of one cell, oldest first; empty where nothing was ever answered. */
export const historyOf = (all: Histories, subject: string, framework: string, requirement: string): readonly WorkspaceAnswer[] =>
  all.get(subject)?.get(framework)?.get(requirement) ?? []

/**
 * Histories that take further entries; those they began with stay as they are. Only what an entry touches is copied: there are
 * hundreds of thousands of cells, and few get another entry.
 */
export function openHistories(all: Histories): {
  readonly histories: Histories
  readonly enter: (entry: WorkspaceAnswer) => readonly WorkspaceAnswer[]
} {
  const subjects = new Map(all)
  const own = new WeakSet<object>()
  const opened = <T>(map: Map<string, ReadonlyMap<string, T>>, key: string): Map<string, T> => {
    const standing = map.get(key)
    if (standing !== undefined && own.has(standing)) return standing as Map<string, T>
    const copy = new Map(standing)
    own.add(copy)
    map.set(key, copy)
    return copy
  }
  return {
    histories: subjects,
    enter: (entry) => {
      const requirements = opened(opened(subjects, entry.subject), entry.framework)
      const list = [...(requirements.get(entry.requirement) ?? []), entry].sort(oldestFirst)
      requirements.set(entry.requirement, list)
      return list
    },
  }
}

/** Two entries of one instant cannot both stand; the validator refuses them, and here the lower state wins. */
const STATE_RANK: readonly string[] = ['met', 'compensated', 'partly', 'not-applicable', 'not-met', 'not-assessed']
const oldestFirst = (a: WorkspaceAnswer, b: WorkspaceAnswer): number =>
  byAge(a, b) || STATE_RANK.indexOf(a.state) - STATE_RANK.indexOf(b.state)

function controlState(control: WorkspaceControl, moment: Moment): ControlState {
  if (typeof control.status === 'string') return control.status
  return inForce(control.status, moment)?.state ?? 'proposed'
}

function evidenceState(evidence: WorkspaceEvidence, moment: Moment): EvidenceState {
  if (evidence.effective > moment.asOf) return 'future'
  return evidence.validUntil !== undefined && evidence.validUntil < moment.asOf ? 'expired' : 'valid'
}
