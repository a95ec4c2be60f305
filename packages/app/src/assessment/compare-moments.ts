import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { ChangedCell, Comparison } from '@caponier/contract/assessment/snapshots'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { isCalendarDate } from '@caponier/core/company/primitives'
import type { Model } from '@caponier/core/position/index'
import { diffPositions, Position } from '@caponier/core/position/index'
import { computeAll } from '@caponier/offline/position/compute'
import { frozenPosition } from '@caponier/store/assessment/frozen-positions'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { App, MemberContext } from '../context.ts'
import type { Visible } from '../gate/visible.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import { apiProblem, invalid, notFound } from '../problems.ts'
import { seesFinding } from '../position/visible-position.ts'

/** Cells that a comparison brings; the total is told beside them. */
const MOST_CELLS = 1_000

/** What a comparison needs of who asks and of the organisation; it is made beside the server. */
export type Comparing = Pick<MemberContext, 'tenant' | 'model' | 'today' | 'language' | 'visible'> & {
  readonly app: Pick<App, 'pool' | 'content'>
}

interface Moment {
  readonly label: string
  readonly asOf: string
  readonly frozen: boolean
  readonly model: Model
  readonly position: Position
}

/**
 * What differs between two dates or snapshots, as far as the caller may see. A snapshot whose position is kept gives its numbers; the
 * cells behind them are read from the model as it was known at that moment.
 */
export async function compareMoments(context: Comparing, from: string, to: string): Promise<Result<Comparison, ApiProblem>> {
  const before = await momentOf(context, from, 'query.from')
  if (!before.ok) return before
  const after = await momentOf(context, to, 'query.to')
  if (!after.ok) return after
  const diff = diffPositions(before.value, after.value)
  const visible = context.visible('snapshots.read')
  const places = context.model.places()
  const names = subjectNames(before.value, after.value)
  const nameOf = (ref: string): string => names.get(ref) ?? ref
  const sees = (ref: string): boolean => visible.subject(ref)
  const cells = diff.cells.filter((cell) => sees(cell.subject))
  const side = ({ label, asOf, frozen }: Moment): Comparison['from'] => ({ label, asOf, frozen })
  return ok({
    from: side(before.value),
    to: side(after.value),
    scope: diff.scope.filter((one) => visible.entity(one.entity)).map((one) => ({ ...one, name: nameOf(`entity:${one.entity}`) })),
    levels: diff.levels
      .filter((one) => sees(one.subject))
      .map((one) => ({
        ...one,
        name: nameOf(one.subject),
        achieved: [...one.achieved],
        evidenced: [...one.evidenced],
        target: [...one.target],
        rows: [...one.rows],
      })),
    measures: diff.measures
      .filter((one) => seesScope(visible, one.scope))
      .map((one) => ({ ...one, name: nameOf(one.scope), before: { ...one.before }, after: { ...one.after } })),
    findings: {
      appeared: diff.findings.appeared.filter((one) => seesFinding(one.subject, visible, places)).length,
      gone: diff.findings.gone.filter((one) => seesFinding(one.subject, visible, places)).length,
    },
    subjects: { appeared: diff.subjects.appeared.filter(sees), gone: diff.subjects.gone.filter(sees) },
    cells: cells.slice(0, MOST_CELLS).map((cell) => ({
      subject: cell.subject,
      name: nameOf(cell.subject),
      framework: cell.framework,
      requirement: cell.requirement,
      before: { ...cell.before },
      after: { ...cell.after },
      causes: [...cell.causes],
    })),
    cellsTotal: cells.length,
  })
}

/** Every answer that differs between two moments, as far as the caller may see; the list behind a comparison. */
export async function changedCells(context: Comparing, from: string, to: string): Promise<Result<readonly ChangedCell[], ApiProblem>> {
  const before = await momentOf(context, from, 'query.from')
  if (!before.ok) return before
  const after = await momentOf(context, to, 'query.to')
  if (!after.ok) return after
  const visible = context.visible('snapshots.read')
  const names = subjectNames(before.value, after.value)
  return ok(
    diffPositions(before.value, after.value).cells.flatMap((cell): readonly ChangedCell[] =>
      visible.subject(cell.subject)
        ? [
            {
              id: `${cell.subject}|${cell.framework}|${cell.requirement}`,
              subject: cell.subject,
              name: names.get(cell.subject) ?? cell.subject,
              framework: cell.framework,
              requirement: cell.requirement,
              before: cell.before.state,
              after: cell.after.state,
              provenBefore: cell.before.evidenced,
              provenAfter: cell.after.evidenced,
              causes: [...cell.causes],
            },
          ]
        : [],
    ),
  )
}

const subjectNames = (before: Moment, after: Moment): ReadonlyMap<string, string> =>
  new Map([before, after].flatMap(({ model }) => model.graph.subjects.map((one) => [one.ref, one.name])))

/** Moments that stay computed for who compares again; each holds a whole model, and a caller may name any date. */
export const MOST_MOMENTS = 6

/** A computed moment, kept until the model changes or others were asked for since. */
function keptMoment(model: TenantModel, key: string, compute: () => ReturnType<typeof computeAll>): ReturnType<typeof computeAll> {
  const kept = model.remember('moments', () => new Map<string, ReturnType<typeof computeAll>>())
  const moment = kept.get(key) ?? compute()
  kept.delete(key)
  kept.set(key, moment)
  const [oldest] = kept.keys()
  if (kept.size > MOST_MOMENTS && oldest !== undefined) kept.delete(oldest)
  return moment
}

const seesScope = (visible: Visible, scope: string): boolean => {
  const id = scope.slice(scope.indexOf(':') + 1)
  return scope.startsWith('entity:') ? visible.entity(id) : visible.site(id)
}

async function momentOf(context: Comparing, text: string, path: string): Promise<Result<Moment, ApiProblem>> {
  if (text.startsWith('snapshot:')) return frozenMoment(context, text.slice('snapshot:'.length))
  if (!isCalendarDate(text))
    return fail(invalid([{ path, message: `"${text}" is neither a date nor a snapshot`, mend: 'write 2026-11-23, or snapshot:ID' }]))
  const computed = computeAt(context, text, null)
  return computed.ok ? ok({ ...computed.value, label: text, asOf: text, frozen: false }) : computed
}

async function frozenMoment(context: Comparing, id: string): Promise<Result<Moment, ApiProblem>> {
  const doc = context.model.object('snapshot', id)?.doc
  if (doc === undefined) return fail(notFound(`the snapshot ${id}`))
  const computed = computeAt(context, doc.asOf, doc.knownAt)
  if (!computed.ok) return computed
  const kept = await inTransaction(context.app.pool, { tenant: context.tenant }, 'read only', (queries) =>
    frozenPosition(queries, context.tenant, id),
  )
  const position = kept === undefined ? computed.value.position : Position.parse(JSON.parse(kept))
  return ok({ model: computed.value.model, position, label: doc.name, asOf: doc.asOf, frozen: kept !== undefined })
}

function computeAt(
  context: Comparing,
  asOf: string,
  knownAt: string | null,
): Result<{ readonly model: Model; readonly position: Position }, ApiProblem> {
  const { model, app, language } = context
  if (asOf === context.today && knownAt === null) {
    const { model: live, position } = model.computed(asOf, language)
    return ok({ model: live, position })
  }
  const computed = keptMoment(model, `${asOf} ${knownAt ?? ''} ${language}`, () =>
    computeAll(app.content, model.workspace(), { asOf, knownAt, lang: language, flips: false }),
  )
  return computed.ok ? ok({ model: computed.value.model, position: computed.value.position }) : fail(apiProblem(computed.problem))
}
