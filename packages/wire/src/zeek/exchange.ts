import type { ConnRow } from './conn-row.ts'

/**
 * What a connection proves.
 * - `answered`: both ends sent more than a refusal.
 * - `one-way`: one end delivered traffic that needs no answer, or the capture saw one direction only.
 * - `attempt`: one end asked and nobody took part: a SYN without handshake, a refusal, an unanswered echo request.
 */
export type Exchange = 'answered' | 'one-way' | 'attempt'

export interface Participation {
  readonly exchange: Exchange
  /** The originator sent more than resets: the address is in use. */
  readonly origSent: boolean
  /** The same for the responder. A refusal may come from a firewall, so it proves no host. */
  readonly respSent: boolean
}

const ORIG_SENT = /[SHADFT]/
const RESP_SENT = /[shadft]/
const ORIG_CARRIED_ON = /[ADF]/
const HANDSHAKE = /[SsHh]/

/** ICMP and ICMPv6 echo requests. Others (unreachable, advertisements) expect no answer. */
const ECHO_REQUESTS: ReadonlySet<number> = new Set([8, 128])

/** States in which Zeek saw nothing of the responder but possibly a reset. */
const NO_RESPONDER: ReadonlySet<string> = new Set(['S0', 'REJ', 'RSTOS0', 'SH'])
/** States in which Zeek saw nothing of the originator. */
const NO_ORIGINATOR: ReadonlySet<string> = new Set(['SHR'])

/**
 * What one row proves, by `history` where the log has it, else by `conn_state` and the packet counts.
 * @see docs/method/zeek.md, "Answered, one-way, attempt"; Zeek documentation of Conn::Info (history, conn_state)
 */
export function participation(row: Readonly<Pick<ConnRow, 'transport' | 'state' | 'history' | 'origPort' | 'origPackets' | 'respPackets'>>): Participation {
  const { history } = row
  if (row.transport !== 'tcp' && row.transport !== 'udp') return byPackets(row)
  const origSent = history === '' ? row.origPackets !== 0 && !NO_ORIGINATOR.has(row.state) : ORIG_SENT.test(history)
  const respSent = history === '' ? row.respPackets !== 0 && stateTellsResponder(row) : RESP_SENT.test(history)
  if (origSent && respSent) return ANSWERED
  if (respSent) return RESPONDER_ONLY
  if (row.transport === 'udp') return origSent ? ORIGINATOR_ONLY : SILENT
  const carriedOn = history === '' ? row.state === 'OTH' && origSent : ORIG_CARRIED_ON.test(history) && !/R$/.test(history.replace(/[^A-Z]/g, '').replace(/^S/, '!S'))
  if (carriedOn) return ORIGINATOR_ONLY
  return origSent ? ATTEMPT : SILENT
}

const ANSWERED: Participation = { exchange: 'answered', origSent: true, respSent: true }
const ORIGINATOR_ONLY: Participation = { exchange: 'one-way', origSent: true, respSent: false }
const RESPONDER_ONLY: Participation = { exchange: 'one-way', origSent: false, respSent: true }
const ATTEMPT: Participation = { exchange: 'attempt', origSent: true, respSent: false }
const SILENT: Participation = { exchange: 'attempt', origSent: false, respSent: false }

