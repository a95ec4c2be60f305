import { Id } from '@caponier/core/company/primitives'
import { ScopePosition } from '@caponier/core/position/output'
import { z } from 'zod'
import { NewTenantId, TenantParams } from '../access/tenant-params.ts'
import { ProblemIssue } from '../kit/problem.ts'
import { route } from '../kit/route.ts'
import { Count } from './object-schemas.ts'

/** Most bytes of a workspace that is imported over HTTP. Bigger ones are loaded at the server itself. */
export const WORKSPACE_BYTES = 64 * 1024 * 1024

const Bilingual = z.strictObject({ en: z.string(), de: z.string() })

/** One question of the guided start. */
export const StartQuestion = z
  .strictObject({
    id: z.string(),
    type: z.enum(['text', 'country', 'number', 'choice', 'list']),
    required: z.boolean(),
    text: Bilingual,
    help: Bilingual.nullable(),
    fallback: z.string().nullable(),
    sameAs: z.string().nullable().meta({ description: 'An empty answer means the answer to this question.' }),
    range: z.strictObject({ min: z.number(), max: z.number() }).nullable(),
    choices: z.array(z.strictObject({ value: z.string(), text: Bilingual })),
  })
  .meta({ id: 'StartQuestion' })

const Answer = z.union([z.string().max(500), z.number(), z.array(z.string().max(60)).max(60), z.null()])

export const StartAnswers = z
  .strictObject({
    organisation: Answer.optional(),
    entity: Answer.optional(),
    establishment: Answer.optional(),
    year: Answer.optional(),
    headcount: Answer.optional(),
    turnover: Answer.optional(),
    balance: Answer.optional(),
    activities: Answer.optional(),
    lead: Answer.optional(),
    site: Answer.optional(),
    siteCountry: Answer.optional(),
    programme: Answer.optional(),
    template: Answer.optional(),
  })
  .meta({ id: 'StartAnswers' })

const Three = z.strictObject({
  designed: z.number().nullable(),
  implemented: z.number().nullable(),
  evidenced: z.number().nullable(),
})

/** What a first position says. */
export const StartOutcome = z
  .strictObject({
    tenant: Id.nullable().meta({ description: 'Null for a trial.' }),
    name: z.string(),
    scope: z.array(ScopePosition),
    measures: z.array(z.strictObject({ ref: z.string(), ...Three.shape })),
    counts: z.strictObject({ zones: Count, conduits: Count, assets: Count, open: Count, findings: Count }),
  })
  .meta({ id: 'StartOutcome' })

/** A whole organisation in and out, and the guided start of one's own. */
export const workspaceRoutes = {
  'workspace.export': route({
    id: 'workspace.export',
    slice: 'company',
    method: 'GET',
    path: '/api/tenants/{tenant}/workspace',
    summary: 'The whole organisation as one JSON document, or as a zip of YAML files',
    access: { kind: 'permission', permission: 'workspace.export' },
    params: TenantParams,
    query: z.object({ format: z.enum(['json', 'zip']).optional() }),
    returns: 'file',
  }),
  'workspace.import': route({
    id: 'workspace.import',
    slice: 'company',
    method: 'POST',
    path: '/api/workspaces',
    summary: 'Makes a new organisation of a workspace (JSON document, or zip of YAML files); the caller becomes its administrator',
    access: { kind: 'session' },
    query: z.object({
      id: NewTenantId.optional().meta({ description: 'Id of the new organisation; its own when absent, numbered when taken.' }),
    }),
    accepts: 'bytes',
    maxBytes: WORKSPACE_BYTES,
    returns: 'json',
    repeatable: true,
    out: z.strictObject({ tenant: Id, name: z.string(), warnings: z.array(ProblemIssue) }),
    status: 201,
    errors: ['too-large', 'unsupported-media', 'conflict'],
  }),
  'start.questions': route({
    id: 'start.questions',
    slice: 'company',
    method: 'GET',
    path: '/api/start',
    summary: 'Questions, plant templates and activities of the guided start',
    access: { kind: 'session' },
    returns: 'json',
    out: z.strictObject({
      may: z.boolean().meta({ description: 'The caller may make an organisation.' }),
      questions: z.array(StartQuestion),
      templates: z.array(
        z.strictObject({ id: z.string(), title: Bilingual, summary: Bilingual, zones: Count, conduits: Count, assets: Count }),
      ),
      activities: z.array(
        z.strictObject({ id: z.string(), annex: z.string(), sector: Bilingual, subsector: Bilingual.nullable(), definition: Bilingual }),
      ),
      countries: z.array(z.string()).meta({ description: 'States whose law is shipped.' }),
    }),
  }),
  'start.begin': route({
    id: 'start.begin',
    slice: 'company',
    method: 'POST',
    path: '/api/start',
    summary: 'Makes a first organisation of the answers, with a scope decision and a first position',
    access: { kind: 'session' },
    body: z.strictObject({ answers: StartAnswers, dryRun: z.boolean().optional() }),
    returns: 'json',
    out: StartOutcome,
    repeatable: true,
    errors: ['conflict'],
    example: {
      body: {
        answers: { organisation: 'Example Drives', establishment: 'DE', site: 'Main plant', headcount: 260, turnover: 6e7, balance: 4e7 },
        dryRun: true,
      },
    },
  }),
}
