import { fail, type Issue, ok, type Problem, type Result } from '@caponier/core'
import { Workspace } from '@caponier/core/company/index'
import { countMembers, scanJson } from '@caponier/core/json-scan'
import { decodeUtf8, positionInText } from './decode.ts'
import { explainIssues } from './explain.ts'
import { DEFAULT_LIMITS, MAX_ISSUES } from './limits.ts'
import { lineAt } from './yaml.ts'

/** Checks plain data against the schema of the workspace. Issues are in plain words; at most 200 are told. Never throws. */
export function parseWorkspace(value: unknown): Result<Workspace> {
  const parsed = Workspace.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  return fail(invalid('is no valid workspace', explainIssues(parsed.error.issues.slice(0, MAX_ISSUES), value), parsed.error.issues.length))
}

/** A problem of kind invalid-input that says how many issues there are and shows the first 200. */
export function invalid(what: string, issues: readonly Issue[], count = issues.length): Problem {
  const shown = issues.slice(0, MAX_ISSUES)
  const hidden = Math.max(count, issues.length) - shown.length
  return {
    kind: 'invalid-input',
    message:
      hidden > 0
        ? `${what}: ${shown.length} errors shown, ${hidden} more`
        : `${what}: ${shown.length} ${shown.length === 1 ? 'error' : 'errors'}`,
    issues: shown,
  }
}

/**
 * One workspace document as JSON text (or UTF-8 bytes), as `caponier position --jsonl` takes it per line. Flat answers only.
 * Never throws; nesting is bounded before parsing.
 */
export function parseWorkspaceJson(input: string | Uint8Array): Result<Workspace> {
  const decoded = typeof input === 'string' ? ok(input) : decodeUtf8(input)
  if (!decoded.ok) return fail(invalid('is no JSON text', [decoded.problem]))
  const text = decoded.value
  if (text.length > 4 * DEFAULT_LIMITS.fileBytes)
    return fail(
      invalid('is too large', [{ path: '', message: `has over ${4 * DEFAULT_LIMITS.fileBytes} characters`, mend: 'split the workspace' }]),
    )
  const deep = deeperThan(text, DEFAULT_LIMITS.depth)
  if (deep >= 0)
    return fail(
      invalid('is nested too deeply', [
        {
          path: '',
          ...positionInText(text, deep),
          message: `is nested deeper than ${DEFAULT_LIMITS.depth} levels`,
          mend: 'a workspace needs no more than 8',
        },
      ]),
    )
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return fail(invalid('is no valid JSON', [jsonIssue(text, error)]))
  }
  if (countMembers(value) !== scanJson(text).members) {
    return fail(
      invalid('is no valid JSON', [
        { path: '', message: 'a key stands twice in one object', mend: 'keep one of the two; which value counts is not clear' },
      ]),
    )
  }
  return parseWorkspace(value)
}

function jsonIssue(text: string, error: unknown): Issue {
  const message = error instanceof Error ? error.message : String(error)
  const position = /at position (\d+)/.exec(message)
  const offset = position === null ? text.length : Number(position[1])
  return {
    path: '',
    ...positionInText(text, offset),
    message: message.replace(/ in JSON at position.*$| \(line .*$/, ''),
    excerpt: lineAt(text, Math.max(0, offset - 1)),
    mend: 'check quotes, commas and brackets',
  }
}

/** Offset at which brackets outside strings nest deeper than `depth`, or -1. */
export function deeperThan(text: string, depth: number): number {
  let open = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 34) {
      for (at += 1; at < text.length && text.charCodeAt(at) !== 34; at += 1) if (text.charCodeAt(at) === 92) at += 1
    } else if (code === 91 || code === 123) {
      open += 1
      if (open > depth) return at
    } else if (code === 93 || code === 125) open -= 1
  }
  return -1
}
