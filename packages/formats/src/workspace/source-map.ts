import type { Issue } from '@caponier/core'
import { positionInText } from './decode.ts'
import type { Fragment, Joined } from './fragment.ts'
import { asRecord, formatPath, parsePath } from './plain-data.ts'
import { lineAt, parseYaml } from './yaml.ts'
import type { Positions, YamlValue } from './yaml-scalar.ts'

/** A place in a file, as a person finds it. */
export interface SourcePlace {
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly column: number
  /** Path inside the file, such as `zones[3].slTarget`. */
  readonly path: string
  /** The line, trimmed and shortened. */
  readonly excerpt: string
}

/** Finds where something of the joined document is written. Files are parsed again only when asked, and once each. */
export interface SourceMap {
  /** `path` as in issues, such as `zones[12].slTarget`, an index into the joined lists. */
  locate(path: string): SourcePlace | undefined
  /** The issues with file, line, column and excerpt, their paths turned into paths inside the file. */
  attach(issues: readonly Issue[]): readonly Issue[]
}

export function sourceMap(joined: Joined): SourceMap {
  const locate = (path: string): SourcePlace | undefined => {
    const origin = joined.origin(parsePath(path))
    if (origin === undefined) return undefined
    const { fragment, steps } = origin
    return placeOf(fragment, parseWithPositions(fragment), steps)
  }
  return {
    locate,
    attach: (issues) =>
      issues.map((issue) => {
        if (issue.line !== undefined) return issue
        const place = locate(issue.path)
        return place === undefined ? issue : { ...issue, ...place }
      }),
  }
}

/** Places an issue that already speaks of one file, as the joining of files does. */
export const placeInFile = (fragment: Fragment, issue: Issue): Issue => ({
  ...issue,
  ...placeOf(fragment, parseWithPositions(fragment), parsePath(issue.path)),
})

interface ParsedSource {
  readonly value: YamlValue
  readonly positions: Positions
}

/** A megabyte takes seconds to parse with positions, and a file has many issues as easily as one. */
const parsedSources = new WeakMap<Fragment, ParsedSource | null>()

function parseWithPositions(fragment: Fragment): ParsedSource | undefined {
  const known = parsedSources.get(fragment)
  if (known !== undefined) return known ?? undefined
  const positions: Positions = new Map()
  const result = parseYaml(fragment.text, undefined, positions)
  const source = result.ok ? { value: result.value, positions } : null
  parsedSources.set(fragment, source)
  return source ?? undefined
}

/** The deepest step that is written in the file; a missing field is placed at the group it is missing from. */
function placeOf(fragment: Fragment, source: ParsedSource | undefined, steps: readonly (string | number)[]): SourcePlace {
  let offset = 0
  let value: unknown = source?.value
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) break
    const next = source?.positions.get(value)?.get(step)
    if (next === undefined) break
    offset = next
    value = Array.isArray(value) ? (value[Number(step)] as unknown) : asRecord(value)?.[String(step)]
  }
  return { file: fragment.file, ...positionInText(fragment.text, offset), path: formatPath(steps), excerpt: lineAt(fragment.text, offset) }
}
