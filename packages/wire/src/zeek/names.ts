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
