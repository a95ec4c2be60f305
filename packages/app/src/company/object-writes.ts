import { isDeepStrictEqual } from 'node:util'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { DocOf, Kind } from '@caponier/core/company/kinds'
import { KINDS } from '@caponier/core/company/kinds'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { Permission } from '@caponier/contract/access/roles'
import { formerIds } from '@caponier/store/model/objects'
import type { Stored } from '@caponier/store/model/tables'
import type { ModelChange } from '../change.ts'
import type { MemberContext } from '../context.ts'
import type { Visible } from '../gate/visible.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import { conflict, forbidden, invalid, notFound, stale } from '../problems.ts'
import { type ApiIssue, newIssues, referenceIssues, WORD_OF, workspaceWith } from './object-check.ts'
import { draftOf, isEndable, newObjectId, replacedDoc } from './object-draft.ts'
import {
  type AnyDoc,
  changePlaces,
  covers,
  entitiesPlace,
  gainsByMove,
  type PlaceSource,
  placeOf,
  placeSource,
  readableObjects,
} from './object-place.ts'
import { removalProblem } from './object-removal.ts'
import { commitDifference } from './object-commit.ts'

/** One change of one object, as a caller asks for it. */
export type ObjectWrite =
  | { readonly action: 'create'; readonly doc: AnyDoc }
  | { readonly action: 'replace'; readonly id: string; readonly version: number; readonly doc: AnyDoc }
  | { readonly action: 'archive'; readonly id: string; readonly version: number; readonly until: string }
  | { readonly action: 'remove'; readonly id: string; readonly version: number }

/** A kind of object and who may read and change it. */
export interface WriteSpec<K extends Kind> {
  readonly kind: K
  readonly read: Permission
  readonly write: Permission
}

/** What became of one write. */
export interface WriteOutcome {
  readonly id: string | null
  readonly problem: ApiProblem | null
  readonly warnings: readonly ApiIssue[]
  /** What stands now; null after a removal, a refusal or a trial. */
  readonly stored: Stored<AnyDoc> | null
}

interface Planned {
  readonly write: ObjectWrite
  readonly id: string
  readonly before: Stored<AnyDoc> | undefined
  /** Undefined: removed. */
  readonly after: AnyDoc | undefined
}

/**
 * Carries out writes on objects of one kind, all of them or none, beneath the tenant's lock: the gate, versions, references and rules
 * are looked at on the workspace as it would be; only then is anything written. With `trial` nothing is.
 */
export async function writeObjects<K extends Kind>(
  change: ModelChange,
  context: MemberContext,
  model: TenantModel,
  spec: WriteSpec<K>,
  writes: readonly ObjectWrite[],
  trial: boolean,
): Promise<{ readonly applied: boolean; readonly outcomes: readonly WriteOutcome[] }> {
  const problems: (ApiProblem | null)[] = writes.map(() => null)
  const warnings: ApiIssue[][] = writes.map(() => [])
  const planned: (Planned | null)[] = []
  const taken = new Set(model.objects(spec.kind).map((one) => one.id))
  const seen = new Set<string>()
  for (const [at, write] of writes.entries()) {
    const plan = await planWrite(change, context, model, spec, write, taken)
    const twice = plan.ok && seen.has(plan.value.id)
    if (plan.ok && !twice) {
      planned.push(plan.value)
      seen.add(plan.value.id)
      taken.add(plan.value.id)
    } else {
      planned.push(null)
      problems[at] = plan.ok ? conflict(`"${plan.value.id}" is changed twice in one call`, 'put both changes into one') : plan.problem
    }
  }
  checkPlans(context, model, spec, planned, problems, warnings)
  const fits = problems.every((problem) => problem === null)
  const standing = fits && !trial ? await commitPlans(change, spec.kind, planned) : new Map<string, Stored<AnyDoc>>()
  return {
    applied: fits && !trial,
    outcomes: planned.map((plan, at) => ({
      id: plan?.id ?? idOfWrite(writes[at]),
      problem: problems[at] ?? null,
      warnings: warnings[at] ?? [],
      stored: plan === null ? null : (standing.get(plan.id) ?? null),
    })),
  }
}

const idOfWrite = (write: ObjectWrite | undefined): string | null => (write === undefined || write.action === 'create' ? null : write.id)

/** What a write comes to, or why it cannot be: not seen, not allowed, moved on. */
async function planWrite<K extends Kind>(
  change: ModelChange,
  context: MemberContext,
  model: TenantModel,
  spec: WriteSpec<K>,
  write: ObjectWrite,
  taken: ReadonlySet<string>,
): Promise<Result<Planned, ApiProblem>> {
  const { kind } = spec
  const word = WORD_OF[kind]
  const source = placeSource(model)
  const writable = context.visible(spec.write)
  if (write.action === 'create') {
    const given = write.doc['id']
    if (typeof given === 'string' && taken.has(given)) return fail(takenId(word, given))
    const id = typeof given === 'string' ? given : await newObjectId(change.queries, change.tenant, kind, write.doc, taken)
    if (typeof given === 'string' && (await wasUsed(change, kind, given))) return fail(takenId(word, given))
    return ok({ write, id, before: undefined, after: draftOf(kind, id, write.doc, context.now) })
  }
  const before = model.object(kind, write.id)
  if (before === undefined || !readableObjects(model, context.visible(spec.read))(kind, before.doc))
    return fail(notFound(`the ${word} "${write.id}"`))
  if (!mayChange(writable, kind, before.doc, source)) return fail(forbidden(`change this ${word}`))
  const old: AnyDoc = before.doc
  const asked = write.action === 'replace' ? write.doc : write.action === 'archive' ? { ...old, until: write.until } : null
  if (before.version !== write.version) return fail(stale(before.version, old, asked))
  if (write.action === 'remove') return ok({ write, id: write.id, before, after: undefined })
  if (write.action === 'archive') {
    if (!isEndable(kind)) return fail(conflict(`a ${word} has no last day`, 'remove it when nothing refers to it any more'))
    return ok({ write, id: write.id, before, after: { ...old, until: write.until } })
  }
  const issues = fixedIssues(kind, write.id, old, write.doc)
  return issues.length > 0 ? fail(invalid(issues)) : ok({ write, id: write.id, before, after: replacedDoc(kind, old, write.doc) })
}

const takenId = (word: string, id: string): ApiProblem =>
  conflict(`the id "${id}" belongs, or has belonged, to a ${word}`, 'choose another id, or leave it out: it is made from the name')

const wasUsed = async (change: ModelChange, kind: Kind, id: string): Promise<boolean> =>
  (await formerIds(change.queries, change.tenant, kind, id)).has(id)

/** What a replacement may not touch: the id, and SL-T, which has a route and a past of its own. */
function fixedIssues(kind: Kind, id: string, before: AnyDoc, after: AnyDoc): readonly ApiIssue[] {
  const issues: ApiIssue[] = []
  const key = KINDS[kind].idOf
  if (key !== null && after[key] !== id)
    issues.push({ path: `body.${key}`, message: `is not "${id}"`, mend: 'ids stay; add a new object if it is another one' })
  if (
    (kind === 'zone' || kind === 'conduit') &&
    after['slTarget'] !== undefined &&
    !isDeepStrictEqual(after['slTarget'], before['slTarget'])
  )
    issues.push({
      path: 'body.slTarget',
      message: 'differs from the stored target',
      mend: 'set SL-T by its own route, so that its past is kept',
    })
  return issues
}

/** Does a change move an object, or what its owner has, to where the caller holds more? */
function movesUpward<K extends Kind>(context: MemberContext, kind: K, before: DocOf<K>, after: DocOf<K>, source: PlaceSource): boolean {
  const moves = [
    [placeOf(kind, before, source), placeOf(kind, after, source)],
    // A site stays where it is; what is held over it comes from its legal entities.
    ...(kind === 'site' ? [[entitiesPlace(before), entitiesPlace(after)]] : []),
  ] as const
  return moves.some(
    ([from, to]) => from !== undefined && to !== undefined && !isDeepStrictEqual(from, to) && gainsByMove(context.visible, from, to),
  )
}

const heavierThere = (word: string): ApiProblem => ({
  code: 'forbidden',
  detail: `you hold more where you would move this ${word} than where it stands`,
  kept: 'nothing was changed',
  mend: 'ask somebody who holds the same roles at both places',
})

function mayChange<K extends Kind>(writable: Visible, kind: K, doc: DocOf<K>, source: PlaceSource): boolean {
  return covers(writable, placeOf(kind, doc, source))
}

/** The gate on what comes out, references, removals, and the rules of core; problems and warnings go to the write they belong to. */
function checkPlans<K extends Kind>(
  context: MemberContext,
  model: TenantModel,
  spec: WriteSpec<K>,
  planned: readonly (Planned | null)[],
  problems: (ApiProblem | null)[],
  warnings: ApiIssue[][],
): void {
  const { kind } = spec
  const source = placeSource(model)
  const [writable, readable] = [context.visible(spec.write), context.visible(spec.read)]
  const put = new Map<string, AnyDoc>()
  const removed = new Set<string>()
  for (const plan of planned)
    if (plan?.after === undefined) {
      if (plan !== null) removed.add(plan.id)
    } else put.set(plan.id, plan.after)
  for (const [at, plan] of planned.entries()) {
    if (plan?.after === undefined || problems[at] !== null) continue
    const [before, after] = [plan.before?.doc as DocOf<K> | undefined, plan.after as DocOf<K>]
    const issues = referenceIssues(model, readable, kind, before, after, (other, id) => other === kind && put.has(id))
    if (issues.length > 0) problems[at] = invalid(issues)
    else if (!changePlaces(kind, before, after, source).every((place) => covers(writable, place)))
      problems[at] = forbidden(`${plan.before === undefined ? 'add' : 'move'} this ${WORD_OF[kind]} there`)
    else if (before !== undefined && movesUpward(context, kind, before, after, source)) problems[at] = heavierThere(WORD_OF[kind])
  }
  if (problems.some((problem) => problem !== null)) return
  const would = workspaceWith(model, { put: new Map([[kind, put]]), removed: new Map([[kind, removed]]) })
  for (const [at, plan] of planned.entries())
    if (plan !== null && plan.after === undefined) problems[at] = removalProblem(context, would.workspace, kind, plan.id, readable, model)
  if (problems.some((problem) => problem !== null)) return
  const errors = new Map<number, ApiIssue[]>()
  for (const found of newIssues(context, model, would)) {
    const own = found.kind === kind ? planned.findIndex((plan) => plan?.id === found.id) : -1
    const path =
      own >= 0 ? `body.${found.issue.path}` : found.id === null ? found.issue.path : `${found.kind}:${found.id}.${found.issue.path}`
    const issue = { ...found.issue, path }
    if (found.severity === 'warning') {
      if (own >= 0) warnings[own]?.push(issue)
      continue
    }
    const place = Math.max(own, 0)
    errors.set(place, [...(errors.get(place) ?? []), issue])
  }
  for (const [at, issues] of errors) problems[at] = invalid(issues.slice(0, 50))
}

async function commitPlans(
  change: ModelChange,
  kind: Kind,
  planned: readonly (Planned | null)[],
): Promise<ReadonlyMap<string, Stored<AnyDoc>>> {
  const put: { id: string; doc: AnyDoc; before: Stored<AnyDoc> | undefined }[] = []
  const removed: Stored<AnyDoc>[] = []
  for (const plan of planned) {
    if (plan === null) continue
    if (plan.after !== undefined) put.push({ id: plan.id, doc: plan.after, before: plan.before })
    else if (plan.before !== undefined) removed.push(plan.before)
  }
  return commitDifference(change, kind, put, removed, 'person')
}
