import { z } from 'zod'
import type { WorkspaceProposal } from '../company/workspace.ts'

const Service = z.object({
  transport: z.string(),
  port: z.number().nullable(),
  service: z.string().nullable(),
  inferred: z.boolean(),
  connections: z.number(),
})

const Counts = z.object({
  connections: z.number(),
  answered: z.number(),
  oneWay: z.number(),
  attempts: z.number(),
  bytesOut: z.number(),
  bytesIn: z.number(),
  firstSeen: z.string(),
  lastSeen: z.string(),
})

/** What an `asset` proposal says. Proposals written by hand or by other imports may say less. */
export const AssetPayload = z.object({
  address: z.string(),
  network: z.string().optional(),
  zone: z.string().optional(),
  macs: z.array(z.string()).default([]),
  /** The link-layer address, where it is this host's alone. */
  mac: z.string().optional(),
  serves: z.array(Service).default([]),
  uses: z.array(Service).default([]),
  imports: z.record(z.string(), Counts).default({}),
})
export type AssetPayload = z.infer<typeof AssetPayload>

/** What a `flow` or `external-peer` proposal says; for the latter `external` names the end outside, which `source` tells who initiated. */
export const FlowPayload = Counts.partial().extend({
  source: z.string(),
  target: z.string(),
  external: z.enum(['source', 'target']).optional(),
  transport: z.string().optional(),
  port: z.number().nullable().default(null),
  protocol: z.string(),
  inferred: z.boolean().default(false),
  exchange: z.enum(['answered', 'one-way', 'attempt']).default('answered'),
  states: z.record(z.string(), z.number()).default({}),
  proof: z.object({ file: z.string(), lines: z.array(z.number()) }).optional(),
  imports: z.record(z.string(), Counts).default({}),
})
export type FlowPayload = z.infer<typeof FlowPayload>

/** What a `network` proposal says. */
export const NetworkPayload = z.object({
  cidr: z.string(),
  hosts: z.number(),
  addresses: z.array(z.string()),
  because: z.array(z.string()).default([]),
})
export type NetworkPayload = z.infer<typeof NetworkPayload>

/** The payload of a proposal in its shape, null where it has another. */
export type ReadPayload =
  | { readonly kind: 'asset'; readonly payload: AssetPayload }
  | { readonly kind: 'flow' | 'external-peer'; readonly payload: FlowPayload }
  | { readonly kind: 'network'; readonly payload: NetworkPayload }

export function readPayload({ kind, payload }: WorkspaceProposal): ReadPayload | null {
  if (kind === 'asset') {
    const read = AssetPayload.safeParse(payload)
    return read.success ? { kind, payload: read.data } : null
  }
  if (kind === 'network') {
    const read = NetworkPayload.safeParse(payload)
    return read.success ? { kind, payload: read.data } : null
  }
  const read = FlowPayload.safeParse(payload)
  return read.success ? { kind, payload: read.data } : null
}
