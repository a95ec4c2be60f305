import type { Language } from '../framework/text.ts'
import { countMembers, scanJson } from '../json-scan.ts'
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

/** What is wrong with a line before it is parsed, or the number of members its objects have. */
function scan(text: string): number | CaseError {
  if (text.length > MAX_LINE_LENGTH)
    return { code: 'line-too-long', message: `a line has at most ${MAX_LINE_LENGTH} characters, this one ${text.length}` }
  const { members, depth, blank } = scanJson(text)
  if (blank) return { code: 'empty-line', message: 'the line is empty; each line holds one case' }
  if (depth > MAX_DEPTH) return { code: 'too-deep', message: `nested deeper than ${MAX_DEPTH} levels` }
  return members
}
