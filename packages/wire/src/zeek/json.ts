import { type ConnRow, macOf, transportOf } from './conn-row.ts'
import { strictTextOf } from './intern.ts'
import { historyOf, type Name, type NameBook, NO_SERVICE, stateOf } from './names.ts'
import { isDuration, timeOfNumber, timeOfText } from './numbers.ts'
import type { RejectReason } from './rejects.ts'

type JsonObject = Readonly<Record<string, unknown>>

/**
 * Fills `row` from one JSON object: the addresses and ports flat (`"id.orig_h"`) or nested (`"id": {"orig_h"}`), the time
 * as epoch seconds, epoch milliseconds or ISO 8601. Null when it was mapped.
 */
export function readJsonRow(bytes: Uint8Array, from: number, to: number, row: ConnRow, book: NameBook): RejectReason | null {
  const text = strictTextOf(bytes, from, to)
  if (text === null) return 'broken-utf8'
  const object = objectOf(text)
  if (object === null) return 'not-json'
  if (object['_path'] !== undefined && object['_path'] !== 'conn') return 'other-log'
  const id = isObject(object['id']) ? object['id'] : {}
  const [origAddress, respAddress, origPort, respPort] = (['orig_h', 'resp_h', 'orig_p', 'resp_p'] as const).map(
    (name) => object[`id.${name}`] ?? id[name],
  )
  const { ts, proto } = object
  if ([ts, proto, origAddress, respAddress, origPort, respPort].some((value) => value === undefined || value === null || value === ''))
    return 'missing-field'

  const time = typeof ts === 'number' ? timeOfNumber(ts) : typeof ts === 'string' ? timeOfText(ts) : 'bad-timestamp'
  if (typeof time === 'string') return time
  row.time = time

  const orig = typeof origAddress === 'string' ? book.address(origAddress) : 'bad-address'
  if (typeof orig === 'string') return orig
  const resp = typeof respAddress === 'string' ? book.address(respAddress) : 'bad-address'
  if (typeof resp === 'string') return resp
  row.orig = orig
  row.resp = resp

  if (!isPort(origPort) || !isPort(respPort)) return 'bad-port'
  row.origPort = origPort
  row.respPort = respPort

  const transport = typeof proto === 'string' ? transportOf(proto) : undefined
  if (transport === undefined) return 'unknown-protocol-field'
  row.transport = transport

  const service = serviceOf(object['service'], book)
  if (typeof service === 'string') return service
  row.service = service

  const duration = object['duration'] ?? null
  if (duration === null) row.duration = -1
  else if (typeof duration === 'number' && isDuration(duration * 1000)) row.duration = duration * 1000
  else return 'bad-duration'

  const counts = (['orig_bytes', 'resp_bytes', 'orig_pkts', 'resp_pkts'] as const).map((name) => countOf(object[name]))
  const [origBytes = null, respBytes = null, origPackets = null, respPackets = null] = counts
  if (origBytes === null || respBytes === null || origPackets === null || respPackets === null) return 'bad-count'
  row.origBytes = origBytes
  row.respBytes = respBytes
  row.origPackets = origPackets
  row.respPackets = respPackets

  row.state = stateOf(wordOf(object['conn_state']))
  row.history = historyOf(wordOf(object['history']))
  row.origMac = macOf(wordOf(object['orig_l2_addr']))
  row.respMac = macOf(wordOf(object['resp_l2_addr']))
  return null
}

function objectOf(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

const isPort = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65_535

const wordOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** -1 where unset, null where it is no count. */
const countOf = (value: unknown): number | null =>
  value === undefined || value === null ? -1 : typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null

function serviceOf(value: unknown, book: NameBook): Name | RejectReason {
  if (value === undefined || value === null) return NO_SERVICE
  if (typeof value === 'string') return book.service(value, ',')
  return Array.isArray(value) && value.every((part) => typeof part === 'string') ? book.service(value.join(','), ',') : 'bad-service'
}
