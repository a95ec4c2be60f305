import type { z } from 'zod'
import { AdoptedFramework, Contradiction, Control, Evidence, Snapshot } from './assessment.ts'
import {
  Asset,
  AssetType,
  Conduit,
  Flow,
  LegalEntity,
  Network,
  Person,
  Product,
  Proposal,
  ResponsibilityRow,
  Site,
  Suc,
  Supplier,
  Zone,
} from './structure.ts'

/**
 * The kinds of object that a workspace holds in lists, in an order in which each stands after what it refers to. Answers and links
 * have stores of their own; the organisation is one.
 */
export const KINDS = {
  person: { key: 'people', schema: Person, subject: null, idOf: 'id' },
  entity: { key: 'entities', schema: LegalEntity, subject: 'entity', idOf: 'id' },
  site: { key: 'sites', schema: Site, subject: 'site', idOf: 'id' },
  suc: { key: 'sucs', schema: Suc, subject: 'suc', idOf: 'id' },
  zone: { key: 'zones', schema: Zone, subject: 'zone', idOf: 'id' },
  conduit: { key: 'conduits', schema: Conduit, subject: 'conduit', idOf: 'id' },
  network: { key: 'networks', schema: Network, subject: null, idOf: 'id' },
  supplier: { key: 'suppliers', schema: Supplier, subject: 'supplier', idOf: 'id' },
  product: { key: 'products', schema: Product, subject: 'product', idOf: 'id' },
  'asset-type': { key: 'assetTypes', schema: AssetType, subject: 'asset-type', idOf: 'id' },
  asset: { key: 'assets', schema: Asset, subject: null, idOf: 'id' },
  flow: { key: 'flows', schema: Flow, subject: null, idOf: 'id' },
  proposal: { key: 'proposals', schema: Proposal, subject: null, idOf: 'id' },
  control: { key: 'controls', schema: Control, subject: null, idOf: 'id' },
  evidence: { key: 'evidence', schema: Evidence, subject: null, idOf: 'id' },
  contradiction: { key: 'contradictions', schema: Contradiction, subject: null, idOf: 'id' },
  snapshot: { key: 'snapshots', schema: Snapshot, subject: null, idOf: 'id' },
  responsibility: { key: 'responsibilities', schema: ResponsibilityRow, subject: null, idOf: null },
  'adopted-framework': { key: 'frameworks', schema: AdoptedFramework, subject: null, idOf: 'framework' },
} as const satisfies Readonly<Record<string, { key: string; schema: z.ZodType; subject: string | null; idOf: 'id' | 'framework' | null }>>

export type Kind = keyof typeof KINDS
export const KIND_NAMES = Object.keys(KINDS) as Kind[]
/** The object of a kind, as in the workspace document. */
export type DocOf<K extends Kind> = z.output<(typeof KINDS)[K]['schema']>
