import { createReadStream, readFileSync } from 'node:fs'
import type { Problem, Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { LogHeadLine, SignedHead } from '@caponier/core/activity/log-lines'
import type { LogReport } from '@caponier/core/activity/verify-log'
import { logVerifier } from '@caponier/core/activity/verify-log'
import { LOG_CRYPTO } from './log-crypto.ts'

export type { LogFault } from '@caponier/core/activity/verify-log'

/** Longest line that is read, in characters. */
const MOST_LINE = 64_000_000
/** Longest head file that is read, in bytes. */
const MOST_HEAD_BYTES = 1_000_000

/**
 * Verifies an exported activity log without any server. `headFiles` hold heads from elsewhere: a head as JSON, or JSON lines as in an
 * export. `key` is the public key that is trusted, base64; any when null.
 */
export async function verifyLogFile(
  file: string,
  options: { readonly headFiles: readonly string[]; readonly key: string | null },
): Promise<Result<LogReport, Problem>> {
  const heads: SignedHead[] = []
  for (const headFile of options.headFiles) {
    const read = readHeads(headFile)
    if (!read.ok) return read
    heads.push(...read.value)
  }
  const verifier = logVerifier(LOG_CRYPTO, { heads, key: options.key })
  try {
    let number = 0
    for await (const line of linesOf(file)) verifier.line(line, (number += 1))
  } catch (error) {
    return fail({ kind: 'not-found', message: `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}` })
  }
  return ok(verifier.end())
}

/** Lines of a text file; one that is longer than its bound ends the reading as a line of its own that no parser takes. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of createReadStream(file, { encoding: 'utf8' }) as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
    if (rest.length <= MOST_LINE) continue
    yield 'a line without end'
    return
  }
  if (rest !== '') yield rest
}

/** Heads of a file: one JSON value, or the head lines of JSON lines. */
function readHeads(file: string): Result<readonly SignedHead[], Problem> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return fail({ kind: 'not-found', message: `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}` })
  }
  const heads = [text, ...text.split('\n')].flatMap((part) => headIn(part.length > MOST_HEAD_BYTES ? '' : part))
  if (heads.length > 0) return ok([...new Map(heads.map((head) => [head.signature, head])).values()])
  return fail({
    kind: 'invalid-input',
    message: `${file} holds no signed head`,
    issues: [{ path: file, message: 'no signed head was found', mend: 'give the JSON of a head, or an exported log' }],
  })
}

function headIn(text: string): readonly SignedHead[] {
  if (!text.trimStart().startsWith('{')) return []
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return []
  }
  const line = LogHeadLine.safeParse(value)
  if (line.success) return [line.data.head]
  const head = SignedHead.safeParse(value)
  return head.success ? [head.data] : []
}
