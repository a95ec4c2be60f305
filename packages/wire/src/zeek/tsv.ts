import { type ConnRow, macOf, transportOf } from './conn-row.ts'
import { CONN_COLUMNS, type ConnColumn, MAX_COLUMNS, type TsvLayout } from './header.ts'
import { createInterner, strictTextOf, textOf } from './intern.ts'
import { historyOf, MOST_SERVICES, type Name, type NameBook, NO_HISTORY, NO_SERVICE, NO_STATE, stateOf } from './names.ts'
import { checkedTime, integerAt, isDuration, secondsAt, timeOfText } from './numbers.ts'
import type { RejectReason } from './rejects.ts'

/** Fills `row` from the line `bytes[from, to)`; null when it was mapped. */
export type TsvRowReader = (bytes: Uint8Array, from: number, to: number, layout: TsvLayout, row: ConnRow) => RejectReason | null

/** Most different texts remembered per kind of field; beyond it rows are read as well, only slower. */
const REMEMBERED = { addresses: 1_000_000, histories: 65_536, macs: 65_536 }

/** Where a column's bounds lie in the array of bounds: start at the number itself, end one after it. */
const bound = (column: ConnColumn): number => CONN_COLUMNS.indexOf(column) * 2
const TS = bound('ts')
const ORIG_H = bound('id.orig_h')
const ORIG_P = bound('id.orig_p')
const RESP_H = bound('id.resp_h')
const RESP_P = bound('id.resp_p')
const PROTO = bound('proto')
const SERVICE = bound('service')
const DURATION = bound('duration')
const ORIG_BYTES = bound('orig_bytes')
const RESP_BYTES = bound('resp_bytes')
const STATE = bound('conn_state')
const HISTORY = bound('history')
const ORIG_PKTS = bound('orig_pkts')
const RESP_PKTS = bound('resp_pkts')
const ORIG_MAC = bound('orig_l2_addr')
const RESP_MAC = bound('resp_l2_addr')
const REQUIRED: readonly number[] = [TS, ORIG_H, ORIG_P, RESP_H, RESP_P, PROTO]

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
  const bounds = new Int32Array(CONN_COLUMNS.length * 2)

  return (bytes, from, to, layout, row) => {
    const split = splitColumns(bytes, from, to, layout, starts)
    if (split !== null) return split
    boundColumns(bytes, layout, starts, bounds)
    for (const column of REQUIRED) if (bounds[column] === bounds[column + 1]) return 'missing-field'

    const time = timeAt(bytes, bounds[TS] ?? 0, bounds[TS + 1] ?? 0)
    if (typeof time === 'string') return time
    row.time = time

    const orig = addresses.get(bytes, bounds[ORIG_H] ?? 0, bounds[ORIG_H + 1] ?? 0)
    if (orig === undefined) return whyNot(book.address(textOf(bytes, bounds[ORIG_H] ?? 0, bounds[ORIG_H + 1] ?? 0)))
    const resp = addresses.get(bytes, bounds[RESP_H] ?? 0, bounds[RESP_H + 1] ?? 0)
    if (resp === undefined) return whyNot(book.address(textOf(bytes, bounds[RESP_H] ?? 0, bounds[RESP_H + 1] ?? 0)))
    row.orig = orig
    row.resp = resp

    row.origPort = integerAt(bytes, bounds[ORIG_P] ?? 0, bounds[ORIG_P + 1] ?? 0)
    row.respPort = integerAt(bytes, bounds[RESP_P] ?? 0, bounds[RESP_P + 1] ?? 0)
    if (row.origPort < 0 || row.origPort > 65_535 || row.respPort < 0 || row.respPort > 65_535) return 'bad-port'

    const transport = transports.get(bytes, bounds[PROTO] ?? 0, bounds[PROTO + 1] ?? 0)
    if (transport === undefined) return 'unknown-protocol-field'
    row.transport = transport

    if (layout.serviceSeparator !== serviceSeparator) {
      serviceSeparator = layout.serviceSeparator
      services = servicesJoinedBy(serviceSeparator)
    }
    if (bounds[SERVICE] === bounds[SERVICE + 1]) row.service = NO_SERVICE
    else {
      const service = services.get(bytes, bounds[SERVICE] ?? 0, bounds[SERVICE + 1] ?? 0)
      if (service === undefined)
        return whyNot(book.service(textOf(bytes, bounds[SERVICE] ?? 0, bounds[SERVICE + 1] ?? 0), serviceSeparator))
      row.service = service
    }

    row.duration = -1
    if (bounds[DURATION] !== bounds[DURATION + 1]) {
      row.duration = secondsAt(bytes, bounds[DURATION] ?? 0, bounds[DURATION + 1] ?? 0)
      if (!isDuration(row.duration)) return 'bad-duration'
    }

    row.origBytes = countAt(bytes, bounds[ORIG_BYTES] ?? 0, bounds[ORIG_BYTES + 1] ?? 0)
    row.respBytes = countAt(bytes, bounds[RESP_BYTES] ?? 0, bounds[RESP_BYTES + 1] ?? 0)
    row.origPackets = countAt(bytes, bounds[ORIG_PKTS] ?? 0, bounds[ORIG_PKTS + 1] ?? 0)
    row.respPackets = countAt(bytes, bounds[RESP_PKTS] ?? 0, bounds[RESP_PKTS + 1] ?? 0)
    if (row.origBytes === NO_COUNT || row.respBytes === NO_COUNT || row.origPackets === NO_COUNT || row.respPackets === NO_COUNT)
      return 'bad-count'

    row.state = bounds[STATE] === bounds[STATE + 1] ? NO_STATE : (states.get(bytes, bounds[STATE] ?? 0, bounds[STATE + 1] ?? 0) ?? NO_STATE)
    row.history =
      bounds[HISTORY] === bounds[HISTORY + 1]
        ? NO_HISTORY
        : (histories.get(bytes, bounds[HISTORY] ?? 0, bounds[HISTORY + 1] ?? 0) ?? NO_HISTORY)
    row.origMac = bounds[ORIG_MAC] === bounds[ORIG_MAC + 1] ? '' : (macs.get(bytes, bounds[ORIG_MAC] ?? 0, bounds[ORIG_MAC + 1] ?? 0) ?? '')
    row.respMac = bounds[RESP_MAC] === bounds[RESP_MAC + 1] ? '' : (macs.get(bytes, bounds[RESP_MAC] ?? 0, bounds[RESP_MAC + 1] ?? 0) ?? '')
    return null
  }
}

/** Writes where each column starts into `starts`, and after the last one where a further one would. */
function splitColumns(
  bytes: Uint8Array,
  from: number,
  to: number,
  { separator, columns }: TsvLayout,
  starts: Int32Array,
): RejectReason | null {
  let count = 1
  let high = 0
  starts[0] = from
  for (let index = from; index < to; index++) {
    const byte = bytes[index] ?? 0
    high |= byte
    if (byte === separator) {
      if (count > MAX_COLUMNS) return 'bad-column-count'
      starts[count++] = index + 1
    }
  }
  starts[count] = to + 1
  if (high > 127 && strictTextOf(bytes, from, to) === null) return 'broken-utf8'
  return count === columns ? null : 'bad-column-count'
}

/** Writes start and end of each column that is read into `bounds`; equal where it is absent, unset or empty. */
function boundColumns(bytes: Uint8Array, { at, unset, empty }: TsvLayout, starts: Int32Array, bounds: Int32Array): void {
  for (let column = 0; column < at.length; column++) {
    const place = at[column] ?? 0
    let from = 0
    let to = 0
    if (place >= 0) {
      from = starts[place] ?? 0
      to = (starts[place + 1] ?? 0) - 1
      if (holds(bytes, from, to, unset) || holds(bytes, from, to, empty)) to = from
    }
    bounds[column * 2] = from
    bounds[column * 2 + 1] = to
  }
}

function holds(bytes: Uint8Array, from: number, to: number, text: Uint8Array): boolean {
  if (to - from !== text.length) return false
  for (let index = 0; index < text.length; index++) if (bytes[from + index] !== text[index]) return false
  return true
}

function timeAt(bytes: Uint8Array, from: number, to: number): ReturnType<typeof timeOfText> {
  const epoch = secondsAt(bytes, from, to)
  return epoch >= 0 && epoch < 1e14 ? checkedTime(epoch) : timeOfText(textOf(bytes, from, to))
}

/** What `countAt` answers where a field holds something that is no count. */
const NO_COUNT = -2

/** A count, -1 where it is unset. */
function countAt(bytes: Uint8Array, from: number, to: number): number {
  if (from === to) return -1
  const count = integerAt(bytes, from, to)
  return count < 0 ? NO_COUNT : count
}

const usable = (name: Name | RejectReason): Name | undefined => (typeof name === 'string' ? undefined : name)
const whyNot = (name: Name | RejectReason): RejectReason | null => (typeof name === 'string' ? name : null)
