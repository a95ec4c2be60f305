import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { AnswerSaved, answersRoutes, BulkAnswer, BulkResult, HistoryEntry } from '@caponier/contract/assessment/answers'
import type { OwnAnswer } from '@caponier/contract/assessment/cells'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { locate } from '@caponier/core/position/model'
import { byAge, inForce } from '@caponier/core/position/slice'
import { stateName } from '@caponier/core/position/states'
import type { Cell, StoredEntry } from '@caponier/store/assessment/history'
import { entriesOfCell } from '@caponier/store/assessment/history'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { conflict, invalid, stale } from '../problems.ts'
import { answerableCell, cellGate, takesAnswers } from './answer-gate.ts'
import { answerOut, ownAnswerOf } from './cell-reading.ts'
import {
  type AnswerContent,
  answerIssues,
  type AnswerRules,
  answerRules,
  type CellEntry,
  enterAnswers,
  firstStale,
} from './enter-answers.ts'
import { visibleMoved } from './moved-numbers.ts'

/** Answers: one, many, taken back, undone, and their past. */
export const answersHandlers: Handlers<typeof answersRoutes> = {
  'answers.save': async (context, { params, body, version }) => enterOne(context, cellOf(params), body, version, 'assessment.answer'),

  'answers.clear': async (context, { params, version }) => {
    if (version === 0) return fail(conflict('there is no answer here to take back', 'nothing needs to be done'))
    return enterOne(context, cellOf(params), { state: 'not-assessed' }, version, 'assessment.clear')
  },

  'answers.undo': async (context, { params, version }) => {
    const cell = cellOf(params)
    const refused = await cellGate(context, 'assessment.answer', 'assessment.answer-own')(cell, takesAnswers)
    if (refused !== null) return fail(refused)
    const entries = (await readEntries(context, cell)).map((one) => one.entry).toSorted(byAge)
    const standing = inForce(entries, { asOf: context.today, knownAt: null })
    if (standing === undefined) return fail(conflict('there is no entry here to undo', 'nothing needs to be done'))
    const before = inForce(entries.slice(0, entries.indexOf(standing)), { asOf: context.today, knownAt: null })
    return enterOne(context, cell, before === undefined ? { state: 'not-assessed' } : contentOf(before), version, 'assessment.undo')
  },

  'answers.history': async (context, { params }) => {
    const cell = cellOf(params)
    const refused = await cellGate(context, 'assessment.read', 'assessment.answer-own')(cell)
    if (refused !== null) return fail(refused)
    const located = answerableCell(context, cell)
    if (!located.ok) return located
    const entries = await readEntries(context, cell)
    const standing = inForce(
      entries.map((one) => one.entry),
      { asOf: context.today, knownAt: null },
    )
    return ok(
      entries
        .map((one, index): HistoryEntry => ({ n: index + 1, ...entryOut(context, one), standing: one.entry === standing }))
        .toReversed(),
    )
  },

  'answers.bulk': async (context, { body }) => {
    const gate = cellGate(context, 'assessment.answer', 'assessment.answer-own')
    const rules = answerRules(context)
    const seen = new Set<string>()
    const results: BulkResult[] = []
    const entries: CellEntry[] = []
    const places: number[] = []
    for (const [index, item] of body.answers.entries()) {
      const checked = await checkItem(context, item, `body.answers[${index}].answer`, seen, gate, rules)
      results.push(checked)
      if (checked.status !== 'saved') continue
      entries.push({ cell: cellOf(item), content: item.answer, expected: item.version ?? null })
      places.push(index)
    }
    if (entries.length === 0) return ok({ saved: 0, results, moved: { measures: [], levels: [] } })
    const entered = await enterAnswers(context, entries)
    if (!entered.ok) return entered
    entered.value.value.forEach((written, index) => {
      const at = places[index] ?? -1
      const result = results[at]
      if (result !== undefined) results[at] = { ...result, status: written.written ? 'saved' : 'stale', version: written.version }
    })
    return ok({
      saved: results.filter((one) => one.status === 'saved').length,
      results,
      moved: visibleMoved(context, entered.value.moved),
    })
  },
}

const cellOf = ({ subject, framework, requirement }: Cell): Cell => ({ subject, framework, requirement })

const contentOf = ({ state, justification, maturity, note, review, reviewer }: StoredEntry['entry']): AnswerContent => ({
  state,
  ...(justification !== undefined && { justification }),
  ...(maturity !== undefined && { maturity }),
  ...(note !== undefined && { note }),
  ...(review !== undefined && { review }),
  ...(reviewer !== undefined && { reviewer }),
})

/** Enters one answer for a cell at the version that the writer saw, and tells how the cell stands and what moved. */
async function enterOne(
  context: MemberContext,
  cell: Cell,
  content: AnswerContent,
  version: number,
  action: string,
): Promise<Result<AnswerSaved, ApiProblem>> {
  const refused = await cellGate(context, 'assessment.answer', 'assessment.answer-own')(cell, takesAnswers)
  if (refused !== null) return fail(refused)
  const located = answerableCell(context, cell)
  if (!located.ok) return located
  const issues = action === 'assessment.answer' ? answerIssues(content, cell, located.value, answerRules(context), 'body') : []
  if (issues.length > 0) return fail(invalid(issues))
  const entered = await enterAnswers(context, [{ cell, content, expected: version }], action)
  if (!entered.ok) return entered
  const standing = firstStale(entered.value.value)
  if (standing !== null) return fail(await staleCell(context, cell, standing, content))
  const written = entered.value.value[0]?.version ?? 0
  return ok(await savedOf(context, cell, written, visibleMoved(context, entered.value.moved)))
}

async function savedOf(context: MemberContext, cell: Cell, version: number, moved: AnswerSaved['moved']): Promise<AnswerSaved> {
  // Another node's change may have replaced the model in memory meanwhile.
  const isFollowed = context.model.answerVersion(cell.subject, cell.framework, cell.requirement) >= version
  const tenant = isFollowed ? context.model : ((await context.app.tenants.fresh(context.tenant)) ?? context.model)
  const { model } = tenant.live(context.today)
  const located = locate(model, cell.subject, cell.framework, cell.requirement)
  const own = ownAnswerOf(tenant, model, cell.subject, cell.framework, cell.requirement, version)
  return {
    version,
    own: own === null ? null : { ...own, by: own.by ?? context.user.name },
    state: stateName(located === null ? 0 : (located.block.effective[located.index] ?? 0)),
    moved,
  }
}

/** Both sides of a conflict, the other one as the database has it now. */
async function staleCell(context: MemberContext, cell: Cell, version: number, yours: AnswerContent): Promise<ApiProblem> {
  const entries = await readEntries(context, cell)
  const standing = inForce(
    entries.map((one) => one.entry),
    { asOf: context.today, knownAt: null },
  )
  const theirs = entries.find((one) => one.entry === standing)
  return stale(version, theirs === undefined ? null : entryOut(context, theirs), yours)
}

const readEntries = (context: MemberContext, cell: Cell): Promise<readonly StoredEntry[]> =>
  inTransaction(context.app.pool, { tenant: context.tenant }, 'read only', (queries) => entriesOfCell(queries, context.tenant, cell))

/** An entry by the name of the person of the model, else of the account that made it. */
function entryOut(context: MemberContext, { entry, actorName }: StoredEntry): Omit<OwnAnswer, 'version'> {
  const out = answerOut(context.model, entry)
  return { ...out, by: out.by ?? actorName }
}

async function checkItem(
  context: MemberContext,
  item: BulkAnswer,
  at: string,
  seen: Set<string>,
  gate: ReturnType<typeof cellGate>,
  rules: AnswerRules,
): Promise<BulkResult> {
  const cell = cellOf(item)
  const version = context.model.answerVersion(cell.subject, cell.framework, cell.requirement)
  const result = (status: BulkResult['status'], issues: BulkResult['issues'] = []): BulkResult => ({ ...cell, status, version, issues })
  const refused = await gate(cell, takesAnswers)
  if (refused !== null)
    return {
      ...result(refused.code === 'not-found' ? 'not-found' : 'forbidden'),
      version: 0,
      issues: [{ path: at, message: refused.detail ?? '' }],
    }
  const located = answerableCell(context, cell)
  if (!located.ok)
    return located.problem.code === 'not-found' ? { ...result('not-found'), version: 0 } : result('invalid', located.problem.issues ?? [])
  const issues = answerIssues(item.answer, cell, located.value, rules, at)
  if (issues.length > 0) return result('invalid', [...issues])
  const key = `${cell.subject}|${cell.framework}|${cell.requirement}`
  if (seen.has(key)) return result('invalid', [{ path: at, message: 'the same cell stands earlier in this call', mend: 'send it once' }])
  seen.add(key)
  return result('saved')
}
