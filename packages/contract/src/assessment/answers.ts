import { z } from 'zod'
import { AnswerState } from '@caponier/core/company/assessment'
import { FrameworkKey, Id, RequirementId, SubjectRef } from '@caponier/core/company/primitives'
import { ProblemIssue } from '../kit/problem.ts'
import { route } from '../kit/route.ts'
import { RowVersion } from '../kit/row-version.ts'
import { AnswerInput, cellParams, Maturity, MovedNumbers, OwnAnswer } from './cells.ts'

/** What saving one answer brings: the cell as it stands now, and the numbers that moved. */
export const AnswerSaved = z
  .strictObject({ version: z.int().min(1), own: OwnAnswer.nullable(), state: AnswerState, moved: MovedNumbers })
  .meta({ id: 'AnswerSaved' })
export type AnswerSaved = z.infer<typeof AnswerSaved>

/** One answer of a bulk call. Without `version` it is entered whatever stands there. */
export const BulkAnswer = z
  .strictObject({
    framework: FrameworkKey,
    subject: SubjectRef,
    requirement: RequirementId,
    version: RowVersion.optional(),
    answer: AnswerInput.extend({ state: AnswerState }),
  })
  .meta({ id: 'BulkAnswer' })
export type BulkAnswer = z.infer<typeof BulkAnswer>

export const BulkResult = z
  .strictObject({
    framework: z.string(),
    subject: z.string(),
    requirement: z.string(),
    status: z.enum(['saved', 'stale', 'invalid', 'forbidden', 'not-found']),
    version: z.int().min(0),
    issues: z.array(ProblemIssue),
  })
  .meta({ id: 'BulkResult' })
export type BulkResult = z.infer<typeof BulkResult>

/** An entry of the history of one cell, newest first. */
export const HistoryEntry = z
  .strictObject({
    n: z.int().min(1),
    ...OwnAnswer.omit({ version: true }).shape,
    maturity: Maturity.nullable(),
    standing: z.boolean().meta({ description: 'The entry in force today.' }),
  })
  .meta({ id: 'AnswerHistoryEntry' })
export type HistoryEntry = z.infer<typeof HistoryEntry>

const CELL = '/api/tenants/{tenant}/assessments/{framework}/{subject}/answers/{requirement}'
const own = { kind: 'permission', permission: 'assessment.answer-own' } as const

export const answersRoutes = {
  'answers.save': route({
    id: 'answers.save',
    slice: 'assessment',
    method: 'PUT',
    path: CELL,
    summary: 'Answers one requirement; If-Match "0" where there is no answer yet',
    access: own,
    params: cellParams,
    body: AnswerInput,
    returns: 'json',
    out: AnswerSaved,
    edits: true,
    errors: ['stale-version'],
    example: { body: { state: 'met', note: 'Checked on site.' } },
  }),
  'answers.clear': route({
    id: 'answers.clear',
    slice: 'assessment',
    method: 'DELETE',
    path: CELL,
    summary: 'Takes the own answer back: not assessed, or what is inherited; the past stays',
    access: own,
    params: cellParams,
    returns: 'json',
    out: AnswerSaved,
    edits: true,
    errors: ['stale-version', 'conflict'],
  }),
  'answers.undo': route({
    id: 'answers.undo',
    slice: 'assessment',
    method: 'POST',
    path: `${CELL}/undo`,
    summary: 'Brings back what stood before the newest entry, as a new entry',
    access: own,
    params: cellParams,
    returns: 'json',
    repeatable: true,
    out: AnswerSaved,
    edits: true,
    errors: ['stale-version', 'conflict'],
  }),
  'answers.history': route({
    id: 'answers.history',
    slice: 'assessment',
    method: 'GET',
    path: `${CELL}/history`,
    summary: 'Every entry of one cell, newest first',
    access: own,
    params: cellParams,
    returns: 'list',
    out: HistoryEntry,
    list: {
      key: 'n',
      sort: '-n',
      maxLimit: 5_000,
      fields: { n: 'number', state: 'word', from: 'date', by: 'text', recordedAt: 'instant', note: 'text', standing: 'flag' },
    },
  }),
  'answers.bulk': route({
    id: 'answers.bulk',
    slice: 'assessment',
    method: 'POST',
    path: '/api/tenants/{tenant}/answers',
    summary: 'Answers many requirements in one change; each item says how it went',
    access: own,
    params: z.object({ tenant: Id }),
    body: z.strictObject({ answers: z.array(BulkAnswer).min(1).max(2_000) }),
    returns: 'json',
    out: z.strictObject({ saved: z.int().min(0), results: z.array(BulkResult), moved: MovedNumbers }),
    repeatable: true,
  }),
} as const
