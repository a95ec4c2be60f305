import { z } from 'zod'
import { FrameworkKey, RequirementId } from '@caponier/core/company/primitives'
import { MaturityPosition, Position, WeakestPoint } from '@caponier/core/position/output'
import { TenantParams } from '../access/tenant-params.ts'
import { route } from '../kit/route.ts'
import { CellTraceOut, LevelTraceOut, MeasureTraceOut, RefText, ThreeOut } from './shapes.ts'

const read = { kind: 'permission', permission: 'position.read' } as const
const inTenant = (path: string) => `/api/tenants/{tenant}/${path}`

/** A requirement seen from below: the duties it carries, and how it stands at each subject. */
const RequirementTrace = z.strictObject({
  framework: z.string(),
  requirement: z.string(),
  adopted: z.boolean(),
  duties: z.array(
    z.strictObject({ duty: z.string(), title: z.string(), measure: z.string(), strength: z.string(), rationale: z.string() }),
  ),
  cells: z.array(CellTraceOut),
})

/** What rests on a control or a piece of evidence: cells, and the duties above them. */
const Uses = z.strictObject({
  ref: z.string(),
  name: z.string(),
  cells: z.array(CellTraceOut),
  duties: z.array(z.strictObject({ duty: z.string(), title: z.string(), measure: z.string(), requirement: z.string() })),
})

/** The weakest duty and subject below a mean (rule 8). */
const Weakest = WeakestPoint.extend({ subjectName: z.string(), title: z.string() }).nullable()

/** What the position says of one legal entity or site. */
const PlacePosition = z.strictObject({
  place: z.string(),
  name: z.string(),
  asOf: z.string(),
  measures: z.array(z.strictObject({ ref: z.string(), ...ThreeOut.shape, carriedShare: z.number(), weakest: Weakest })),
  maturity: z.array(MaturityPosition),
  cir: z
    .strictObject({
      entity: z.string(),
      binding: z.boolean(),
      ...ThreeOut.shape,
      weakest: Weakest,
      titles: z.array(z.strictObject({ title: z.string(), ...ThreeOut.shape })),
    })
    .nullable()
    .meta({ description: 'Coverage of (EU) 2024/2690; null for a site.' }),
})

export const positionRoutes = {
  'position.show': route({
    id: 'position.show',
    slice: 'position',
    method: 'GET',
    path: inTenant('position'),
    summary: 'The position as the offline program writes it, as far as the caller may see it',
    access: read,
    params: TenantParams,
    query: z.object({ lang: z.enum(['en', 'de']).optional() }),
    returns: 'json',
    out: Position,
    prepared: true,
  }),
  'position.place': route({
    id: 'position.place',
    slice: 'position',
    method: 'GET',
    path: inTenant('position/places/{place}'),
    summary: 'The position of one legal entity or site: measures with their weakest points, maturity, (EU) 2024/2690',
    access: read,
    params: TenantParams.extend({ place: RefText.meta({ description: 'entity:ID or site:ID' }) }),
    returns: 'json',
    out: PlacePosition,
  }),
  'position.measure': route({
    id: 'position.measure',
    slice: 'position',
    method: 'GET',
    path: inTenant('position/measures/{ref}'),
    summary: 'Why a measure has its three numbers in one entity or site: duties, carriers, subjects',
    access: read,
    params: TenantParams.extend({ ref: z.string().min(1).max(40) }),
    query: z.object({ scope: RefText.meta({ description: 'entity:ID or site:ID' }) }),
    returns: 'json',
    out: MeasureTraceOut,
  }),
  'position.level': route({
    id: 'position.level',
    slice: 'position',
    method: 'GET',
    path: inTenant('position/levels/{subject}/{fr}'),
    summary: 'Why one foundational requirement of a zone or conduit has its level, and what would raise it',
    access: read,
    params: TenantParams.extend({ subject: RefText, fr: z.string().min(1).max(5) }),
    returns: 'json',
    out: LevelTraceOut,
  }),
  'position.cell': route({
    id: 'position.cell',
    slice: 'position',
    method: 'GET',
    path: inTenant('position/cells/{subject}/{framework}/{requirement}'),
    summary: 'Why one requirement stands as it does for one subject: answer, controls, evidence',
    access: read,
    params: TenantParams.extend({ subject: RefText, framework: FrameworkKey, requirement: RequirementId }),
    returns: 'json',
    out: CellTraceOut,
  }),
  'position.requirement': route({
    id: 'position.requirement',
    slice: 'position',
    method: 'GET',
    path: inTenant('position/requirements/{framework}/{requirement}'),
    summary: 'A requirement from below: the duties it carries and how it stands at every visible subject',
    access: read,
    params: TenantParams.extend({ framework: FrameworkKey, requirement: RequirementId }),
    returns: 'json',
    out: RequirementTrace,
  }),
  'position.uses': route({
    id: 'position.uses',
    slice: 'position',
    method: 'GET',
    path: inTenant('position/uses/{ref}'),
    summary: 'What rests on a control or a piece of evidence, up to the duties',
    access: read,
    params: TenantParams.extend({ ref: RefText.meta({ description: 'control:ID or evidence:ID' }) }),
    returns: 'json',
    out: Uses,
  }),
}
