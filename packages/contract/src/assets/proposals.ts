import { Id, Line, Prose } from '@caponier/core/company/primitives'
import { Proposal } from '@caponier/core/company/structure'
import { z } from 'zod'
import { ObjectParams, TenantParams } from '../access/tenant-params.ts'
import { Count, rowBase } from '../company/object-schemas.ts'
import { JsonValue } from '../kit/json-value.ts'
import { route } from '../kit/route.ts'
import { sentence } from '../kit/sentence.ts'

const ProposalDoc = Proposal.extend({ payload: z.record(z.string().max(100), JsonValue) })
const ProposalKind = z.enum(['asset', 'flow', 'external-peer', 'network'])
const Exchange = z.enum(['answered', 'one-way', 'attempt'])

export const ProposalRow = z
  .strictObject({
    ...rowBase,
    site: z.string(),
    siteName: z.string(),
    kind: ProposalKind,
    state: z.enum(['open', 'accepted', 'ignored']),
    title: z.string().meta({ description: 'Address, prefix, or source and target.' }),
    detail: sentence('Network, services or why it is suggested.'),
    addresses: z.array(z.string()),
    protocol: z.string().nullable(),
    port: z.int().nullable(),
    exchange: Exchange.nullable(),
    connections: z.number().nullable(),
    firstSeen: z.string().nullable(),
    lastSeen: z.string().nullable(),
    readable: z.boolean().meta({ description: 'False: its content cannot be accepted; import again or ignore it.' }),
    source: z.string(),
    reason: z.string().nullable(),
    recordedAt: z.string().nullable(),
    decidedAt: z.string().nullable(),
    decidedBy: z.string().nullable(),
    decidedByName: z.string().nullable(),
  })
  .meta({ id: 'ProposalRow' })

/** Which proposals: by id, or all open ones that fit. */
export const ProposalSelection = z
  .union([
    z.strictObject({ ids: z.array(Id).min(1).max(10_000) }),
    z.strictObject({
      site: Id.optional(),
      kind: ProposalKind.optional(),
      exchange: Exchange.optional().meta({ description: 'Only flows and external peers of which this was the best that was seen.' }),
      within: z.string().max(50).optional().meta({ description: 'Only proposals that name an address in this prefix.' }),
    }),
  ])
  .meta({ id: 'ProposalSelection' })

export const ProposalDecision = z
  .discriminatedUnion('decision', [
    z.strictObject({
      decision: z.literal('accept'),
      zone: Id.optional().meta({ description: 'Zone of accepted assets and networks; that of the declared network when absent.' }),
      type: Id.optional().meta({ description: 'Asset type of accepted assets.' }),
      name: Line.optional().meta({ description: 'Name, for exactly one asset.' }),
    }),
    z.strictObject({ decision: z.literal('merge'), asset: Id.meta({ description: 'Asset that has the proposed addresses.' }) }),
    z.strictObject({ decision: z.literal('ignore'), reason: Prose }),
  ])
  .meta({ id: 'ProposalDecision' })

export const ProposalsDecided = z
  .strictObject({
    applied: z.boolean(),
    decided: Count,
    added: z.strictObject({ networks: z.array(Id), assets: z.array(Id), flows: z.array(Id) }),
    changed: z.strictObject({ assets: z.array(Id), flows: z.array(Id) }),
  })
  .meta({ id: 'ProposalsDecided' })

/** What the wire or an import suggests, until a person decides. */
export const proposalRoutes = {
  'proposals.list': route({
    id: 'proposals.list',
    slice: 'assets',
    method: 'GET',
    path: '/api/tenants/{tenant}/proposals',
    summary: 'Lists proposals',
    access: { kind: 'permission', permission: 'assets.read' },
    params: TenantParams,
    returns: 'list',
    out: ProposalRow,
    list: {
      fields: {
        id: 'word',
        site: 'word',
        siteName: 'text',
        kind: 'word',
        state: 'word',
        title: 'text',
        detail: 'text',
        addresses: 'words',
        protocol: 'text',
        port: 'number',
        exchange: 'word',
        connections: 'number',
        firstSeen: 'instant',
        lastSeen: 'instant',
        readable: 'flag',
        source: 'text',
        reason: 'text',
        recordedAt: 'instant',
        decidedAt: 'instant',
        decidedBy: 'word',
      },
      key: 'id',
      sort: 'kind,title',
    },
  }),
  'proposals.show': route({
    id: 'proposals.show',
    slice: 'assets',
    method: 'GET',
    path: '/api/tenants/{tenant}/proposals/{id}',
    summary: 'Shows one proposal with everything that was seen',
    access: { kind: 'permission', permission: 'assets.read' },
    params: ObjectParams,
    returns: 'json',
    out: z.strictObject({
      id: z.string(),
      version: z.int(),
      doc: ProposalDoc.meta({ id: 'Proposal' }),
      row: ProposalRow,
      candidates: z
        .array(z.strictObject({ id: z.string(), name: z.string(), why: z.enum(['address', 'mac', 'zone']) }))
        .meta({ description: 'Assets of the site that it may be.' }),
    }),
  }),
  'proposals.decide': route({
    id: 'proposals.decide',
    slice: 'assets',
    method: 'POST',
    path: '/api/tenants/{tenant}/proposals/decide',
    summary: 'Accepts, merges or ignores proposals: all of them or none',
    access: { kind: 'permission', permission: 'proposals.decide' },
    params: TenantParams,
    body: z.strictObject({ select: ProposalSelection, decide: ProposalDecision, dryRun: z.boolean().optional() }),
    returns: 'json',
    out: ProposalsDecided,
    repeatable: true,
    errors: ['conflict'],
    example: { body: { select: { site: 'main-plant', kind: 'asset' }, decide: { decision: 'accept', zone: 'winding-line-3' } } },
  }),
}
