import { z } from 'zod'
import { LegalEntity, Ownership } from '@caponier/core/company/structure'
import { Id } from '@caponier/core/company/primitives'
import { ObjectParams, TenantParams } from '../access/tenant-params.ts'
import { route } from '../kit/route.ts'
import { JsonValue } from '../kit/json-value.ts'

const Class = z.enum(['essential', 'important', 'registration-only', 'out', 'undetermined'])
const Known = z.string().nullable().meta({ description: 'null where no source was found; doubts say so.' })

/** What one state of jurisdiction asks, in the language of the caller. */
const StateOut = z.strictObject({
  state: z.string(),
  name: z.string(),
  class: Class,
  label: Known,
  inForce: z.boolean().nullable(),
  status: z.string(),
  act: z.strictObject({ name: Known, reference: Known, published: Known, inForce: Known, note: Known }),
  authority: Known,
  csirt: Known,
  channel: Known,
  credentials: Known,
  registration: z.strictObject({ duty: Known, deadline: Known, portal: Known }),
  additions: Known,
  clock: JsonValue.meta({ description: 'Clock anchor and reporting deadlines as the law pack holds them.' }),
  fine: JsonValue.meta({ description: 'Fine ceiling with the rule and the amount in euro; null where there is none.' }),
  managementLiability: Known,
  languages: z.array(z.string()),
  recognisedFramework: Known,
  doubts: z.array(z.string()),
  asOf: z.string(),
  confidence: z.string(),
  sources: z.string(),
})

/** A step of the reasoning: in one sentence, and as the comparisons and activities that it names. */
const Reason = z.strictObject({
  rule: z.string(),
  article: z.string(),
  fact: z.string(),
  readableArticle: z.string(),
  readableFact: z.string(),
  comparisons: z
    .array(
      z.strictObject({
        year: z.number().nullable(),
        figure: z.enum(['headcount', 'turnover', 'balance']),
        value: z.string().meta({ description: 'Annual work units, or euro; a decimal number.' }),
        own: z.string().nullable().meta({ description: "The entity's own part where relations add to it." }),
        relation: z.enum(['>=', '<', '>', '<=']),
        threshold: z.string(),
      }),
    )
    .meta({ description: 'Each figure against its threshold; empty where the step rests on something else.' }),
  activities: z.array(z.string()).meta({ description: 'Ids of the activities of the annexes that the step names.' }),
})

export const EntityScopeOut = z
  .strictObject({
    entity: z.string(),
    name: z.string(),
    establishment: z.string(),
    class: Class,
    size: z.string().nullable(),
    cir: z.enum(['binding', 'yardstick', 'no']),
    jurisdictions: z.array(z.string()),
    reasons: z.array(Reason),
    contributions: z
      .array(
        z.strictObject({
          name: z.string().nullable(),
          kind: z.enum(['own', 'partner', 'linked']),
          percent: z.number(),
          year: z.number().nullable(),
          headcount: z.string().nullable(),
          turnover: z.string().nullable(),
          balance: z.string().nullable(),
        }),
      )
      .meta({ description: 'How the figures come together, for callers who see the whole organisation; empty for others.' }),
    questions: z.array(z.strictObject({ code: z.string(), text: z.string() })),
    flips: z.array(z.strictObject({ text: z.string(), class: Class, kind: z.string(), activities: z.array(z.string()) })),
    states: z.array(StateOut),
  })
  .meta({ id: 'EntityScope' })

/** The group as a tree: who holds whom. */
const GroupNode = z.strictObject({
  id: z.string(),
  name: z.string(),
  outside: z.boolean(),
  class: Class.nullable(),
  heldBy: z.array(z.strictObject({ by: z.string(), sharePercent: z.number(), control: z.boolean() })),
  sites: z.array(
    z.strictObject({ id: z.string(), name: z.string(), country: z.string(), inScope: z.boolean(), reason: z.string().nullable() }),
  ),
})

/** Facts to try in place of those that stand; what is absent stays unless it is named as cleared. Nothing is stored. */
export const WhatIfFacts = LegalEntity.pick({
  activities: true,
  nace: true,
  years: true,
  priorStatus: true,
  independentSystems: true,
  servesIn: true,
  mainEstablishment: true,
  flags: true,
})
  .partial()
  .extend({
    ownership: z.array(Ownership).max(200).optional(),
    cleared: z
      .array(z.enum(['priorStatus', 'independentSystems', 'mainEstablishment']))
      .max(3)
      .optional()
      .meta({ description: 'Facts to try without; lists are cleared by giving an empty one.' }),
  })

const read = { kind: 'permission', permission: 'scope.read' } as const

export const scopeRoutes = {
  'scope.show': route({
    id: 'scope.show',
    slice: 'scope',
    method: 'GET',
    path: '/api/tenants/{tenant}/scope',
    summary: 'Scope decision of every visible legal entity, and the group as a tree',
    access: read,
    params: TenantParams,
    returns: 'json',
    out: z.strictObject({ asOf: z.string(), entities: z.array(EntityScopeOut), group: z.array(GroupNode) }),
  }),
  'scope.what-if': route({
    id: 'scope.what-if',
    slice: 'scope',
    method: 'POST',
    path: '/api/tenants/{tenant}/scope/{id}/what-if',
    summary: 'Decide one entity with other facts; nothing is stored',
    access: read,
    params: ObjectParams,
    body: WhatIfFacts,
    returns: 'json',
    out: z.strictObject({
      before: EntityScopeOut,
      after: EntityScopeOut,
      others: z.array(z.strictObject({ entity: Id, before: Class, after: Class })),
    }),
  }),
  'scope.dossier': route({
    id: 'scope.dossier',
    slice: 'scope',
    method: 'GET',
    path: '/api/tenants/{tenant}/scope/{id}/dossier',
    summary: 'Registration dossier of one entity (Art. 3(4)) with what is missing, per state',
    access: read,
    params: ObjectParams,
    returns: 'json',
    out: z.strictObject({
      entity: z.string(),
      name: z.string(),
      asOf: z.string(),
      class: Class,
      items: z.array(
        z.strictObject({
          item: z.string(),
          article: z.string(),
          value: z.string().nullable(),
          missing: z.boolean(),
          note: z.string().nullable(),
        }),
      ),
      states: z.array(StateOut),
    }),
  }),
}
