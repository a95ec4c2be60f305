import { z } from 'zod'
import { AnswerState } from '@caponier/core/company/assessment'

/** Score in [0, 1], rounded half up to nine places; null = nothing applies. */
export const Score = z.number().min(0).max(1).nullable()
/** Security level 0..4; null = every row is not applicable (a dash). */
export const LevelOut = z.int().min(0).max(4).nullable()
export const VectorOut = z.array(LevelOut).length(7).meta({ description: 'FR1..FR7: IAC UC SI DC RDF TRE RA' })
export const ThreeOut = z.strictObject({ designed: Score, implemented: Score, evidenced: Score })
const Both = z.strictObject({ en: z.string(), de: z.string() })
const TextOut = z.union([z.string(), Both.partial({ de: true })])
/** `kind:id` as people pass it around; anything else is not found. */
export const RefText = z.string().min(1).max(200)

const AnswerSource = z.strictObject({
  subject: z.string(),
  name: z.string(),
  state: AnswerState,
  answer: z.looseObject({ state: AnswerState }).meta({ description: 'The entry as in the workspace document.' }),
})

/** Why one requirement stands as it does for one subject (docs/method/position.md, sections 2 to 5). */
export const CellTraceOut = z.strictObject({
  subject: z.string(),
  name: z.string(),
  framework: z.string(),
  requirement: z.string(),
  title: TextOut,
  gate: z.int().nullable(),
  confidence: z.string(),
  doubt: TextOut.nullable(),
  effective: AnswerState,
  uncounted: AnswerState.nullable(),
  own: z.boolean(),
  sources: z.array(AnswerSource),
  contradictions: z.array(z.strictObject({ id: z.string(), subject: z.string(), reason: z.string(), from: z.string() })),
  scores: z.strictObject({ designed: z.number(), implemented: z.number(), evidenced: z.number() }).nullable(),
  controls: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      state: z.string(),
      due: z.string().nullable(),
      target: z.string(),
      at: z.string(),
    }),
  ),
  evidence: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      state: z.enum(['valid', 'expired', 'future']),
      effective: z.string(),
      validUntil: z.string().nullable(),
      at: z.string(),
    }),
  ),
})

const DutyMoveOut = z.strictObject({
  entity: z.string(),
  duty: z.string(),
  designed: z.number(),
  implemented: z.number(),
  evidenced: z.number(),
})

/** Why one FR of a zone or conduit has its level, and what would raise it (rules 5 and 6). */
export const LevelTraceOut = z.strictObject({
  subject: z.string(),
  name: z.string(),
  fr: z.string(),
  asOf: z.string(),
  target: z.int(),
  targetMissing: z.boolean(),
  achieved: LevelOut,
  evidenced: LevelOut,
  notApplicable: z.int(),
  levels: z.array(
    z.strictObject({
      level: z.int(),
      holds: z.boolean(),
      rows: z.array(z.strictObject({ ...CellTraceOut.shape, satisfied: z.boolean() })),
    }),
  ),
  next: z.strictObject({ level: z.int(), rows: z.array(z.string()), moves: z.array(DutyMoveOut) }).nullable(),
})

const CellBriefOut = z.strictObject({
  subject: z.string(),
  name: z.string(),
  weight: z.number(),
  state: z.string(),
  designed: z.number().nullable(),
  implemented: z.number().nullable(),
  evidenced: z.number().nullable(),
})

export const DutyTraceOut = z.strictObject({
  id: z.string(),
  title: TextOut,
  kind: z.string(),
  packKind: z.string(),
  whyCarried: TextOut,
  coverage: ThreeOut,
  answers: z.array(CellTraceOut),
  carriers: z.array(
    z.strictObject({
      framework: z.string(),
      requirement: z.string(),
      title: TextOut,
      strength: z.string(),
      confidence: z.string(),
      weight: z.number(),
      rationale: z.string(),
      score: ThreeOut,
      subjects: z.array(CellBriefOut),
    }),
  ),
  leftOut: z.record(z.string(), z.int()),
  source: z.string(),
  asOf: z.string(),
})

/** Why a measure has its three numbers in one scope (rules 7 and 8). */
export const MeasureTraceOut = z.strictObject({
  ref: z.string(),
  article: z.string(),
  title: TextOut,
  scope: z.strictObject({ kind: z.enum(['entity', 'site']), id: z.string(), name: z.string() }),
  asOf: z.string(),
  coverage: ThreeOut,
  carriedShare: z.number(),
  duties: z.array(DutyTraceOut),
})
