import type { Language } from '../framework/content.ts'
import type { CaseError } from './case.ts'
import { parseCase } from './case.ts'
import type { ScopeContext } from './context.ts'
import { checkCase } from './context.ts'
import { decideScope } from './decide.ts'
import { renderDecision } from './render.ts'

/** Longest line that is read, in UTF-16 units. */
export const MAX_LINE_LENGTH = 1_000_000
/** Deepest nesting that is read; a case needs three levels. */
export const MAX_DEPTH = 16

/**
 * Answers one line of `caponier scope --jsonl` with one line, without a line break. Never throws on input.
 *
 * @param lineNumber counted from 1
 * @returns the decision, or `{"id":null|its id,"line":N,"error":{"code","message","path"?}}`
 */
export function decideLine(text: string, lineNumber: number, context: ScopeContext, lang: Language = 'en'): string {
  const source = lineNumber === 1 && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  const members = scan(source)
  if (typeof members !== 'number') return errorLine(null, lineNumber, members)
  let value: unknown
  try {
    value = JSON.parse(source)
  } catch (error) {
    return errorLine(null, lineNumber, { code: 'invalid-json', message: error instanceof Error ? error.message : 'not JSON' })
  }
  if (countMembers(value) !== members)
    return errorLine(idOf(value), lineNumber, {
      code: 'duplicate-key',
      message: 'a key stands twice in one object; which value counts is not clear',
    })
  const parsed = parseCase(value)
  if (!parsed.ok) return errorLine(idOf(value), lineNumber, parsed.error)
  const wrong = checkCase(parsed.value, context)
  if (wrong !== null) return errorLine(parsed.value.id, lineNumber, wrong)
  return JSON.stringify(renderDecision(decideScope(parsed.value, context), lang))
}

const errorLine = (id: string | number | null, line: number, error: CaseError): string => JSON.stringify({ id, line, error })

/** The id of a case that is wrong elsewhere, if it is one. */
function idOf(value: unknown): string | number | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null
  const { id } = value
  if (typeof id === 'string') return id.length <= 200 ? id : null
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : null
}

const QUOTE = 0x22
const BACKSLASH = 0x5c

/**
 * One pass over the text before it is parsed: members of objects (colons outside strings) and nesting depth. JSON.parse keeps
 * the last of two equal keys without a word; fewer members in the value than in the text give them away.
 */
function scan(text: string): number | CaseError {
  if (text.length > MAX_LINE_LENGTH)
    return { code: 'line-too-long', message: `a line has at most ${MAX_LINE_LENGTH} characters, this one ${text.length}` }
  let members = 0
  let depth = 0
  let deepest = 0
  let blank = true
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit > 0x20) blank = false
    if (unit === QUOTE) {
      for (index++; index < text.length; index++) {
        const inner = text.charCodeAt(index)
        if (inner === BACKSLASH) index++
        else if (inner === QUOTE) break
      }
    } else if (unit === 0x3a) members++
    else if (unit === 0x7b || unit === 0x5b) {
      depth++
      if (depth > deepest) deepest = depth
    } else if (unit === 0x7d || unit === 0x5d) depth--
  }
  if (blank) return { code: 'empty-line', message: 'the line is empty; each line holds one case' }
  if (deepest > MAX_DEPTH) return { code: 'too-deep', message: `nested deeper than ${MAX_DEPTH} levels` }
  return members
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let count = 0
  if (Array.isArray(value)) {
    for (const entry of value) count += countMembers(entry)
    return count
  }
  for (const entry of Object.values(value)) count += 1 + countMembers(entry)
  return count
}
