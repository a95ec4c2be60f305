/** Receives each line without its end. `bytes` is only valid during the call. */
export interface LineSink {
  readonly line: (bytes: Uint8Array, from: number, to: number, number: number) => void
  /** A line longer than the limit; its bytes were not kept. */
  readonly tooLong: (number: number) => void
}

export interface LineCutter {
  readonly push: (chunk: Uint8Array) => void
  /** Delivers a last line that has no end of line. */
  readonly end: () => void
}

const NEWLINE = 10
const RETURN = 13

/**
 * Cuts chunks into lines (LF or CR LF), numbered from 1. Memory is bounded by `longest` bytes beside the chunk itself.
 * @param longest longest line in bytes
 */
export function createLineCutter(sink: LineSink, longest: number): LineCutter {
  let carry: Uint8Array = new Uint8Array(0)
  let skipping = false
  let number = 0

  const deliver = (bytes: Uint8Array, from: number, to: number): void => {
    number++
    const end = to > from && bytes[to - 1] === RETURN ? to - 1 : to
    if (end - from > longest) sink.tooLong(number)
    else sink.line(bytes, from, end, number)
  }
  const keep = (rest: Uint8Array): void => {
    if (skipping) return
    if (carry.length + rest.length > longest + 1) {
      carry = new Uint8Array(0)
      skipping = true
    } else carry = joined(carry, rest)
  }
  const finishCarried = (rest: Uint8Array): void => {
    keep(rest)
    if (skipping) {
      number++
      sink.tooLong(number)
    } else deliver(carry, 0, carry.length)
    carry = new Uint8Array(0)
    skipping = false
  }

  const push = (chunk: Uint8Array): void => {
    let from = 0
    if (skipping || carry.length > 0) {
      const first = chunk.indexOf(NEWLINE)
      if (first < 0) return keep(chunk)
      finishCarried(chunk.subarray(0, first))
      from = first + 1
    }
    for (let at = chunk.indexOf(NEWLINE, from); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      deliver(chunk, from, at)
      from = at + 1
    }
    if (from < chunk.length) keep(chunk.subarray(from))
  }
  const end = (): void => {
    if (skipping || carry.length > 0) finishCarried(new Uint8Array(0))
  }
  return { push, end }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
