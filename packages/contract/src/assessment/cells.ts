import { z } from 'zod'
import { AnswerState } from '@caponier/core/company/assessment'
import { CalendarDate, FrameworkKey, Id, Instant, Prose, RequirementId, SubjectRef } from '@caponier/core/company/primitives'

/** One assessment: a subject answered for a framework. */
export const assessmentParams = z.object({ tenant: Id, framework: FrameworkKey, subject: SubjectRef })
/** One cell: a requirement of an assessment. */
export const cellParams = assessmentParams.extend({ requirement: RequirementId })

export const Maturity = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])

/**
 * What a person answers. Compensated and not applicable need a justification and get a review: a date, a year ahead unless given, and a
 * person, the caller unless given.
 */
export const AnswerInput = z
  .strictObject({
    state: AnswerState.exclude(['not-assessed']),
    justification: Prose.optional(),
    maturity: Maturity.optional(),
    note: Prose.optional(),
    review: CalendarDate.optional(),
    reviewer: Id.optional().meta({ description: 'Person of the company who is to look again.' }),
  })
  .meta({ id: 'AnswerInput' })
export type AnswerInput = z.infer<typeof AnswerInput>

/** The answer that was given at exactly one subject. */
export const OwnAnswer = z
  .strictObject({
    state: AnswerState,
    justification: z.string().nullable(),
    maturity: Maturity.nullable(),
    note: z.string().nullable(),
    review: CalendarDate.nullable(),
    reviewer: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
    from: CalendarDate.nullable(),
    recordedAt: Instant.nullable(),
    by: z.string().nullable().meta({ description: 'Name of the person who answered, as far as known.' }),
    provenance: z.enum(['person', 'import', 'wire']).nullable(),
    version: z.int().min(0),
  })
  .meta({ id: 'OwnAnswer' })
export type OwnAnswer = z.infer<typeof OwnAnswer>

const Three = z.strictObject({ designed: z.number().nullable(), implemented: z.number().nullable(), evidenced: z.number().nullable() })
const Levels = z.strictObject({ achieved: z.int().nullable(), evidenced: z.int().nullable() })

/** Numbers that a change moved, before and after; only those that the caller may see. */
export const MovedNumbers = z
  .strictObject({
    measures: z.array(
      z.strictObject({
        scope: z.strictObject({ kind: z.enum(['entity', 'site']), id: z.string(), name: z.string() }),
        measure: z.string(),
        before: Three,
        after: Three,
      }),
    ),
    levels: z.array(z.strictObject({ subject: z.string(), name: z.string(), fr: z.string(), before: Levels, after: Levels })),
  })
  .meta({ id: 'MovedNumbers' })
export type MovedNumbers = z.infer<typeof MovedNumbers>
