import { frameworkFacts } from '@caponier/core/company/answer-subjects'
import type { DocOf, Kind } from '@caponier/core/company/kinds'
import { KIND_NAMES, KINDS } from '@caponier/core/company/kinds'
import { nearestWord } from '@caponier/core/company/nearest-word'
import { referencesOf } from '@caponier/core/company/references-of'
import { checkWorkspace } from '@caponier/core/company/references'
import type { Workspace } from '@caponier/core/company/workspace'
import type { WorkspaceIssue } from '@caponier/core/company/workspace-issue'
import type { MemberContext } from '../context.ts'
import type { Visible } from '../gate/visible.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import { type AnyDoc, readableObjects } from './object-place.ts'

/** One thing wrong, as problems and warnings tell it. */
export interface ApiIssue {
  path: string
  message: string
  mend?: string
}

/** Words for one object of a kind, as messages say them. */
export const WORD_OF: Readonly<Record<Kind, string>> = {
  person: 'person',
  entity: 'legal entity',
  site: 'site',
  suc: 'system under consideration',
  zone: 'zone',
  conduit: 'conduit',
  network: 'network',
  supplier: 'supplier',
  product: 'product',
  'asset-type': 'asset type',
  asset: 'asset',
  flow: 'flow',
  proposal: 'proposal',
  control: 'control',
  evidence: 'piece of evidence',
  contradiction: 'contradiction',
  snapshot: 'snapshot',
  responsibility: 'responsibility',
  'adopted-framework': 'adopted framework',
}

/** Lists of a workspace with some documents put in or taken out, and the ids in the order of the list. */
export interface Would {
  readonly workspace: Workspace
  readonly ids: ReadonlyMap<Kind, readonly string[]>
}

/** What is put (id to document) and removed, per kind. */
export interface Difference {
  readonly put: ReadonlyMap<Kind, ReadonlyMap<string, AnyDoc>>
  readonly removed: ReadonlyMap<Kind, ReadonlySet<string>>
}

/** The workspace as it would be. Kinds that do not change keep their lists. */
export function workspaceWith(model: TenantModel, { put, removed }: Difference): Would {
  const ids = new Map<Kind, readonly string[]>()
  const lists: [string, readonly unknown[]][] = []
  for (const kind of new Set([...put.keys(), ...removed.keys()])) {
    const docs = new Map<string, unknown>(model.objects(kind).map((one) => [one.id, one.doc]))
    for (const id of removed.get(kind) ?? []) docs.delete(id)
    for (const [id, doc] of put.get(kind) ?? []) docs.set(id, doc)
    ids.set(kind, [...docs.keys()])
    lists.push([KINDS[kind].key, [...docs.values()]])
  }
  return { workspace: { ...model.workspace(), ...Object.fromEntries(lists) }, ids }
}

/**
 * References that the caller brings in: each must exist and be visible. One that is not gets the same answer as one that is not
 * there. `known` are objects that the same call adds.
 */
export function referenceIssues<K extends Kind>(
  model: TenantModel,
  visible: Visible,
  kind: K,
  before: DocOf<K> | undefined,
  after: DocOf<K>,
  known: (kind: Kind, id: string) => boolean,
): readonly ApiIssue[] {
  const old = new Set(before === undefined ? [] : referencesOf(kind, before).map((one) => `${one.kind} ${one.id}`))
  const readable = readableObjects(model, visible)
  return referencesOf(kind, after).flatMap((reference): readonly ApiIssue[] => {
    if (old.has(`${reference.kind} ${reference.id}`) || known(reference.kind, reference.id)) return []
    const stored = model.object(reference.kind, reference.id)
    if (stored !== undefined && readable(reference.kind, stored.doc)) return []
    const seen = model.objects(reference.kind).filter((one) => readable(reference.kind, one.doc))
    const near = nearestWord(
      reference.id,
      seen.map((one) => one.id),
    )
    return [
      {
        path: `body.${reference.path}`,
        message: `there is no ${WORD_OF[reference.kind]} "${reference.id}", or you may not see it`,
        mend: near === undefined ? `add the ${WORD_OF[reference.kind]} first, or choose another` : `did you mean ${near}?`,
      },
    ]
  })
}

const KIND_OF_KEY = new Map<string, Kind>(KIND_NAMES.map((kind) => [KINDS[kind].key, kind]))

/** A finding of the check with the object that it is about, instead of a position in a list. */
export interface PlacedIssue {
  readonly kind: Kind | null
  readonly id: string | null
  readonly severity: 'error' | 'warning'
  readonly issue: ApiIssue
}

/**
 * What is wrong with the workspace as it would be and was not before: only new errors block, so that an old one can be mended step by
 * step. Answers and links are left out: changes of structure cannot break them, what they refer to is not removed.
 */
export function newIssues(context: MemberContext, model: TenantModel, would: Would): readonly PlacedIssue[] {
  const facts = { today: context.today, frameworks: frameworkFacts(context.app.content.frameworks) }
  const after = checkWorkspace(bare(would.workspace), facts)
  if (after.length === 0) return []
  const before = model.remember(
    `issues ${context.today}`,
    () => {
      const issues = checkWorkspace(bare(model.workspace()), facts)
      return new Set(issues.map((issue) => keyOf(placed(issue, (kind) => model.objects(kind).map((one) => one.id)))))
    },
    [...KIND_NAMES, 'organisation'],
  )
  return after
    .map((issue) => placed(issue, (kind) => would.ids.get(kind) ?? model.objects(kind).map((one) => one.id)))
    .filter((one) => !before.has(keyOf(one)))
}

const bare = (workspace: Workspace): Workspace => ({ ...workspace, answers: [], links: [] })

/** Issues of equal kind come with the number of further places, which is no part of what they say. */
const keyOf = ({ kind, id, issue }: PlacedIssue): string =>
  `${kind} ${id} ${issue.path} ${issue.message.replace(/ \(and in \d+ more places?\)$/, '')}`

function placed(issue: WorkspaceIssue, idsOf: (kind: Kind) => readonly string[]): PlacedIssue {
  const match = /^(\w+)\[(\d+)\]\.?(.*)$/.exec(issue.path)
  const kind = match === null ? undefined : KIND_OF_KEY.get(match[1] ?? '')
  const id = kind === undefined ? undefined : idsOf(kind)[Number(match?.[2])]
  const told = { message: issue.message, ...(issue.mend !== undefined && { mend: issue.mend }) }
  return kind === undefined || id === undefined
    ? { kind: null, id: null, severity: issue.severity, issue: { path: issue.path, ...told } }
    : { kind, id, severity: issue.severity, issue: { path: match?.[3] ?? '', ...told } }
}
