import { canonicalAddress } from './address.ts'
import type { RejectReason } from './rejects.ts'
import { canonicalService } from './services.ts'

/** A text with a number of its own, counted from 0 in the order of first sight: sums are kept by number, not by text. */
export interface Name {
  readonly id: number
  readonly text: string
}

/** All addresses and services of one reading, each under one number whatever spelling it came in. */
export interface NameBook {
  readonly address: (text: string) => Name | RejectReason
  /** @param separator joins several services in the text */
  readonly service: (text: string, separator: string) => Name | RejectReason
}

/** Service ids stay below this, so that they fit beside port and transport in one 31-bit key. */
export const MOST_SERVICES = 4096

/** The service of rows in which Zeek named none; every book holds it as number 0. */
export const NO_SERVICE: Name = { id: 0, text: '' }

export function createNameBook(mostAddresses: number): NameBook {
  const addresses = new Map<string, Name>()
  const services = new Map<string, Name>([['', NO_SERVICE]])
  const named = (book: Map<string, Name>, text: string, most: number, full: RejectReason): Name | RejectReason => {
    const known = book.get(text)
    if (known !== undefined) return known
    if (book.size >= most) return full
    const name = { id: book.size, text }
    book.set(text, name)
    return name
  }
  return {
    address: (text) => {
      const canonical = canonicalAddress(text)
      return canonical === null ? 'bad-address' : named(addresses, canonical, mostAddresses, 'too-many-hosts')
    },
    service: (text, separator) => {
      const canonical = canonicalService(text, separator)
      return canonical === undefined ? 'bad-service' : named(services, canonical, MOST_SERVICES, 'too-many-services')
    },
  }
}

/** The states that Zeek knows, after '-' for none; the place in this list is the id. */
export const CONN_STATES: readonly Name[] = [
  '-',
  'S0',
  'S1',
  'SF',
  'REJ',
  'S2',
  'S3',
  'RSTO',
  'RSTR',
  'RSTOS0',
  'RSTRH',
  'SH',
  'SHR',
  'OTH',
].map((text, id) => ({ id, text }))
export const NO_STATE: Name = { id: 0, text: '-' }
const STATE_OF: ReadonlyMap<string, Name> = new Map(CONN_STATES.map((state) => [state.text, state]))

/** The state that a text names, NO_STATE where Zeek knows none such. */
export const stateOf = (text: string): Name => STATE_OF.get(text) ?? NO_STATE

/**
 * Zeek's `history`, e.g. ShADadFf: one letter per kind of packet, upper case from the originator, lower case from the
 * responder. S SYN, H SYN-ACK, A ACK, D data, F FIN, T retransmission, R reset; the others tell nothing about who sent.
 */
export interface History {
  readonly text: string
  /** A SYN or SYN-ACK was seen, so that Zeek knows who opened the connection. */
  readonly handshake: boolean
  /** The originator sent more than resets. */
  readonly origSent: boolean
  readonly respSent: boolean
  /** The originator acknowledged or sent data: it carried on after a first packet. */
  readonly origCarriedOn: boolean
}

export const NO_HISTORY: History = { text: '', handshake: false, origSent: false, respSent: false, origCarriedOn: false }
const HISTORY = /^[A-Za-z^-]{1,64}$/

/** What a text of `history` tells, NO_HISTORY where it is none. */
export function historyOf(text: string): History {
  if (text === '-' || !HISTORY.test(text)) return NO_HISTORY
  return {
    text,
    handshake: /[SsHh]/.test(text),
    origSent: /[SHADFT]/.test(text),
    respSent: /[shadft]/.test(text),
    origCarriedOn: /[AD]/.test(text),
  }
}
