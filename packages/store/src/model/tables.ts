import type { Kind } from '@caponier/core/company/kinds'

/** Table of each kind of object (migration 0003). */
export const TABLE_OF = {
  person: 'person',
  entity: 'entity',
  site: 'site',
  suc: 'suc',
  zone: 'zone',
  conduit: 'conduit',
  network: 'network',
  supplier: 'supplier',
  product: 'product',
  'asset-type': 'asset_type',
  asset: 'asset',
  flow: 'flow',
  proposal: 'proposal',
  control: 'control',
  evidence: 'evidence',
  contradiction: 'contradiction',
  snapshot: 'snapshot',
  responsibility: 'responsibility',
  'adopted-framework': 'adopted_framework',
} as const satisfies Readonly<Record<Kind, string>>

export type Provenance = 'person' | 'import' | 'wire' | 'system'

/** An object as stored: its document and the version that an edit must name. */
export interface Stored<T> {
  readonly id: string
  readonly doc: T
  readonly version: number
}
