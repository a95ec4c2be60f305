import { createConnAggregate } from './aggregate.ts'
import { emptyConnRow, type RowSink } from './conn-row.ts'
import { bareHeader, INITIAL_HEADER, layoutOf, readHeaderLine } from './header.ts'
import { textOf } from './intern.ts'
import { readJsonRow } from './json.ts'
import { createLineCutter } from './lines.ts'
import { createNameBook } from './names.ts'
import type { FileProblem, ObservedFile, ObservedTraffic, RejectCounts, RejectExample } from './observed.ts'
import { REJECT_REASONS, type RejectReason } from './rejects.ts'
import { createTsvRowReader } from './tsv.ts'

export interface ZeekLimits {
  /** Longest line in bytes. */
  readonly lineBytes: number
  /** Most different addresses, and most different flows, of all files together. */
  readonly hosts: number
  readonly flows: number
}

/** About 170 bytes of memory per flow and 200 per host while reading. */
export const ZEEK_LIMITS: ZeekLimits = { lineBytes: 1_048_576, hosts: 500_000, flows: 1_000_000 }

/** Reads any number of conn logs, one file after the other, chunk by chunk. */
export interface ZeekReader {
  /** Starts a file; rows keep its name as their proof. */
  readonly openFile: (name: string) => void
  /** The next bytes of the file, uncompressed, cut anywhere; may be reused after the call. */
  readonly push: (chunk: Uint8Array) => void
  readonly closeFile: (problem?: FileProblem) => void
  readonly rowsRead: () => number
  readonly result: () => ObservedTraffic
}

const HASH = 35
const BRACE = 123
const EXAMPLES_PER_REASON = 5

type Tally = Map<RejectReason, number>

/**
 * A reader that sums conn logs into hosts and flows.
 * @param watch sees every mapped row as well, before it is summed; the row object is reused
 */
export function createZeekReader(limits: Partial<ZeekLimits> = {}, watch?: RowSink): ZeekReader {
  const { lineBytes, hosts, flows } = { ...ZEEK_LIMITS, ...limits }
  const book = createNameBook(hosts)
  const aggregate = createConnAggregate(flows)
  const readTsvRow = createTsvRowReader(book)
  const row = emptyConnRow()
  const files: ObservedFile[] = []
  const examples: RejectExample[] = []
  const exampleCounts: Tally = new Map()
  let total = 0

  let file = ''
  let header = INITIAL_HEADER
  let layout = layoutOf(header)
  let rowsRead = 0
  let rowsMapped = 0
  let rejects: Tally = new Map()
  let sawTsv = false
  let sawJson = false

  const reject = (line: number, reason: RejectReason): void => {
    rejects.set(reason, (rejects.get(reason) ?? 0) + 1)
    const shown = exampleCounts.get(reason) ?? 0
    if (shown >= EXAMPLES_PER_REASON) return
    exampleCounts.set(reason, shown + 1)
    examples.push({ file, line, reason })
  }

  const headerLine = (bytes: Uint8Array, from: number, to: number): void => {
    const next = readHeaderLine(header, textOf(bytes, from, to))
    if (next === header) return
    header = next
    layout = layoutOf(header)
    sawTsv ||= header.fields !== null
  }
  const takesBareHeader = (bytes: Uint8Array, from: number, to: number): boolean => {
    if (layout !== 'no-header' || rowsRead > 0) return false
    const bare = bareHeader(textOf(bytes, from, to))
    if (bare === null) return false
    header = bare
    layout = layoutOf(header)
    sawTsv = true
    return true
  }

  const readRow = (bytes: Uint8Array, from: number, to: number, line: number): RejectReason | null => {
    row.line = line
    let reason: RejectReason | null
    if (bytes[from] === BRACE) {
      sawJson = true
      reason = readJsonRow(bytes, from, to, row, book)
    } else reason = typeof layout === 'string' ? layout : readTsvRow(bytes, from, to, layout, row)
    return reason ?? watch?.(row) ?? aggregate.add(row)
  }

  const startOf = (bytes: Uint8Array, from: number, to: number, line: number): number =>
    line === 1 && to - from >= 3 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf ? from + 3 : from

  const newCutter = () =>
    createLineCutter(
      {
        line: (bytes, lineFrom, to, line) => {
          const from = startOf(bytes, lineFrom, to, line)
          if (from === to) return
          if (bytes[from] === HASH) return headerLine(bytes, from, to)
          if (takesBareHeader(bytes, from, to)) return
          rowsRead++
          total++
          const reason = readRow(bytes, from, to, line)
          if (reason === null) rowsMapped++
          else reject(line, reason)
        },
        tooLong: (line) => {
          rowsRead++
          total++
          reject(line, 'line-too-long')
        },
      },
      lineBytes,
    )
  let cutter = newCutter()

  return {
    openFile: (name) => {
      file = name
      aggregate.inFile(name)
      header = INITIAL_HEADER
      layout = layoutOf(header)
      rowsRead = 0
      rowsMapped = 0
      rejects = new Map()
      sawTsv = false
      sawJson = false
      cutter = newCutter()
    },
    push: (chunk) => cutter.push(chunk),
    closeFile: (problem) => {
      cutter.end()
      const format = sawTsv ? (sawJson ? 'mixed' : 'tsv') : sawJson ? 'json' : 'none'
      files.push({
        file,
        format,
        closed: header.closed,
        rowsRead,
        rowsMapped,
        rejects: counts(rejects),
        ...(problem === undefined ? {} : { problem }),
      })
    },
    rowsRead: () => total,
    result: () => ({
      rowsRead: sum(files.map((each) => each.rowsRead)),
      rowsMapped: sum(files.map((each) => each.rowsMapped)),
      rejects: joined(files.map((each) => each.rejects)),
      ...aggregate.result(),
      files,
      examples,
    }),
  }
}

/**
 * Reads one conn log that lies in memory. Never throws, whatever the bytes are.
 * @param name how the proofs call the file
 */
export function parseZeekChunk(bytes: Uint8Array, name = 'conn.log', limits: Partial<ZeekLimits> = {}): ObservedTraffic {
  const reader = createZeekReader(limits)
  reader.openFile(name)
  reader.push(bytes)
  reader.closeFile()
  return reader.result()
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

/** In the order of REJECT_REASONS, reasons that did not occur left out. */
const counts = (tally: ReadonlyMap<RejectReason, number>): RejectCounts =>
  Object.fromEntries(REJECT_REASONS.flatMap((reason) => (tally.has(reason) ? [[reason, tally.get(reason) ?? 0]] : [])))

const joined = (all: readonly RejectCounts[]): RejectCounts => {
  const tally: Tally = new Map()
  for (const each of all)
    for (const reason of REJECT_REASONS) if (each[reason] !== undefined) tally.set(reason, (tally.get(reason) ?? 0) + each[reason])
  return counts(tally)
}
