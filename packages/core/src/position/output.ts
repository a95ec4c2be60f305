import { z } from 'zod'

/** Shapes of `position.json`. Scores are decimals in [0, 1] rounded half up to nine places; null = nothing applies. */
const Score = z.number().min(0).max(1).nullable()
const Level = z.int().min(0).max(4).nullable().meta({ description: '0..4; null when every row is not applicable.' })
const Vector = z.array(Level).length(7).meta({ description: 'IAC UC SI DC RDF TRE RA' })

export const WeakestPoint = z.strictObject({
  duty: z.string().optional(),
  framework: z.string(),
  requirement: z.string(),
  subject: z.string(),
  designed: z.number(),
  implemented: z.number(),
  evidenced: z.number(),
})
const Weakest = WeakestPoint.nullable().meta({
  description: 'Lowest implemented, then evidenced, then designed, then pack order, then subject.',
})

const Numbers = { designed: Score, implemented: Score, evidenced: Score }
const Three = z.strictObject(Numbers).nullable()

export const DutyPosition = z.strictObject({
  id: z.string(),
  kind: z.enum(['answered', 'partly', 'carried']).meta({ description: 'After rule 8; `packKind` is what the pack says.' }),
  packKind: z.enum(['answered', 'partly', 'carried']),
  ...Numbers,
  answer: Three.meta({ description: "Score of the duty's own answer." }),
  carriers: Three.meta({ description: 'Strength-weighted mean of the adopted carriers.' }),
  weakest: Weakest,
  leftOut: z.record(z.string(), z.int()).meta({ description: 'Mapped requirements per framework that is not adopted.' }),
})

export const MeasurePosition = z.strictObject({
  ref: z.string(),
  entity: z.string().optional(),
  site: z.string().optional(),
  ...Numbers,
  weakest: Weakest,
  carriedShare: z.number().min(0).max(1),
  duties: z.array(DutyPosition),
})

const FrGaps = z.strictObject({
  next: z.array(z.string()).meta({ description: 'Rows that keep the next level above SL-A from holding.' }),
  target: z.array(z.string()).meta({ description: 'Unsatisfied rows gated at or below SL-T: the gap list.' }),
  evidence: z
    .array(z.string())
    .meta({ description: 'Rows achieved but without valid evidence, gated at or below SL-A: what holds SL-E down.' }),
})

const ZoneNumbers = {
  id: z.string(),
  name: z.string(),
  criticality: z.int().min(1).max(3),
  slTarget: Vector,
  slTargetMissing: z.array(z.string()),
  slAchieved: Vector,
  slEvidenced: Vector,
  targetMinimum: Level,
  achievedMinimum: Level,
  evidencedMinimum: Level,
  notApplicable: z.array(z.int()).length(7).meta({ description: 'Not-applicable rows gated <= SL-A, per FR.' }),
  missing: z.record(z.string(), FrGaps),
}
export const ZonePosition = z.strictObject({ ...ZoneNumbers, site: z.string(), suc: z.string().nullable(), kind: z.enum(['ot', 'it']) })
export const ConduitPosition = z.strictObject({ ...ZoneNumbers, zones: z.array(z.string()), sites: z.array(z.string()) })

export const MaturityPosition = z.strictObject({
  framework: z.string(),
  subject: z.string().meta({ description: 'A subject, or entity:ID / site:ID for the minimum over its subjects.' }),
  scope: z.boolean().meta({ description: 'true for the minimum over the subjects of an entity or site.' }),
  domain: z.string(),
  level: z.int().min(0).max(4).nullable(),
  distribution: z.array(z.int()).length(5).meta({ description: 'Requirements at ML 0 (unrecorded) to 4.' }),
})

export const CirPosition = z.strictObject({
  entity: z.string(),
  binding: z.boolean(),
  ...Numbers,
  weakest: Weakest,
  titles: z.array(z.strictObject({ title: z.string(), ...Numbers })),
})

export const Severity = z.enum(['high', 'medium', 'low'])
export const FindingOut = z.strictObject({
  id: z.string(),
  rule: z.string(),
  severity: Severity,
  subject: z.string(),
  framework: z.string().optional(),
  requirements: z.array(z.string()),
  reason: z.string(),
  fix: z.string(),
  refs: z.array(z.string()).meta({ description: 'Controls, evidence, flows, assets, answers concerned, as kind:ID.' }),
  proof: z.array(z.strictObject({ file: z.string(), row: z.int(), lines: z.array(z.int()).optional() })),
})

export const ScopePosition = z.strictObject({
  entity: z.string(),
  name: z.string(),
  class: z.enum(['essential', 'important', 'registration-only', 'out', 'undetermined']),
  size: z.string().nullable(),
  jurisdictions: z.array(z.string()),
  national: z.array(
    z.strictObject({ state: z.string(), class: z.string(), label: z.string().nullable(), inForce: z.boolean().nullable() }),
  ),
  reasons: z.array(z.strictObject({ rule: z.string(), article: z.string(), fact: z.string() })),
  questions: z.array(z.strictObject({ code: z.string(), text: z.string() })),
})

export const Position = z.strictObject({
  caponierPosition: z.literal(1),
  contentVersion: z.string(),
  asOf: z.string(),
  knownAt: z.string().nullable(),
  organisation: z.strictObject({ id: z.string(), name: z.string() }),
  frameworks: z.array(z.string()).meta({ description: 'Adopted on the as-of date.' }),
  scope: z.array(ScopePosition),
  zones: z.array(ZonePosition),
  conduits: z.array(ConduitPosition),
  measures: z.array(MeasurePosition).meta({ description: 'Per legal entity.' }),
  siteMeasures: z.array(MeasurePosition).meta({ description: 'The same per site.' }),
  maturity: z.array(MaturityPosition),
  cir: z.array(CirPosition),
  findings: z.array(FindingOut),
})

export type Position = z.infer<typeof Position>
export type DutyPosition = z.infer<typeof DutyPosition>
export type MeasurePosition = z.infer<typeof MeasurePosition>
export type ZonePosition = z.infer<typeof ZonePosition>
export type ConduitPosition = z.infer<typeof ConduitPosition>
export type MaturityPosition = z.infer<typeof MaturityPosition>
export type CirPosition = z.infer<typeof CirPosition>
export type Finding = z.infer<typeof FindingOut>
export type Severity = z.infer<typeof Severity>
export type ScopePosition = z.infer<typeof ScopePosition>
export type WeakestPoint = z.infer<typeof WeakestPoint>

/** JSON Schema (draft 2020-12) of a position. */
export const positionJsonSchema = (): object => ({
  $id: 'urn:caponier:schema:position:1',
  title: 'Caponier position',
  ...z.toJSONSchema(Position),
})
