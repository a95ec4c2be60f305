import type { Result } from '@caponier/core'
import { ok } from '@caponier/core'
import type { AnswerInput } from '@caponier/contract/assessment/cells'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { WorkspaceAnswer } from '@caponier/core/company/workspace'
import type { Moved } from '@caponier/core/position/live'
import type { Located } from '@caponier/core/position/model'
import { ownAnswer } from '@caponier/core/position/model'
import type { AnswerWritten } from '@caponier/store/assessment/answers'
import { writeAnswers } from '@caponier/store/assessment/answers'
import type { Cell } from '@caponier/store/assessment/history'
import { change } from '../change.ts'
import { readableObjects } from '../company/object-place.ts'
import type { MemberContext } from '../context.ts'
import { laterInstant } from './later-instant.ts'

/** Content of an answer without where, when and by whom; `not-assessed` takes the own answer back. */
export type AnswerContent = Omit<AnswerInput, 'state'> & { readonly state: WorkspaceAnswer['state'] }

export interface CellEntry {
  readonly cell: Cell
  readonly content: AnswerContent
  /** Version that the writer saw; null enters it whatever stands. */
  readonly expected: number | null
}

type Issue = { readonly path: string; readonly message: string; readonly mend: string }

/** What answers are held against: the day, and who may be named to look again. */
export interface AnswerRules {
  readonly today: string
  readonly mayReview: (person: string, cell: Cell) => boolean
}

/** The rules for what the caller enters: they may name themselves, whom of the company they may see, and whoever stands there already. */
export function answerRules(context: MemberContext): AnswerRules {
  const { model, personId, today } = context
  const readable = readableObjects(model, context.visible('company.read'))
  return {
    today,
    mayReview: (id, { subject, framework, requirement }) => {
      const person = model.object('person', id)?.doc
      const isKnown = (): boolean => ownAnswer(model.live(today).model, subject, framework, requirement)?.reviewer === id
      return person !== undefined && (id === personId || readable('person', person) || isKnown())
    },
  }
}

/** What is wrong with an answer for this cell; empty when it can be entered. `at` is where it stands in the request. */
export function answerIssues(content: AnswerContent, cell: Cell, located: Located, rules: AnswerRules, at: string): readonly Issue[] {
  const issues: Issue[] = []
  const needsReason = content.state === 'compensated' || content.state === 'not-applicable'
  if (needsReason && (content.justification ?? '').trim() === '')
    issues.push({
      path: `${at}.justification`,
      message: `${content.state} needs a justification; without one it does not count`,
      mend: 'write in a sentence why',
    })
  if (content.maturity !== undefined && located.block.framework.levels !== 'ML')
    issues.push({
      path: `${at}.maturity`,
      message: `${located.block.framework.key} has no maturity levels`,
      mend: 'leave the maturity out',
    })
  if (content.review !== undefined && content.review < rules.today)
    issues.push({ path: `${at}.review`, message: 'the review date lies in the past', mend: 'give a date from today on' })
  if (content.reviewer !== undefined && !rules.mayReview(content.reviewer, cell))
    issues.push({
      path: `${at}.reviewer`,
      message: `there is no person "${content.reviewer}", or you may not see them`,
      mend: 'choose somebody of the company, or leave it out',
    })
  return issues
}

/** The same day a year on; 29 February becomes 28 February. */
export function yearAfter(day: string): string {
  const next = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
  return next.endsWith('-02-29') ? `${next.slice(0, 8)}28` : next
}

/**
 * Enters answers in one transaction with their activity; those whose cell moved on since the writer saw it stay out. Compensated and
 * not applicable get a review date a year ahead where none is given. The numbers that moved come back unfiltered: gate them.
 */
export function enterAnswers(
  context: MemberContext,
  entries: readonly CellEntry[],
  action = 'assessment.answer',
): Promise<Result<{ readonly value: readonly AnswerWritten[]; readonly moved: Moved }, ApiProblem>> {
  // Held live before the change, so that what moves is known.
  const { model } = context.model.live(context.today)
  const recordedAt = laterInstant(
    context,
    entries.map(({ cell }) => cell),
  )
  const writes = entries.map(({ cell, content, expected }) => ({ entry: entryOf(context, cell, content, recordedAt), expected }))
  return change(
    context,
    ['assessment', 'position'],
    async (one) => {
      const written = await writeAnswers(one, writes)
      written.forEach((result, index) => {
        const write = writes[index]
        if (!result.written || write === undefined) return
        const { entry } = write
        const before = ownAnswer(model, entry.subject, entry.framework, entry.requirement)
        one.record({
          action,
          objectKind: 'answer',
          objectId: `${entry.subject}|${entry.framework}|${entry.requirement}`,
          before: before === undefined ? null : detailOf(before),
          after: detailOf(entry),
        })
        one.effect({ kind: 'answer', entry, version: result.version })
      })
      return ok(written)
    },
    entries.map(({ cell }) => cell.subject),
  )
}

function entryOf(context: MemberContext, cell: Cell, content: AnswerContent, recordedAt: string): WorkspaceAnswer {
  const needsReview = content.state === 'compensated' || content.state === 'not-applicable'
  const review = content.review ?? (needsReview ? yearAfter(context.today) : undefined)
  const reviewer = content.reviewer ?? (needsReview && context.personId !== null ? context.personId : undefined)
  return {
    ...cell,
    state: content.state,
    ...(content.justification !== undefined && { justification: content.justification }),
    ...(content.maturity !== undefined && { maturity: content.maturity }),
    ...(content.note !== undefined && { note: content.note }),
    ...(review !== undefined && { review }),
    ...(reviewer !== undefined && { reviewer }),
    from: context.today,
    recordedAt,
    ...(context.personId !== null && { by: context.personId }),
    provenance: 'person',
  }
}

const detailOf = (answer: WorkspaceAnswer): object => ({
  state: answer.state,
  ...(answer.justification !== undefined && { justification: answer.justification }),
  ...(answer.maturity !== undefined && { maturity: answer.maturity }),
  ...(answer.note !== undefined && { note: answer.note }),
  ...(answer.review !== undefined && { review: answer.review }),
  ...(answer.reviewer !== undefined && { reviewer: answer.reviewer }),
})

/** Refuses when an answer was not written because its cell moved on. */
export const firstStale = (written: readonly AnswerWritten[]): number | null => {
  const found = written.find((one) => !one.written)
  return found === undefined ? null : found.version
}
