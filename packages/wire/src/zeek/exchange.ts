import type { ConnRow } from './conn-row.ts'
import { NO_HISTORY } from './names.ts'
import { serviceOfPort } from './services.ts'

/**
 * What a connection proves.
 * - `answered`: both ends sent more than a refusal.
 * - `one-way`: one end delivered traffic that needs no answer, or the capture saw one direction only.
 * - `attempt`: one end asked and nobody took part: a SYN without handshake, a refusal, an unanswered echo request.
 */
export type Exchange = 'answered' | 'one-way' | 'attempt'

export interface Participation {
  readonly exchange: Exchange
  /** The originator sent more than resets: its address is in use. */
  readonly origSent: boolean
  /** The same for the responder. A refusal may come from a firewall, so it proves no host. */
  readonly respSent: boolean
}

const ANSWERED: Participation = { exchange: 'answered', origSent: true, respSent: true }
const ORIGINATOR_ONLY: Participation = { exchange: 'one-way', origSent: true, respSent: false }
const RESPONDER_ONLY: Participation = { exchange: 'one-way', origSent: false, respSent: true }
const UNANSWERED: Participation = { exchange: 'attempt', origSent: true, respSent: false }
const RESETS_ONLY: Participation = { exchange: 'attempt', origSent: false, respSent: false }

/** States in which Zeek saw nothing of the responder but possibly a reset. */
const NO_RESPONDER: ReadonlySet<string> = new Set(['S0', 'REJ', 'RSTOS0', 'SH'])
/** States in which packets alone tell whether the responder took part. */
const UNDECIDED: ReadonlySet<string> = new Set(['-', 'OTH'])

/** Echo requests of ICMP and ICMPv6; other messages (unreachable, advertisement) expect no answer. */
const ECHO_REQUESTS: ReadonlySet<number> = new Set([8, 128])

type Seen = Readonly<Pick<ConnRow, 'transport' | 'state' | 'history' | 'origPort' | 'origPackets' | 'respPackets'>>

/**
 * What one row proves: by `history` where the log has it, else by `conn_state` and the packet counts.
 * @see docs/method/zeek.md "Answered, one-way, attempt"; Zeek documentation of Conn::Info
 */
export function participation(row: Seen): Participation {
  if (row.transport !== 'tcp' && row.transport !== 'udp') return byPackets(row)
  const { origSent, respSent, carriedOn } = row.history === NO_HISTORY ? sendersByState(row) : sendersByHistory(row)
  if (respSent) return origSent ? ANSWERED : RESPONDER_ONLY
  if (!origSent) return RESETS_ONLY
  return row.transport === 'udp' || carriedOn ? ORIGINATOR_ONLY : UNANSWERED
}

interface Senders {
  readonly origSent: boolean
  readonly respSent: boolean
  readonly carriedOn: boolean
}

const sendersByHistory = ({ history }: Seen): Senders => ({
  origSent: history.origSent,
  respSent: history.respSent,
  carriedOn: history.origCarriedOn,
})

const sendersByState = ({ state, origPackets, respPackets }: Seen): Senders => ({
  origSent: origPackets !== 0 && state.text !== 'SHR',
  respSent: UNDECIDED.has(state.text) ? respPackets > 0 : respPackets !== 0 && !NO_RESPONDER.has(state.text),
  carriedOn: UNDECIDED.has(state.text),
})

function byPackets(row: Seen): Participation {
  if (row.respPackets > 0) return row.origPackets === 0 ? RESPONDER_ONLY : ANSWERED
  return row.transport === 'icmp' && ECHO_REQUESTS.has(row.origPort) ? UNANSWERED : ORIGINATOR_ONLY
}

/**
 * True when Zeek's originator is almost surely the server: a TCP connection of which no handshake was seen (the capture
 * began later, or only resets were left), from a port where a service listens to a port where none does.
 */
export function looksReversed(row: Readonly<Pick<ConnRow, 'transport' | 'history' | 'origPort' | 'respPort'>>): boolean {
  if (row.transport !== 'tcp' || row.respPort < 1024 || row.history.handshake || row.history === NO_HISTORY) return false
  return (row.origPort < 1024 || serviceOfPort('tcp', row.origPort) !== null) && serviceOfPort('tcp', row.respPort) === null
}
