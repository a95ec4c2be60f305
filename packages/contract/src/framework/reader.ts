import { z } from 'zod'
import { FrameworkKey, RequirementId } from '@caponier/core/company/primitives'
import { route } from '../kit/route.ts'
import { JsonValue } from '../kit/json-value.ts'

/** Content is the same for every tenant and only read: a session is enough. */
const session = { kind: 'session' } as const
const Confidence = z.enum(['high', 'medium', 'low'])

const FrameworkSummary = z.strictObject({
  key: z.string(),
  title: z.string(),
  edition: z.string(),
  subjects: z.array(z.string()),
  levels: z.enum(['SL', 'ML', 'none']),
  requirements: z.int(),
  fullTexts: z
    .int()
    .meta({ description: 'Requirements with question, evidence and verification; the others have one sentence of intent.' }),
  source: z.string(),
  asOf: z.string(),
})

const RequirementRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  domain: z.string(),
  domainTitle: z.string(),
  gate: z.int().nullable(),
  parent: z.string().nullable(),
  inheritable: z.boolean(),
  carried: z.string().nullable().meta({ description: 'Of a NIS2 duty: answered, partly, carried.' }),
  duties: z.int().meta({ description: 'Duties that it carries, or carriers of a duty.' }),
  confidence: Confidence,
  doubt: z.string().nullable(),
})

export const RequirementTextOut = z.strictObject({
  language: z.enum(['en', 'de']).meta({ description: 'Language of the text; English where no translation exists.' }),
  intent: z.string().nullable(),
  why: z.string().nullable(),
  question: z.string().nullable(),
  good: z.string().nullable(),
  evidence: z.array(z.string()),
  verify: z.string().nullable(),
  levels: z.array(z.strictObject({ level: z.int(), text: z.string() })),
})

const MappingOut = z.strictObject({
  framework: z.string(),
  requirement: z.string(),
  title: z.string(),
  measure: z.string(),
  duties: z.array(z.strictObject({ id: z.string(), title: z.string() })),
  strength: z.enum(['full', 'partial', 'supports']),
  confidence: Confidence,
  cir: z.string(),
  rationale: z.string(),
  source: z.string(),
})

const RequirementOut = z.strictObject({
  framework: z.string(),
  frameworkTitle: z.string(),
  ...RequirementRow.shape,
  text: RequirementTextOut,
  responsibility: z.strictObject({ owner: z.string(), integrator: z.string(), supplier: z.string() }).nullable(),
  carriedReason: z.string().nullable(),
  article: z.string().nullable(),
  componentTypes: z.array(z.string()),
  source: z.string(),
  mappings: z.array(MappingOut),
  withoutDuty: z.string().nullable(),
  crosswalk: z.array(z.strictObject({ from: z.string(), to: z.array(z.string()), relation: z.string(), note: z.string() })),
  enhancements: z.array(z.strictObject({ id: z.string(), title: z.string(), gate: z.int().nullable() })),
})

const Hit = z.strictObject({
  kind: z.enum(['requirement', 'duty', 'measure', 'law', 'activity']),
  framework: z.string().nullable(),
  id: z.string(),
  title: z.string(),
  excerpt: z.string(),
})

export const contentRoutes = {
  // No list of the grammar: as many rows as frameworks are shipped.
  'content.frameworks': route({
    id: 'content.frameworks',
    slice: 'framework',
    method: 'GET',
    path: '/api/content/frameworks',
    summary: 'All frameworks and editions that this version ships',
    access: session,
    returns: 'json',
    out: z.strictObject({ contentVersion: z.string(), frameworks: z.array(FrameworkSummary) }),
  }),
  'content.requirements': route({
    id: 'content.requirements',
    slice: 'framework',
    method: 'GET',
    path: '/api/content/frameworks/{framework}/requirements',
    summary: 'Requirements of one framework in its own order',
    access: session,
    params: z.object({ framework: FrameworkKey }),
    returns: 'list',
    out: RequirementRow.extend({ order: z.int() }),
    list: {
      key: 'id',
      sort: 'order',
      maxLimit: 1_000,
      fields: {
        order: 'number',
        id: 'text',
        title: 'text',
        domain: 'word',
        domainTitle: 'text',
        gate: 'number',
        parent: 'text',
        inheritable: 'flag',
        carried: 'word',
        duties: 'number',
        confidence: 'word',
      },
    },
  }),
  'content.requirement': route({
    id: 'content.requirement',
    slice: 'framework',
    method: 'GET',
    path: '/api/content/frameworks/{framework}/requirements/{requirement}',
    summary: 'One requirement in full: our text, mappings in both directions, source and doubt',
    access: session,
    params: z.object({ framework: FrameworkKey, requirement: RequirementId }),
    returns: 'json',
    out: RequirementOut,
  }),
  'content.search': route({
    id: 'content.search',
    slice: 'framework',
    method: 'GET',
    path: '/api/content/search',
    summary: 'Search all requirements, duties, laws and activities by words or id',
    access: session,
    query: z.object({ q: z.string().min(1).max(200), limit: z.coerce.number().int().min(1).max(100).default(30) }),
    returns: 'json',
    out: z.strictObject({ total: z.int(), hits: z.array(Hit) }),
  }),
  'content.measures': route({
    id: 'content.measures',
    slice: 'framework',
    method: 'GET',
    path: '/api/content/measures',
    summary: 'Measures and articles of NIS2 with their duties',
    access: session,
    returns: 'json',
    out: z.strictObject({
      measures: z.array(
        z.strictObject({
          id: z.string(),
          article: z.string(),
          title: z.string(),
          summary: z.string(),
          duties: z.array(z.strictObject({ id: z.string(), title: z.string(), carried: z.string(), carriers: z.int() })),
        }),
      ),
    }),
  }),
  'content.laws': route({
    id: 'content.laws',
    slice: 'framework',
    method: 'GET',
    path: '/api/content/laws',
    summary: 'National law per state with dates, confidence and doubts',
    access: session,
    returns: 'list',
    out: z.strictObject({
      code: z.string(),
      name: z.string(),
      group: z.string(),
      status: z.string(),
      act: z.string().nullable(),
      inForce: z.string().nullable(),
      authority: z.string().nullable(),
      doubts: z.int(),
      unknown: z.int().meta({ description: 'Facts for which no source was found.' }),
      confidence: Confidence,
      asOf: z.string(),
    }),
    list: {
      key: 'code',
      sort: 'name',
      fields: {
        code: 'word',
        name: 'text',
        group: 'word',
        status: 'word',
        act: 'text',
        inForce: 'date',
        authority: 'text',
        doubts: 'number',
        unknown: 'number',
        confidence: 'word',
        asOf: 'date',
      },
    },
  }),
  'content.law': route({
    id: 'content.law',
    slice: 'framework',
    method: 'GET',
    path: '/api/content/laws/{code}',
    summary: 'One law pack in full, as data',
    access: session,
    params: z.object({ code: z.string().regex(/^[A-Z]{2}$/) }),
    returns: 'json',
    out: z.strictObject({ law: z.record(z.string(), JsonValue) }),
  }),
  'content.activities': route({
    id: 'content.activities',
    slice: 'framework',
    method: 'GET',
    path: '/api/content/activities',
    summary: 'Types of entity of both annexes with definition and rule',
    access: session,
    returns: 'json',
    out: z.strictObject({
      activities: z.array(
        z.strictObject({
          id: z.string(),
          annex: z.string(),
          sector: z.string(),
          subsector: z.string().nullable(),
          definition: z.string(),
          sizeRule: z.string(),
          doubt: z.string().nullable(),
          source: z.string(),
        }),
      ),
    }),
  }),
}
