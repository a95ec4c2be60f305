import { type History, type Name, NO_HISTORY, NO_SERVICE, NO_STATE } from './names.ts'
import type { RejectReason } from './rejects.ts'
import type { Transport } from './transport.ts'

/**
 * One row of conn.log as read. The parser reuses one object for all rows: a receiver copies what it keeps.
 * Numbers that Zeek left unset are -1, texts that it left unset are ''.
 */
export interface ConnRow {
  /** Line in the (uncompressed) file, from 1, header lines included. */
  line: number
  /** First packet, milliseconds since 1970-01-01T00:00:00Z. */
  time: number
  /** Milliseconds; -1 unset. */
  duration: number
  /** Address of each end; the text is canonical: dotted IPv4, or IPv6 as in RFC 5952. */
  orig: Name
  resp: Name
  /** 0..65535; for ICMP the message type (originator) and code (responder). */
  origPort: number
  respPort: number
  transport: Transport
  /** Service that Zeek confirmed, canonical; NO_SERVICE when it named none. */
  service: Name
  /** Payload bytes; -1 unset. */
  origBytes: number
  respBytes: number
  /** Packets; -1 unset. */
  origPackets: number
  respPackets: number
  /** `conn_state`, one of CONN_STATES; NO_STATE unset or unknown. */
  state: Name
  /** NO_HISTORY unset. */
  history: History
  /** Link-layer addresses where the log has them, lower case with colons; '' unset. */
  origMac: string
  respMac: string
}

/** Takes one row; an answer other than null rejects it. */
export type RowSink = (row: ConnRow) => RejectReason | null

const NO_ADDRESS: Name = { id: -1, text: '' }

export const emptyConnRow = (): ConnRow => ({
  line: 0,
  time: 0.5,
  duration: 0.5,
  orig: NO_ADDRESS,
  resp: NO_ADDRESS,
  origPort: 0,
  respPort: 0,
  transport: 'other',
  service: NO_SERVICE,
  origBytes: -1,
  respBytes: -1,
  origPackets: -1,
  respPackets: -1,
  state: NO_STATE,
  history: NO_HISTORY,
  origMac: '',
  respMac: '',
})

const TRANSPORT_OF: ReadonlyMap<string, Transport> = new Map([
  ['tcp', 'tcp'],
  ['udp', 'udp'],
  ['icmp', 'icmp'],
  ['unknown_transport', 'other'],
])

/** The transport that Zeek's `proto` names, undefined for any other text. */
export const transportOf = (text: string): Transport | undefined => TRANSPORT_OF.get(text)

const MAC = /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/

/** Lower-case link-layer address, or '' when the text is none (it is extra information and never rejects a row). */
export const macOf = (text: string): string => {
  const lower = text.toLowerCase()
  return MAC.test(lower) && lower !== '00:00:00:00:00:00' ? lower : ''
}
