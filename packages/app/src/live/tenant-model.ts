import type { Content } from '@caponier/core'
import { KIND_NAMES, KINDS } from '@caponier/core/company/kinds'
import type { DocOf, Kind } from '@caponier/core/company/kinds'
import type { Workspace, WorkspaceAnswer, WorkspaceLink } from '@caponier/core/company/workspace'
import type { Finding, LivePosition, Moved, Position, Relinked } from '@caponier/core/position/index'
import { buildModel, checkConsistency, createLive } from '@caponier/core/position/index'
import type { Slice } from '@caponier/core/position/slice'
import type { GroupScope } from '@caponier/core/scope/index'
import { computedOf, type Computed, decideWorkspaceScope, scopePositions } from '@caponier/offline/position/compute'
import type { LoadedTenant } from '@caponier/store/model/load'
import type { Stored } from '@caponier/store/model/tables'
import type { StoredLink } from '@caponier/store/assessment/links'
import type { Places } from '../gate/places.ts'
import { indexPlaces } from '../gate/places.ts'
import type { Part, Remembered } from './remembered.ts'
import { remembered, SCOPE_PARTS } from './remembered.ts'

/** What a committed change did to the model, as far as memory must follow. */
export type Effect =
  | { readonly kind: 'answer'; readonly entry: WorkspaceAnswer; readonly version: number }
  | { readonly kind: 'object'; readonly of: Kind; readonly stored: Stored<unknown> }
  | { readonly kind: 'removed'; readonly of: Kind; readonly id: string }
  | { readonly kind: 'link'; readonly stored: StoredLink }
  | { readonly kind: 'link-removed'; readonly id: string }
  /** More than can be named: memory reads the whole tenant again. */
  | { readonly kind: 'anything' }
  | { readonly kind: 'organisation'; readonly organisation: Workspace['organisation']; readonly version: number }

/**
 * A tenant's model in memory. It equals what the database held at `seq`; a caller that finds another `seq` in the database refreshes
 * it first. Everything computed is kept until a change makes it untrue.
 */
export interface TenantModel {
  readonly id: string
  readonly sample: boolean
  /** Change counter that this state equals. */
  readonly seq: () => number
  readonly workspace: () => Workspace
  readonly object: <K extends Kind>(kind: K, id: string) => Stored<DocOf<K>> | undefined
  readonly objects: <K extends Kind>(kind: K) => readonly Stored<DocOf<K>>[]
  readonly organisationVersion: () => number
  readonly links: () => readonly StoredLink[]
  readonly link: (id: string) => StoredLink | undefined
  /** Version of an answered cell; 0 where there is no answer. */
  readonly answerVersion: (subject: string, framework: string, requirement: string) => number
  readonly places: () => Places
  /** The position as of a day, held live and updated answer by answer. */
  readonly live: (day: string) => LivePosition
  /** The whole position as of a day with scope and findings, the same as the offline program computes. */
  readonly computed: (day: string, lang: 'en' | 'de') => Computed
  readonly position: (day: string, lang: 'en' | 'de') => Position
  /** The scope decision of every legal entity as of a day, without a search for what would flip it. */
  readonly scope: (day: string) => GroupScope
  /** The consistency check as of a day: the findings of the position, without computing the rest of it. */
  readonly findings: (day: string, lang: 'en' | 'de') => readonly Finding[]
  /** A value that is kept until what it depends on changes; for what several requests ask. */
  readonly remember: Remembered['remember']
  readonly unremember: Remembered['unremember']
  /**
   * Follows a committed change; returns the numbers that moved, where answers and what hangs on them changed. `day` is that of the
   * change: a position held for another is forgotten; null keeps what is held.
   */
  readonly follow: (seq: number, effects: readonly Effect[], day: string | null) => Moved
}

/** Parts that hang on answers; a change of these moves cells and no structure. */
const LINKED: readonly Part[] = ['link', 'control', 'evidence']

/** Builds the model from what the store loaded. */
export function tenantModel(content: Content, loaded: LoadedTenant): TenantModel {
  let seq = loaded.seq
  let organisation = loaded.organisation
  let organisationVersion = loaded.organisationVersion
  const objects = new Map<Kind, Map<string, Stored<unknown>>>(
    KIND_NAMES.map((kind) => [kind, new Map(loaded.objects[kind].map((one): [string, Stored<unknown>] => [one.id, one]))]),
  )
  const links = new Map(loaded.links.map((one) => [one.id, one]))
  const answers: WorkspaceAnswer[] = [...loaded.answers]
  let entryCounts: EntryCounts | undefined

  let workspace: Workspace | undefined
  let places: Places | undefined
  let live: { readonly day: string; readonly position: LivePosition } | undefined
  /** Histories of the answers of a day, kept when the position must be built anew although no answer is different. */
  let sorted: { readonly day: string; readonly histories: Slice['histories'] } | undefined
  const { remember, unremember, forget } = remembered()

  const kindMap = (kind: Kind): Map<string, Stored<unknown>> => objects.get(kind) ?? new Map<string, Stored<unknown>>()
  const currentWorkspace = (): Workspace => (workspace ??= assemble(organisation, objects, links, answers))
  const currentLive = (day: string): LivePosition => {
    if (live?.day !== day) {
      const histories = sorted?.day === day ? sorted.histories : undefined
      live = { day, position: createLive(buildModel(content, currentWorkspace(), { asOf: day, knownAt: null }, histories)) }
      sorted = undefined
    }
    return live.position
  }
  const scope = (day: string): GroupScope =>
    remember(
      `decisions ${day}`,
      () => {
        const decided = decideWorkspaceScope(content, currentWorkspace(), { asOf: day, knownAt: null, lang: 'en', flips: false })
        if (!decided.ok) throw new Error(`the scope of ${loaded.id} cannot be decided: ${decided.problem.message}`)
        return decided.value
      },
      SCOPE_PARTS,
    )
  const computed = (day: string, lang: 'en' | 'de'): Computed =>
    remember(`computed ${day} ${lang}`, () => {
      const result = computedOf(content, currentWorkspace(), currentLive(day).model, { asOf: day, knownAt: null, lang, flips: false })
      if (!result.ok) throw new Error(`the position of ${loaded.id} cannot be computed: ${result.problem.message}`)
      return result.value
    })
  const findings = (day: string, lang: 'en' | 'de'): readonly Finding[] =>
    remember(`findings ${day} ${lang}`, () => checkConsistency(currentLive(day).model, scopePositions(scope(day), lang), lang))

  /** Enters what changed but answers; what became of links, controls and evidence, and what else is different. */
  const enterStructure = (effects: readonly Effect[]): { readonly relinked: Relinked; readonly parts: ReadonlySet<Part> } => {
    const relinked = { links: [] as WorkspaceLink[], controls: new Set<string>(), evidence: new Set<string>() }
    const parts = new Set<Part>()
    const touch = (kind: Kind, id: string): void => {
      parts.add(kind)
      if (kind === 'control') relinked.controls.add(id)
      if (kind === 'evidence') relinked.evidence.add(id)
    }
    const touchLink = (id: string): void => {
      parts.add('link')
      const link = links.get(id)?.link
      if (link !== undefined) relinked.links.push(link)
    }
    for (const effect of effects) {
      if (effect.kind === 'object') {
        kindMap(effect.of).set(effect.stored.id, effect.stored)
        touch(effect.of, effect.stored.id)
      } else if (effect.kind === 'removed') {
        kindMap(effect.of).delete(effect.id)
        touch(effect.of, effect.id)
      } else if (effect.kind === 'link') {
        touchLink(effect.stored.id)
        links.set(effect.stored.id, effect.stored)
        relinked.links.push(effect.stored.link)
      } else if (effect.kind === 'link-removed') {
        touchLink(effect.id)
        links.delete(effect.id)
      } else if (effect.kind === 'organisation') {
        organisation = effect.organisation
        organisationVersion = effect.version
        parts.add('organisation')
      }
    }
    return { relinked, parts }
  }

  const follow = (next: number, effects: readonly Effect[], day: string | null): Moved => {
    seq = next
    const moved: { measures: Moved['measures'][number][]; levels: Moved['levels'][number][] } = { measures: [], levels: [] }
    const gather = (step: Moved): void => {
      moved.measures.push(...step.measures)
      moved.levels.push(...step.levels)
    }
    const entries = effects.flatMap((effect) => (effect.kind === 'answer' ? [effect.entry] : []))
    if (day !== null && live?.day !== day) live = undefined
    if (entries.length > 0) sorted = undefined
    if (entries.length < effects.length) {
      const { relinked, parts } = enterStructure(effects)
      workspace = undefined
      places = undefined
      if (live !== undefined && !followStructure(live.position, parts)) {
        if (entries.length === 0) sorted = { day: live.day, histories: live.position.model.slice.histories }
        live = undefined
      }
      if (live !== undefined && LINKED.some((part) => parts.has(part))) gather(live.position.relink(currentWorkspace(), relinked))
      forget(parts)
    }
    if (entries.length > 0) {
      for (const entry of entries) {
        answers.push(entry)
        if (entryCounts !== undefined) countEntry(entryCounts, entry)
      }
      if (live !== undefined) gather(live.position.answers(entries))
      forget(new Set(['answer']), earliest(entries))
    }
    return moved
  }

  /** Follows what is neither answer nor link; false where the position must be built anew. */
  const followStructure = (position: LivePosition, parts: ReadonlySet<Part>): boolean => {
    if (parts.has('adopted-framework') || parts.has('contradiction')) return false
    return [...parts].every((part) => LINKED.includes(part)) || position.refit(currentWorkspace())
  }

  return {
    id: loaded.id,
    sample: loaded.sample,
    seq: () => seq,
    workspace: currentWorkspace,
    object: <K extends Kind>(kind: K, id: string) => kindMap(kind).get(id) as Stored<DocOf<K>> | undefined,
    objects: <K extends Kind>(kind: K) => [...kindMap(kind).values()] as readonly Stored<DocOf<K>>[],
    organisationVersion: () => organisationVersion,
    links: () => [...links.values()],
    link: (id) => links.get(id),
    answerVersion: (subject, framework, requirement) =>
      (entryCounts ??= countEntries(answers)).get(subject)?.get(framework)?.get(requirement) ?? 0,
    places: () => (places ??= indexPlaces(currentWorkspace())),
    live: currentLive,
    computed,
    position: (day, lang) => computed(day, lang).position,
    scope,
    findings,
    remember,
    unremember,
    follow,
  }
}

/** The earliest day that one of the entries holds from; '' where one holds since ever. */
const earliest = (entries: readonly WorkspaceAnswer[]): string =>
  entries.reduce((day, { from = '' }) => (from < day ? from : day), entries[0]?.from ?? '')

/** Entries of each cell: subject, framework, requirement. */
type EntryCounts = Map<string, Map<string, Map<string, number>>>

/** The store counts a version for every entry of a cell, so that the number of entries is the version. */
function countEntries(answers: readonly WorkspaceAnswer[]): EntryCounts {
  const counts: EntryCounts = new Map()
  for (const entry of answers) countEntry(counts, entry)
  return counts
}

function countEntry(counts: EntryCounts, { subject, framework, requirement }: WorkspaceAnswer): void {
  let frameworks = counts.get(subject)
  if (frameworks === undefined) counts.set(subject, (frameworks = new Map()))
  let requirements = frameworks.get(framework)
  if (requirements === undefined) frameworks.set(framework, (requirements = new Map()))
  requirements.set(requirement, (requirements.get(requirement) ?? 0) + 1)
}

/** The workspace document of the parts. The answers are the live list itself, so that an entered answer is in it at once. */
function assemble(
  organisation: Workspace['organisation'],
  objects: ReadonlyMap<Kind, ReadonlyMap<string, Stored<unknown>>>,
  links: ReadonlyMap<string, StoredLink>,
  answers: WorkspaceAnswer[],
): Workspace {
  const lists = Object.fromEntries(
    KIND_NAMES.map((kind) => [KINDS[kind].key, [...(objects.get(kind)?.values() ?? [])].map((stored) => stored.doc)]),
  )
  return { caponier: 1, organisation, ...lists, links: [...links.values()].map((one) => one.link), answers } as Workspace
}
