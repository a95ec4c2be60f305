/**
 * What an import has seen on the wire. The shapes equal what the network-log readers give (`@caponier/wire`), written down
 * here because the core imports nothing.
 */
export interface ObservedTraffic {
  readonly hosts: readonly ObservedHost[]
  readonly flows: readonly ObservedFlow[]
}

export interface ObservedService {
  readonly transport: string
  readonly port: number | null
  readonly service: string | null
  readonly inferred: boolean
  readonly connections: number
}

export interface ObservedHost {
  readonly address: string
  readonly macs: readonly string[]
  /** Seen sending more than resets. */
  readonly sent: boolean
  readonly firstSeen: string
  readonly lastSeen: string
  readonly connections: number
  readonly serves: readonly ObservedService[]
  readonly uses: readonly ObservedService[]
}

export interface ObservedFlow {
  readonly source: string
  readonly target: string
  readonly transport: string
  readonly port: number | null
  readonly service: string | null
  readonly inferred: boolean
  readonly exchange: 'answered' | 'one-way' | 'attempt'
  readonly connections: number
  readonly answered: number
  readonly oneWay: number
  readonly attempts: number
  readonly bytesOut: number
  readonly bytesIn: number
  readonly firstSeen: string
  readonly lastSeen: string
  readonly states: Readonly<Record<string, number>>
  readonly proof: { readonly file: string; readonly lines: readonly number[] }
}
