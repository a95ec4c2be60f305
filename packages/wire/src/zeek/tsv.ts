import { type ConnRow, historyOf, macOf, stateOf, transportOf } from './conn-row.ts'
import { MAX_COLUMNS, type TsvLayout } from './header.ts'
import { createInterner, strictTextOf, textOf } from './intern.ts'
import { MOST_SERVICES, type Name, type NameBook, NO_SERVICE } from './names.ts'
import { checkedTime, integerAt, isDuration, secondsAt, timeOfText } from './numbers.ts'
import type { RejectReason } from './rejects.ts'

/** Fills `row` from the line `bytes[from, to)`; null when it was mapped. */
export type TsvRowReader = (bytes: Uint8Array, from: number, to: number, layout: TsvLayout, row: ConnRow) => RejectReason | null

/** Most different texts remembered per kind of field; beyond it rows are read as well, only slower. */
const REMEMBERED = { addresses: 1_000_000, histories: 65_536, macs: 65_536 }

const [TS, ORIG_H, ORIG_P, RESP_H, RESP_P, PROTO, SERVICE, DURATION, ORIG_BYTES, RESP_BYTES, STATE, HISTORY, ORIG_PKTS, RESP_PKTS, ORIG_MAC, RESP_MAC] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
] as const

/**
 * A reader of TSV rows. It works on bytes and remembers the texts it has met (addresses, services, states), because one
 * string per field is what makes reading logs slow.
 */
export function createTsvRowReader(book: NameBook): TsvRowReader {
  const addresses = createInterner((text) => usable(book.address(text)), REMEMBERED.addresses)
  const transports = createInterner(transportOf, 16)
  const states = createInterner(stateOf, 64)
  const histories = createInterner(historyOf, REMEMBERED.histories)
  const macs = createInterner(macOf, REMEMBERED.macs)
  const servicesJoinedBy = (separator: string) => createInterner((text) => usable(book.service(text, separator)), MOST_SERVICES)
  let serviceSeparator = ','
  let services = servicesJoinedBy(serviceSeparator)
  const starts = new Int32Array(MAX_COLUMNS + 2)

  return (bytes, from, to, layout, row) => {
    const { separator, at, columns } = layout
    let count = 1
    let high = 0
    starts[0] = from
    for (let index = from; index < to; index++) {
      const byte = bytes[index] ?? 0
      if (byte === separator) {
        if (count > MAX_COLUMNS) return 'bad-column-count'
        starts[count++] = index + 1
      }
      high |= byte
    }
    starts[count] = to + 1
    if (high > 127 && strictTextOf(bytes, from, to) === null) return 'broken-utf8'
    if (count !== columns) return 'bad-column-count'
    if (layout.serviceSeparator !== serviceSeparator) {
      serviceSeparator = layout.serviceSeparator
      services = servicesJoinedBy(serviceSeparator)
    }

    const start = (column: number): number => starts[at[column] ?? -1] ?? 0
    const end = (column: number): number => (starts[(at[column] ?? -1) + 1] ?? 0) - 1
    /** Absent, unset or empty. */
    const missing = (column: number): boolean => {
      const place = at[column] ?? -1
      if (place < 0) return true
      const first = starts[place] ?? 0
      const last = (starts[place + 1] ?? 0) - 1
      return first === last || holds(bytes, first, last, layout.unset) || holds(bytes, first, last, layout.empty)
    }

    if (missing(TS) || missing(ORIG_H) || missing(RESP_H) || missing(ORIG_P) || missing(RESP_P) || missing(PROTO)) return 'missing-field'

    const epoch = secondsAt(bytes, start(TS), end(TS))
    const time = epoch >= 0 && epoch < 1e14 ? checkedTime(epoch) : timeOfText(textOf(bytes, start(TS), end(TS)))
    if (typeof time === 'string') return time
    row.time = time

    const orig = addresses.get(bytes, start(ORIG_H), end(ORIG_H))
    if (orig === undefined) return whyNot(book.address(textOf(bytes, start(ORIG_H), end(ORIG_H))))
    const resp = addresses.get(bytes, start(RESP_H), end(RESP_H))
    if (resp === undefined) return whyNot(book.address(textOf(bytes, start(RESP_H), end(RESP_H))))
    row.orig = orig
    row.resp = resp

    row.origPort = integerAt(bytes, start(ORIG_P), end(ORIG_P))
    row.respPort = integerAt(bytes, start(RESP_P), end(RESP_P))
    if (row.origPort < 0 || row.origPort > 65_535 || row.respPort < 0 || row.respPort > 65_535) return 'bad-port'

    const transport = transports.get(bytes, start(PROTO), end(PROTO))
    if (transport === undefined) return 'unknown-protocol-field'
    row.transport = transport

    if (missing(SERVICE)) row.service = NO_SERVICE
    else {
      const service = services.get(bytes, start(SERVICE), end(SERVICE))
      if (service === undefined) return whyNot(book.service(textOf(bytes, start(SERVICE), end(SERVICE)), serviceSeparator))
      row.service = service
    }

    if (missing(DURATION)) row.duration = -1
    else {
      const duration = secondsAt(bytes, start(DURATION), end(DURATION))
      if (!isDuration(duration)) return 'bad-duration'
      row.duration = duration
    }

    row.origBytes = missing(ORIG_BYTES) ? -1 : integerAt(bytes, start(ORIG_BYTES), end(ORIG_BYTES))
    row.respBytes = missing(RESP_BYTES) ? -1 : integerAt(bytes, start(RESP_BYTES), end(RESP_BYTES))
    row.origPackets = missing(ORIG_PKTS) ? -1 : integerAt(bytes, start(ORIG_PKTS), end(ORIG_PKTS))
    row.respPackets = missing(RESP_PKTS) ? -1 : integerAt(bytes, start(RESP_PKTS), end(RESP_PKTS))
    if (
      (row.origBytes < 0 && !missing(ORIG_BYTES)) ||
      (row.respBytes < 0 && !missing(RESP_BYTES)) ||
      (row.origPackets < 0 && !missing(ORIG_PKTS)) ||
      (row.respPackets < 0 && !missing(RESP_PKTS))
    )
      return 'bad-count'

    row.state = missing(STATE) ? '-' : (states.get(bytes, start(STATE), end(STATE)) ?? '-')
    row.history = missing(HISTORY) ? '' : (histories.get(bytes, start(HISTORY), end(HISTORY)) ?? '')
    row.origMac = missing(ORIG_MAC) ? '' : (macs.get(bytes, start(ORIG_MAC), end(ORIG_MAC)) ?? '')
    row.respMac = missing(RESP_MAC) ? '' : (macs.get(bytes, start(RESP_MAC), end(RESP_MAC)) ?? '')
    return null
  }
}

const usable = (name: Name | RejectReason): Name | undefined => (typeof name === 'string' ? undefined : name)
const whyNot = (name: Name | RejectReason): RejectReason | null => (typeof name === 'string' ? name : null)

function holds(bytes: Uint8Array, from: number, to: number, text: Uint8Array): boolean {
  if (to - from !== text.length) return false
  for (let index = 0; index < text.length; index++) if (bytes[from + index] !== text[index]) return false
  return true
}
