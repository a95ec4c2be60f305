import { CalendarDate, Id, Instant } from '@caponier/core/company/primitives'
import { z } from 'zod'
import { PROBLEM_CODES, type ProblemCode, ProblemIssue } from '../kit/problem.ts'
import { sentence } from '../kit/sentence.ts'
import { JsonValue } from '../kit/json-value.ts'

/** Where an object stands in its life today: planned (begins later), current, ended (kept with its answers). */
export const LifeState = z.enum(['current', 'planned', 'ended'])

/** What every row of an object list carries. */
export const rowBase = { id: z.string().max(140), version: z.int().min(1) }

/** Dates of an object that has a life in the plant. */
export const rowLife = {
  state: LifeState,
  from: CalendarDate.nullable(),
  until: CalendarDate.nullable(),
}

export const rowOwner = {
  owner: Id.nullable(),
  ownerName: z.string().nullable().meta({ description: 'The id where the caller may not see the person.' }),
}

export const Count = z.int().min(0)
/** Seven levels IAC UC SI DC RDF TRE RA; null = missing, or nothing applies. */
export const RowVector = z.array(z.int().min(0).max(4).nullable()).length(7)

const ActorName = z.string().nullable().meta({ description: 'Null: the program itself, or a person who was erased.' })

/** A version of an object, the standing one with `endedAt` null. */
export const ObjectVersion = z
  .strictObject({
    n: z.int().min(1).meta({ description: 'Its place in the past, counted from the oldest; versions begin anew after a removal.' }),
    version: z.int().min(1),
    doc: JsonValue,
    provenance: z.enum(['person', 'import', 'wire', 'system']),
    changedAt: Instant,
    changedBy: ActorName,
    endedAt: Instant.nullable(),
    endedBy: ActorName,
    removed: z.boolean(),
  })
  .meta({ id: 'ObjectVersion', description: 'One version of an object; the standing one has no end.' })

/** What was refused about one item of a bulk call. */
export const ItemProblem = z
  .strictObject({
    code: z.enum(PROBLEM_CODES as [ProblemCode, ...ProblemCode[]]),
    detail: sentence().optional(),
    mend: sentence().optional(),
    issues: z.array(ProblemIssue).optional(),
    theirs: JsonValue.optional(),
    version: z.int().optional(),
  })
  .meta({ id: 'ItemProblem' })

export const BulkOutcome = z
  .strictObject({
    applied: z.boolean().meta({ description: 'True when all were carried out; one refused item stops all.' }),
    dryRun: z.boolean(),
    results: z.array(
      z.strictObject({
        id: Id.nullable(),
        outcome: z.enum(['done', 'fits', 'refused']).meta({ description: 'fits: nothing against it, but nothing was written.' }),
        version: z.int().nullable(),
        problem: ItemProblem.nullable(),
        warnings: z.array(ProblemIssue),
      }),
    ),
  })
  .meta({ id: 'BulkOutcome' })

export const Archiving = z
  .strictObject({
    until: CalendarDate.meta({ description: 'Last day on which it exists.' }),
  })
  .meta({ id: 'Archiving' })
