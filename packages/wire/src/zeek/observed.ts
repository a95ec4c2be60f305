import type { Transport } from './transport.ts'
import type { Exchange } from './exchange.ts'
import type { RejectReason } from './rejects.ts'

/** A service as one host offers or uses it. */
export interface ObservedService {
  readonly transport: Transport
  /** Port of the server; null where the transport has none. */
  readonly port: number | null
  /** Null: Zeek named none and the port tells none. */
  readonly service: string | null
  /** Known only by its port. */
  readonly inferred: boolean
  readonly connections: number
}

/** One address as the log shows it. */
export interface ObservedHost {
  readonly address: string
  /** Link-layer addresses seen with it, at most 8; behind a router this is the router's. */
  readonly macs: readonly string[]
  /** It was seen sending more than resets. An address that was only asked for proves no host. */
  readonly sent: boolean
  /** Instants in UTC with milliseconds. */
  readonly firstSeen: string
  readonly lastSeen: string
  /** Rows in which it is an end. */
  readonly connections: number
  /** What it answered to as a server. */
  readonly serves: readonly ObservedService[]
  /** What it asked for as a client, attempts included. */
  readonly uses: readonly ObservedService[]
}

/** All rows with the same source, target, transport, port of the target and service. */
export interface ObservedFlow {
  readonly source: string
  readonly target: string
  readonly transport: Transport
  readonly port: number | null
  readonly service: string | null
  readonly inferred: boolean
  /** The best that was seen: answered, else one-way, else attempt. */
  readonly exchange: Exchange
  /** connections = answered + oneWay + attempts. */
  readonly connections: number
  readonly answered: number
  readonly oneWay: number
  readonly attempts: number
  /** Rows whose direction was turned round because no handshake was seen (docs/method/zeek.md). */
  readonly reversed: number
  /** Payload bytes from source to target and back; rows without a count add nothing. */
  readonly bytesOut: number
  readonly bytesIn: number
  readonly firstSeen: string
  readonly lastSeen: string
  /** Rows per conn_state, '-' where it is unset. */
  readonly states: Readonly<Record<string, number>>
  /** The first rows that prove it, at most 5, all in one file. */
  readonly proof: { readonly file: string; readonly lines: readonly number[] }
}

export type RejectCounts = Readonly<Partial<Record<RejectReason, number>>>

/** rowsRead = rowsMapped + the sum of rejects. */
export interface RowCounts {
  readonly rowsRead: number
  readonly rowsMapped: number
  readonly rejects: RejectCounts
}

export type FileProblem = 'gzip-damaged' | 'gzip-bomb' | 'unreadable'

export interface ObservedFile extends RowCounts {
  readonly file: string
  readonly format: 'tsv' | 'json' | 'mixed' | 'none'
  /** `#close` was read; a log still being written or cut has none, JSON never has. */
  readonly closed: boolean
  /** Reading stopped early; the rows before are counted. */
  readonly problem?: FileProblem
}

export interface RejectExample {
  readonly file: string
  readonly line: number
  readonly reason: RejectReason
}

/** Everything that a set of conn logs shows. Lists are sorted, so that the order of reading does not matter. */
export interface ObservedTraffic extends RowCounts {
  readonly hosts: readonly ObservedHost[]
  readonly flows: readonly ObservedFlow[]
  readonly files: readonly ObservedFile[]
  /** The first rows rejected for each reason, at most 5 each. */
  readonly examples: readonly RejectExample[]
}
