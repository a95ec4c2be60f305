/** One line of a stream: its text, or null where its bytes are no UTF-8 or it is longer than the limit. */
export interface StreamLine {
  readonly number: number
  readonly text: string | null
  readonly problem: 'not-utf-8' | 'too-long' | null
}

/** Longest line that is read, in bytes; a workspace of 200,000 answers has about 40 MB. */
const MAX_LINE_BYTES = 512 * 1024 * 1024
const NEWLINE = 10
const RETURN = 13

/**
 * Lines of a byte stream in order, numbered from 1. Every line counts, empty ones too, so that the answer to line n is line n;
 * only the nothing after the last newline is no line. Bytes are judged line by line: one broken line harms no other.
 */
export async function* readLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<StreamLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let parts: Uint8Array[] = []
  let held = 0
  let number = 0
  const finish = (last: Uint8Array): StreamLine => {
    number += 1
    if (held + last.length > MAX_LINE_BYTES) return { number, text: null, problem: 'too-long' }
    const joined = parts.length === 0 ? last : Buffer.concat([...parts, last])
    const bytes = joined.at(-1) === RETURN ? joined.subarray(0, -1) : joined
    try {
      return { number, text: decoder.decode(bytes), problem: null }
    } catch {
      return { number, text: null, problem: 'not-utf-8' }
    }
  }
  for await (const chunk of stream) {
    let from = 0
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      yield finish(chunk.subarray(from, at))
      parts = []
      held = 0
      from = at + 1
    }
    const rest = chunk.subarray(from)
    held += rest.length
    if (rest.length > 0 && held <= MAX_LINE_BYTES) parts.push(rest)
  }
  if (held > 0) yield finish(new Uint8Array())
}

/** The error line for a line that could not be read as text. */
export const unreadableLine = ({ number, problem }: StreamLine): string =>
  JSON.stringify({
    id: null,
    line: number,
    error:
      problem === 'too-long'
        ? { code: 'too-long', message: `the line is longer than ${MAX_LINE_BYTES} bytes` }
        : { code: 'not-utf-8', message: 'the line holds bytes that are not UTF-8' },
  })
