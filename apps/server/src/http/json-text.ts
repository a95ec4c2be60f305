import type { ApiProblem } from '@caponier/contract/kit/problem'
import { isStorableText } from '@caponier/contract/kit/text'
import { fail, ok, type Result } from '@caponier/core'
import { countMembers, scanJson } from '@caponier/core/json-scan'

/** Levels of nesting that a JSON body may have. */
export const JSON_DEPTH = 64

const unreadable = (detail: string, mend: string): Result<never, ApiProblem> =>
  fail({ code: 'bad-request', detail, kept: 'Nothing was changed.', mend })

/**
 * Parses a JSON body from somebody who may be an enemy: UTF-8 only, bounded depth, no duplicate keys, no `__proto__`, no number beyond
 * a double, no NUL and no broken Unicode anywhere. Never throws.
 */
export function parseJsonBody(bytes: Uint8Array): Result<unknown, ApiProblem> {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return unreadable('The body is not UTF-8.', 'Send JSON as UTF-8.')
  }
  const scan = scanJson(text)
  if (scan.depth > JSON_DEPTH) return unreadable(`The body nests deeper than ${JSON_DEPTH} levels.`, 'Send flatter data.')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const position = error instanceof SyntaxError ? /at position \d+/.exec(error.message)?.[0] : undefined
    return unreadable(`The body is not valid JSON${position === undefined ? '' : `: error ${position}`}.`, 'Check the JSON.')
  }
  if (countMembers(value) < scan.members) return unreadable('The body has an object with the same key twice.', 'Send each key once.')
  const fault = hostileValue(value, 'body')
  if (fault !== undefined)
    return fail({ code: 'invalid-input', detail: 'The input is not valid.', kept: 'Nothing was changed.', issues: [fault] })
  return ok(value)
}

type JsonIssue = NonNullable<ApiProblem['issues']>[number]

/** The first thing in parsed JSON that no schema should ever see. Depth must be bounded by then. */
function hostileValue(value: unknown, path: string): JsonIssue | undefined {
  if (typeof value === 'string') return isStorableText(value) ? undefined : { path, message: 'holds a NUL character or broken Unicode' }
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : { path, message: 'is a number beyond all bounds' }
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      const fault = hostileValue(entry, `${path}[${index}]`)
      if (fault !== undefined) return fault
    }
    return undefined
  }
  for (const [key, entry] of Object.entries(value)) {
    if (key === '__proto__' || !isStorableText(key)) return { path, message: 'has a key that is not allowed' }
    const fault = hostileValue(entry, `${path}.${key}`)
    if (fault !== undefined) return fault
  }
  return undefined
}
