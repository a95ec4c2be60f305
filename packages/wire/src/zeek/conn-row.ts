import type { RejectReason } from './rejects.ts'

export type Transport = 'tcp' | 'udp' | 'icmp' | 'other'

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
  /** Canonical text: dotted IPv4, or IPv6 as in RFC 5952. */
  origAddress: string
  respAddress: string
  /** 0..65535; for ICMP the message type (originator) and code (responder). */
  origPort: number
  respPort: number
  transport: Transport
  /** Service that Zeek confirmed, canonical; '' when it named none. */
  service: string
  /** Payload bytes; -1 unset. */
  origBytes: number
  respBytes: number
  /** Packets; -1 unset. */
  origPackets: number
  respPackets: number
  /** `conn_state`, e.g. SF; '' unset. */
  state: string
  /** `history`, e.g. ShADadFf: upper case the originator, lower case the responder; '' unset. */
  history: string
  /** Link-layer addresses where the log has them, lower case with colons; '' unset. */
  origMac: string
  respMac: string
}

/** Takes one row; an answer other than null rejects it. */
export type RowSink = (row: ConnRow) => RejectReason | null

export const emptyConnRow = (): ConnRow => ({
  line: 0,
  time: 0.5,
  duration: 0.5,
  origAddress: '',
  respAddress: '',
  origPort: 0,
  respPort: 0,
  transport: 'other',
  service: '',
  origBytes: -1,
  respBytes: -1,
  origPackets: -1,
  respPackets: -1,
  state: '',
  history: '',
  origMac: '',
  respMac: '',
})

const TRANSPORTS: ReadonlyMap<string, Transport> = new Map([
  ['tcp', 'tcp'],
  ['udp', 'udp'],
  ['icmp', 'icmp'],
  ['unknown_transport', 'other'],
])

/** The transport that Zeek's `proto` names, undefined for any other text. */
export const transportOf = (text: string): Transport | undefined => TRANSPORTS.get(text)

const MAC = /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/

/** Lower-case link-layer address, or '' when the text is none (it is extra information and never rejects a row). */
export const macOf = (text: string): string => {
  const lower = text.toLowerCase()
  return MAC.test(lower) && lower !== '00:00:00:00:00:00' ? lower : ''
}

const SHORT_WORD = /^[A-Za-z0-9^]{1,64}$/

/** Text of `conn_state` or `history`, or '' when it is none. */
export const stateWordOf = (text: string): string => (SHORT_WORD.test(text) ? text : '')
