import { z } from 'zod'
import { CalendarDate, FrameworkKey, Id, Instant, Line, Prose, RequirementId, SubjectRef } from './primitives.ts'

export const AnswerState = z
  .enum(['not-assessed', 'not-met', 'partly', 'met', 'compensated', 'not-applicable'])
  .meta({ description: 'compensated and not-applicable need a justification, else they count as not-assessed (rule 1).' })
export type AnswerStateName = z.infer<typeof AnswerState>

/** One entry of the history of an answer; the one in force is the latest valid and known (rule 10). */
export const Answer = z.strictObject({
  subject: SubjectRef,
  framework: FrameworkKey,
  requirement: RequirementId,
  state: AnswerState,
  justification: Prose.optional(),
  maturity: z
    .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
    .optional()
    .meta({ description: 'ML 1..4, for 2-1, 2-4 and 4-1.' }),
  note: Prose.optional(),
  from: CalendarDate.optional().meta({ description: 'Valid from; absent = always.' }),
  recordedAt: Instant.optional().meta({ description: 'When it was entered; absent = always known.' }),
  review: CalendarDate.optional().meta({ description: 'When a person should look again, for compensated and not-applicable.' }),
  reviewer: Id.optional().meta({ description: 'Person who is to look again.' }),
  by: Id.optional(),
  provenance: z.enum(['person', 'import', 'wire']).optional(),
})

/** A control, existing or planned. Its status in force is the latest entry valid and known. */
export const Control = z.strictObject({
  id: Id,
  name: Line,
  description: Prose.optional(),
  owner: Id.optional(),
  due: CalendarDate.optional().meta({ description: 'When a planned control is to operate.' }),
  status: z.union([
    z.enum(['proposed', 'planned', 'operating', 'retired']),
    z
      .array(
        z.strictObject({
          state: z.enum(['proposed', 'planned', 'operating', 'retired']),
          from: CalendarDate.optional(),
          recordedAt: Instant.optional(),
        }),
      )
      .min(1)
      .max(200),
  ]),
  recordedAt: Instant.optional(),
})

export const Evidence = z.strictObject({
  id: Id,
  name: Line,
  kind: z.enum(['document', 'record', 'configuration', 'capture', 'test', 'photo', 'certificate', 'other']).optional(),
  effective: CalendarDate.meta({ description: 'First day on which it proves something.' }),
  validUntil: CalendarDate.optional().meta({ description: 'Last day on which it proves something; absent = open.' }),
  file: Line.optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits')
    .optional(),
  owner: Id.optional(),
  confidentiality: z.enum(['public', 'internal', 'confidential', 'secret']).optional(),
  recordedAt: Instant.optional(),
})

/** Controls and evidence hang on (subject, requirement), not on one version of the answer (rule 2). */
export const Link = z.strictObject({
  subject: SubjectRef,
  framework: FrameworkKey,
  requirements: z.array(RequirementId).min(1).max(500),
  controls: z.array(Id).max(200).optional(),
  target: z.enum(['partly', 'met', 'compensated']).optional().meta({ description: 'State the controls aim at; met when absent.' }),
  evidence: z.array(Id).max(200).optional(),
  from: CalendarDate.optional(),
  until: CalendarDate.optional(),
  recordedAt: Instant.optional(),
})

/** A confirmed contradiction; while untreated it caps the effective answer at partly (rule 2). */
export const Contradiction = z.strictObject({
  id: Id,
  subject: SubjectRef,
  framework: FrameworkKey,
  requirement: RequirementId,
  reason: Prose,
  flow: Id.optional(),
  evidence: Id.optional(),
  from: CalendarDate.meta({ description: 'Day on which it was confirmed.' }),
  treated: CalendarDate.optional().meta({ description: 'First day on which it no longer holds.' }),
  recordedAt: Instant.optional(),
  by: Id.optional(),
})

/** A frozen position: the numbers that stood, with what they were computed from. */
export const Snapshot = z.strictObject({
  id: Id,
  name: Line,
  asOf: CalendarDate,
  knownAt: z.union([CalendarDate, Instant]),
  contentVersion: z.string().max(64),
  positionSha256: z.string().regex(/^[0-9a-f]{64}$/),
  numbersSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .meta({ description: 'The same hash without the line of `knownAt`: equal for two freezes between which no number changed.' }),
  note: Prose.optional(),
})

export const AdoptedFramework = z.strictObject({ framework: FrameworkKey, since: CalendarDate.optional(), reason: Prose.optional() })
