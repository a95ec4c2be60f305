import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { DocOf, Kind } from '@caponier/core/company/kinds'
import type { SliceName } from '@caponier/contract/kit/route'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { Stored } from '@caponier/store/model/tables'
import { change } from '../change.ts'
import type { MemberContext } from '../context.ts'
import { notFound } from '../problems.ts'
import { modelNow } from './model-now.ts'
import { type ApiIssue, WORD_OF } from './object-check.ts'
import { objectHistory, type VersionRow } from './object-history.ts'
import { type AnyDoc, covers, placeOf, placeSource, readableObjects } from './object-place.ts'
import { type ObjectWrite, type WriteOutcome, writeObjects, type WriteSpec } from './object-writes.ts'

/** A kind of object with its rows. `rows` makes the row of an object; it is called once for a list, so that it may prepare. */
export interface ObjectSlice<K extends Kind, Row> extends WriteSpec<K> {
  readonly slice: SliceName
  readonly rows: (context: MemberContext) => (stored: Stored<DocOf<K>>) => Row
}

interface One {
  readonly params: { readonly id: string }
}
interface Edited extends One {
  readonly version: number
}

interface Written<K extends Kind> {
  readonly id: string
  readonly version: number
  readonly doc: DocOf<K>
  readonly warnings: ApiIssue[]
}

interface BulkResult {
  readonly applied: boolean
  readonly dryRun: boolean
  readonly results: {
    readonly id: string | null
    readonly outcome: 'done' | 'fits' | 'refused'
    readonly version: number | null
    readonly problem: Pick<ApiProblem, 'code' | 'detail' | 'mend' | 'issues' | 'theirs' | 'version'> | null
    readonly warnings: ApiIssue[]
  }[]
}

type Answered<T> = Promise<Result<T, ApiProblem>>

interface ObjectVerbs<K extends Kind, Row> {
  readonly list: (context: MemberContext) => Answered<readonly Row[]>
  readonly show: (
    context: MemberContext,
    input: One,
  ) => Answered<{ id: string; version: number; doc: DocOf<K>; row: Row; writable: boolean }>
  readonly create: (context: MemberContext, input: { readonly body: AnyDoc }) => Answered<Written<K>>
  readonly replace: (context: MemberContext, input: Edited & { readonly body: AnyDoc }) => Answered<Written<K>>
  readonly archive: (context: MemberContext, input: Edited & { readonly body: { readonly until: string } }) => Answered<Written<K>>
  readonly remove: (context: MemberContext, input: Edited) => Answered<undefined>
  readonly history: (context: MemberContext, input: One) => Answered<VersionRow[]>
  readonly bulk: (
    context: MemberContext,
    input: { readonly body: { readonly dryRun?: boolean | undefined; readonly items: readonly ObjectWrite[] } },
  ) => Answered<BulkResult>
}

/** The handlers of one kind of object, named for its routes. Rows and objects behind the gate do not exist for the caller. */
export function objectHandlers<const Prefix extends string, K extends Kind, Row>(
  prefix: Prefix,
  slice: ObjectSlice<K, Row>,
): { readonly [V in keyof ObjectVerbs<K, Row> as `${Prefix}.${V}`]: ObjectVerbs<K, Row>[V] } {
  const verbs = objectVerbs(slice)
  return Object.fromEntries(Object.entries(verbs).map(([verb, handler]) => [`${prefix}.${verb}`, handler])) as {
    readonly [V in keyof ObjectVerbs<K, Row> as `${Prefix}.${V}`]: ObjectVerbs<K, Row>[V]
  }
}

function objectVerbs<K extends Kind, Row>(slice: ObjectSlice<K, Row>): ObjectVerbs<K, Row> {
  const { kind } = slice
  const single = async (context: MemberContext, write: ObjectWrite): Answered<WriteOutcome> => {
    const done = await runWrites(context, slice, [write], false)
    if (!done.ok) return done
    const [outcome] = done.value.outcomes
    if (outcome === undefined) throw new Error('one write gave no outcome')
    return outcome.problem === null ? ok(outcome) : fail(outcome.problem)
  }
  const written = async (context: MemberContext, write: ObjectWrite): Answered<Written<K>> => {
    const outcome = await single(context, write)
    if (!outcome.ok) return outcome
    const { stored, warnings } = outcome.value
    if (stored === null) throw new Error('a written object does not stand')
    return ok({ id: stored.id, version: stored.version, doc: stored.doc as DocOf<K>, warnings: [...warnings] })
  }
  return {
    list: async (context) => {
      const readable = readableObjects(context.model, context.visible(slice.read))
      const row = slice.rows(context)
      return ok(context.model.objects(kind).flatMap((stored) => (readable(kind, stored.doc) ? [row(stored)] : [])))
    },
    show: async (context, { params }) => {
      const stored = context.model.object(kind, params.id)
      if (stored === undefined || !readableObjects(context.model, context.visible(slice.read))(kind, stored.doc))
        return fail(notFound(`the ${WORD_OF[kind]} "${params.id}"`))
      const writable = covers(context.visible(slice.write), placeOf(kind, stored.doc, placeSource(context.model)))
      return ok({ id: stored.id, version: stored.version, doc: stored.doc, row: slice.rows(context)(stored), writable })
    },
    create: (context, { body }) => written(context, { action: 'create', doc: body }),
    replace: (context, { params, version, body }) => written(context, { action: 'replace', id: params.id, version, doc: body }),
    archive: (context, { params, version, body }) => written(context, { action: 'archive', id: params.id, version, until: body.until }),
    remove: async (context, { params, version }) => {
      const outcome = await single(context, { action: 'remove', id: params.id, version })
      return outcome.ok ? ok(undefined) : outcome
    },
    history: (context, { params }) => objectHistory(context, slice, params.id),
    bulk: async (context, { body }) => {
      const dryRun = body.dryRun === true
      const done = await runWrites(context, slice, body.items, dryRun)
      if (!done.ok) return done
      const { applied, outcomes } = done.value
      return ok({ applied, dryRun, results: outcomes.map((one) => bulkResult(one, applied)) })
    },
  }
}

const runWrites = <K extends Kind, Row>(
  context: MemberContext,
  slice: ObjectSlice<K, Row>,
  writes: readonly ObjectWrite[],
  trial: boolean,
): Answered<Awaited<ReturnType<typeof writeObjects>>> =>
  change(context, [slice.slice, 'position'], async (one) =>
    ok(await writeObjects(one, context, await modelNow(one, context), slice, writes, trial)),
  ).then((changed) => (changed.ok ? ok(changed.value.value) : changed))

function bulkResult({ id, problem, warnings, stored }: WriteOutcome, applied: boolean): BulkResult['results'][number] {
  return {
    id,
    outcome: problem !== null ? 'refused' : applied ? 'done' : 'fits',
    version: stored?.version ?? null,
    problem:
      problem === null
        ? null
        : {
            code: problem.code,
            ...(problem.detail !== undefined && { detail: problem.detail }),
            ...(problem.mend !== undefined && { mend: problem.mend }),
            ...(problem.issues !== undefined && { issues: problem.issues }),
            ...(problem.theirs !== undefined && { theirs: problem.theirs }),
            ...(problem.version !== undefined && { version: problem.version }),
          },
    warnings: [...warnings],
  }
}
