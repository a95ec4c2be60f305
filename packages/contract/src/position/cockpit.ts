import { z } from 'zod'
import { TenantParams } from '../access/tenant-params.ts'
import { route } from '../kit/route.ts'
import { ThreeOut, VectorOut } from './shapes.ts'

const MeasureNumbers = z.strictObject({ ref: z.string(), ...ThreeOut.shape, carriedShare: z.number() })

/** One legal entity on the cockpit; only those whose sums the caller may see. */
const CockpitEntity = z.strictObject({
  id: z.string(),
  name: z.string(),
  class: z.enum(['essential', 'important', 'registration-only', 'out', 'undetermined']),
  size: z.string().nullable(),
  cir: z.enum(['binding', 'yardstick', 'no']),
  states: z.array(
    z.strictObject({
      state: z.string(),
      class: z.string(),
      label: z.string().nullable().meta({ description: "The state's own class name, null when not known." }),
      inForce: z.boolean().nullable(),
      authority: z.string().nullable(),
    }),
  ),
  openQuestions: z.int(),
  measures: z.array(MeasureNumbers),
})

/** What somebody at a site needs to know of the legal entity above it: its class, states and authority. No size and no sum. */
const SiteOwner = CockpitEntity.pick({ id: true, name: true, class: true, states: true })

const CockpitSite = z.strictObject({
  id: z.string(),
  name: z.string(),
  country: z.string(),
  entities: z.array(z.string()),
  measures: z.array(MeasureNumbers),
  zones: z.int().meta({ description: 'Zones and conduits of the site.' }),
  /** Lowest SL-A per FR over its zones and conduits. */
  lowest: VectorOut,
  /** Zones and conduits below their target, per FR. */
  below: z.array(z.int()).length(7),
})

const HeatRow = z.strictObject({
  subject: z.string(),
  name: z.string(),
  kind: z.enum(['zone', 'conduit']),
  sites: z.array(z.string()),
  criticality: z.int(),
  target: VectorOut,
  achieved: VectorOut,
  evidenced: VectorOut,
})

export const Cockpit = z
  .strictObject({
    organisation: z.strictObject({ id: z.string(), name: z.string(), sample: z.boolean() }),
    asOf: z.string(),
    seq: z.int().nullable().meta({ description: 'Change counter; null for members who do not see the whole organisation.' }),
    contentVersion: z.string(),
    frameworks: z.array(z.string()),
    entities: z.array(CockpitEntity),
    sites: z.array(CockpitSite),
    owners: z.array(SiteOwner).meta({ description: 'Legal entities of these sites that the caller does not see as a whole.' }),
    /** Zones and conduits one by one; empty above 120, where the sites stand for them. */
    heat: z.array(HeatRow),
    heatCount: z.int(),
    /** What comes due or is overdue among controls and evidence, soonest first, at most 20. */
    due: z.array(
      z.strictObject({
        kind: z.enum(['control-due', 'evidence-expires', 'registration']),
        id: z.string(),
        name: z.string(),
        date: z.string(),
        overdue: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Cockpit' })
export type Cockpit = z.infer<typeof Cockpit>

/** Open findings by weight. A request of its own, since the consistency check reads every answer. */
const FindingsSummary = z.strictObject({
  total: z.int(),
  high: z.int(),
  medium: z.int(),
  low: z.int(),
  rules: z.array(z.strictObject({ rule: z.string(), title: z.string(), severity: z.enum(['high', 'medium', 'low']), count: z.int() })),
})

const TrendPoint = z.strictObject({
  date: z.string(),
  entities: z.array(z.strictObject({ id: z.string(), ...ThreeOut.shape })),
  sites: z.array(z.strictObject({ id: z.string(), ...ThreeOut.shape })),
  belowTarget: z.int().meta({ description: 'Elements of SL vectors below their target.' }),
  elements: z.int(),
})

const read = { kind: 'permission', permission: 'position.read' } as const

export const cockpitRoutes = {
  'cockpit.show': route({
    id: 'cockpit.show',
    slice: 'position',
    method: 'GET',
    path: '/api/tenants/{tenant}/cockpit',
    summary: 'Where we stand today: class, coverage, levels, what comes due',
    access: read,
    params: TenantParams,
    returns: 'json',
    steady: true,
    out: Cockpit,
  }),
  'cockpit.heat': route({
    id: 'cockpit.heat',
    slice: 'position',
    method: 'GET',
    path: '/api/tenants/{tenant}/cockpit/heat',
    summary: 'Levels of the zones and conduits of one site, where the cockpit holds too many to carry them all',
    access: read,
    params: TenantParams,
    query: z.object({ site: z.string().min(1).max(140) }),
    returns: 'json',
    steady: true,
    out: z.strictObject({ rows: z.array(HeatRow) }),
  }),
  'cockpit.findings': route({
    id: 'cockpit.findings',
    slice: 'position',
    method: 'GET',
    path: '/api/tenants/{tenant}/cockpit/findings',
    summary: 'Open findings of the consistency check, counted by weight and rule',
    access: { kind: 'permission', permission: 'findings.read' },
    params: TenantParams,
    returns: 'json',
    steady: true,
    out: FindingsSummary,
  }),
  'cockpit.trend': route({
    id: 'cockpit.trend',
    slice: 'position',
    method: 'GET',
    path: '/api/tenants/{tenant}/cockpit/trend',
    summary: 'Coverage and levels at the first of each past month, computed from the history',
    access: read,
    params: TenantParams,
    query: z.object({
      months: z.coerce.number().int().min(1).max(36).default(12),
      place: z.string().min(1).max(140).optional().meta({ description: 'entity:ID or site:ID; leaves out all other places.' }),
    }),
    returns: 'json',
    steady: true,
    out: z.strictObject({ points: z.array(TrendPoint) }),
  }),
}
