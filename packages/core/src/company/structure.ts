import { z } from 'zod'
import { CalendarDate, CountryCode, Criticality, CurrencyCode, FrameworkKey, Id, Instant, Line, Prose, SlVector } from './primitives.ts'

/** Validity of an object in the plant and when we learnt of it (docs/method/position.md, section 1); an absent end is open. */
const lifetime = {
  from: CalendarDate.optional().meta({ description: 'First day it exists; absent = always.' }),
  until: CalendarDate.optional().meta({ description: 'Last day it exists; absent = still.' }),
  recordedAt: Instant.optional().meta({ description: 'When it was entered; absent = always known.' }),
}

export const ExchangeRate = z.strictObject({
  currency: CurrencyCode,
  perEur: z.number().positive().max(1e9).meta({ description: 'Units of the currency for one euro.' }),
  date: CalendarDate,
  source: Line,
})

export const Organisation = z.strictObject({
  id: Id,
  name: Line,
  description: Prose.optional(),
  groupTurnover: z
    .strictObject({ amount: z.number().min(0).max(1e15), currency: CurrencyCode, year: z.int().min(1990).max(2100) })
    .optional()
    .meta({ description: 'Worldwide turnover of the undertaking, for fine ceilings (Art. 34).' }),
  exchangeRates: z.array(ExchangeRate).optional(),
})

export const FinancialYear = z.strictObject({
  year: z.int().min(1990).max(2100),
  headcount: z.number().min(0).max(1e7).meta({ description: 'Annual work units (2003/361/EC, Annex Art. 5).' }),
  turnover: z.number().min(0).max(1e15),
  balance: z.number().min(0).max(1e15),
  currency: CurrencyCode.optional().meta({ description: 'EUR when absent; others need an exchange rate.' }),
  closed: CalendarDate.optional().meta({ description: 'Closing date; 31 December of the year when absent.' }),
  recordedAt: Instant.optional(),
})

/** A share in or of another enterprise (2003/361/EC, Annex Art. 3 and 6). */
export const Ownership = z.strictObject({
  to: Line.meta({ description: 'Id of another legal entity of the workspace, or the name of an outside enterprise.' }),
  sharePercent: z.number().min(0).max(100),
  control: z.boolean().meta({ description: 'Majority of votes, right to appoint the board, or dominant influence.' }),
  direction: z.enum(['up', 'down']).meta({ description: 'up: the other holds us; down: we hold the other.' }),
  years: z.array(FinancialYear).max(20).optional().meta({ description: 'Figures of an outside enterprise.' }),
})

/** What Art. 3(4) asks an entity to tell the authority, beside name, sector and states. */
export const RegistrationContact = z.strictObject({
  address: Prose.optional(),
  email: Line.optional(),
  phone: Line.optional(),
  ipRanges: z.array(z.string().max(50)).max(500).optional().meta({ description: 'Public IP ranges of the entity, IPv4 or IPv6 prefixes.' }),
})

/** A registration that was made with the authority of a state. */
export const Registration = z.strictObject({
  state: CountryCode,
  date: CalendarDate.meta({ description: 'Day on which it was submitted.' }),
  reference: Line.optional().meta({ description: 'Number or receipt that the authority gave.' }),
  evidence: Id.optional(),
})

export const LegalEntity = z.strictObject({
  id: Id,
  name: Line,
  establishment: CountryCode,
  establishments: z
    .array(CountryCode)
    .max(60)
    .optional()
    .meta({ description: 'Further states with an establishment; states of its sites are added by themselves.' }),
  mainEstablishment: CountryCode.optional(),
  servesIn: z.array(CountryCode).max(60).optional(),
  activities: z.array(z.string().max(40)).max(60).optional().meta({ description: 'Ids from `caponier scope activities`.' }),
  nace: z
    .array(z.strictObject({ code: z.string().max(12), rev: z.enum(['2', '2.1']) }))
    .max(60)
    .optional(),
  years: z.array(FinancialYear).max(20).optional(),
  priorStatus: z.enum(['small', 'medium', 'large']).optional(),
  ownership: z.array(Ownership).max(200).optional(),
  independentSystems: z
    .boolean()
    .optional()
    .meta({ description: 'Recital 16: own network and information systems, independent of the group.' }),
  flags: z
    .strictObject({
      criticalEntity: z.boolean().optional(),
      identifiedByState: z.enum(['essential', 'important']).optional(),
      formerOperatorOfEssentialServices: z.boolean().optional(),
      defenceExempt: z.boolean().optional(),
    })
    .optional(),
  owner: Id.optional().meta({ description: 'Person accountable.' }),
  contact: RegistrationContact.optional().meta({ description: 'Contact data for the registration (Art. 3(4)).' }),
  registrations: z.array(Registration).max(60).optional(),
  ...lifetime,
})

export const Site = z.strictObject({
  id: Id,
  name: Line,
  country: CountryCode,
  entities: z.array(Id).min(1).max(50).meta({ description: 'Legal entities the site serves.' }),
  criticality: Criticality.optional(),
  owner: Id.optional(),
  inScope: z.boolean().optional().meta({ description: 'Supports in-scope services; true when absent.' }),
  inScopeReason: Prose.optional(),
  ...lifetime,
})

export const Suc = z.strictObject({
  id: Id,
  name: Line,
  site: Id,
  description: Prose.optional(),
  criticality: Criticality.optional(),
  owner: Id.optional(),
  ...lifetime,
})

/** SL-T with its past; the entry in force is the latest one valid and known. */
export const SlTargetEntry = z.strictObject({
  vector: SlVector,
  reason: Prose.optional(),
  from: CalendarDate.optional(),
  recordedAt: Instant.optional(),
})

export const Zone = z.strictObject({
  id: Id,
  name: Line,
  site: Id,
  suc: Id.optional(),
  kind: z.enum(['ot', 'it']),
  criticality: Criticality.optional(),
  slTarget: z.union([SlVector, z.array(SlTargetEntry).min(1).max(200)]).optional(),
  owner: Id.optional(),
  safety: z.boolean().optional(),
  wireless: z.boolean().optional(),
  description: Prose.optional(),
  ...lifetime,
})

export const Channel = z.strictObject({
  protocol: Line,
  direction: z.enum(['both', 'forward', 'back']).optional().meta({ description: 'forward: from the first zone joined to the others.' }),
  function: z.enum(['read', 'write', 'program', 'firmware', 'manage', 'other']).optional(),
  port: z.int().min(0).max(65_535).optional(),
  note: Line.optional(),
})

export const Conduit = z.strictObject({
  id: Id,
  name: Line,
  zones: z.array(Id).min(1).max(50).meta({ description: 'Zones it joins.' }),
  external: z.array(Line).max(50).optional().meta({ description: 'External networks it joins, e.g. Internet, vendor.' }),
  slTarget: z.union([SlVector, z.array(SlTargetEntry).min(1).max(200)]).optional(),
  lowerTargetReason: Prose.optional().meta({ description: 'Why SL-T may lie below a zone it joins (rule 6).' }),
  owner: Id.optional(),
  channels: z.array(Channel).max(500).optional(),
  description: Prose.optional(),
  ...lifetime,
})

export const Network = z.strictObject({
  id: Id,
  name: Line,
  site: Id,
  cidrs: z.array(z.string().max(50)).min(1).max(200).meta({ description: 'IPv4 or IPv6 prefixes, e.g. 10.20.3.0/24.' }),
  zone: Id.optional(),
  vlan: z.int().min(0).max(4095).optional(),
  ...lifetime,
})

export const AssetType = z.strictObject({
  id: Id,
  name: Line,
  component: z.enum(['software-application', 'embedded-device', 'host-device', 'network-device']),
  vendor: Line.optional(),
  orderNumber: Line.optional(),
  supplier: Id.optional(),
  criticality: Criticality.optional(),
})

export const Interface = z.strictObject({
  network: Id.optional(),
  address: z.string().max(50).optional(),
  mac: z
    .string()
    .regex(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i, 'must be like 00:1b:1b:aa:bb:cc')
    .optional(),
  name: Line.optional(),
})

export const Asset = z.strictObject({
  id: Id,
  name: Line,
  site: Id,
  zone: Id.optional(),
  type: Id.optional(),
  version: Line.optional(),
  serial: Line.optional(),
  location: Line.optional(),
  owner: Id.optional(),
  interfaces: z.array(Interface).max(200).optional(),
  provenance: z.enum(['person', 'import', 'wire']).optional(),
  edited: z.array(Line).max(50).optional().meta({ description: 'Fields a person changed by hand; a re-import leaves them alone.' }),
  imported: z.record(z.string().max(40), z.string().max(5_000)).optional().meta({
    description:
      'What the last import wrote, per column; where the asset says something else now, a person changed it and a re-import keeps that.',
  }),
  ...lifetime,
})

const Party = z.strictObject({
  asset: Id.optional(),
  zone: Id.optional(),
  address: z.string().max(50).optional(),
  external: z.boolean().optional(),
})

/** An observed or declared flow, aggregated over its period. */
export const Flow = z.strictObject({
  id: Id,
  site: Id,
  source: Party,
  target: Party,
  protocol: Line,
  port: z.int().min(0).max(65_535).optional(),
  inferred: z.boolean().optional().meta({ description: 'The service is known only by its port.' }),
  function: z.enum(['read', 'write', 'program', 'firmware', 'manage', 'other']).optional(),
  connections: z.int().min(0).max(1e12).optional(),
  bytes: z.int().min(0).max(1e15).optional(),
  firstSeen: Instant.optional(),
  lastSeen: Instant.optional(),
  provenance: z.enum(['person', 'import', 'wire']).optional(),
  proof: z.strictObject({ file: Line, row: z.int().min(1), lines: z.array(z.int().min(1)).max(20).optional() }).optional(),
  accepted: Prose.optional().meta({ description: 'Reason why this flow needs no conduit or this peer is allowed.' }),
  ...lifetime,
})

/** What an import suggests until a person decides. */
export const Proposal = z.strictObject({
  id: Id,
  site: Id,
  kind: z.enum(['asset', 'flow', 'external-peer', 'network']),
  state: z.enum(['open', 'accepted', 'ignored']),
  reason: Prose.optional(),
  source: Line,
  payload: z.record(z.string().max(100), z.json()),
  decidedAt: Instant.optional(),
  decidedBy: Id.optional(),
  recordedAt: Instant.optional(),
})

export const Supplier = z.strictObject({
  id: Id,
  name: Line,
  country: CountryCode.optional(),
  services: z.array(Line).max(50).optional(),
  criticality: Criticality.optional(),
  entities: z.array(Id).max(50).optional().meta({ description: 'Legal entities it serves; all when absent.' }),
  sites: z.array(Id).max(200).optional().meta({ description: 'Sites it serves; all sites of its entities when absent.' }),
  access: z
    .array(
      z.strictObject({ zone: Id, kind: z.enum(['remote', 'on-site', 'both']), through: Id.optional().meta({ description: 'Conduit.' }) }),
    )
    .max(500)
    .optional(),
  owner: Id.optional(),
  ...lifetime,
})

export const Product = z.strictObject({
  id: Id,
  name: Line,
  entities: z.array(Id).max(50).optional(),
  criticality: Criticality.optional(),
  ...lifetime,
})

export const Person = z.strictObject({
  id: Id,
  name: Line,
  function: Line.optional(),
  sites: z.array(Id).max(200).optional(),
  entities: z.array(Id).max(50).optional(),
})

export const ResponsibilityRow = z.strictObject({
  framework: FrameworkKey,
  requirement: z.string().max(60),
  subject: z.string().max(140).optional(),
  party: z.enum(['owner', 'integrator', 'supplier']),
  role: z.enum(['responsible', 'accountable', 'consulted', 'informed']),
  person: Id.optional(),
  supplier: Id.optional(),
})
