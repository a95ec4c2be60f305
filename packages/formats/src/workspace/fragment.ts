import type { Issue } from '@caponier/core'
import { nearestWord } from '@caponier/core/company/nearest-word'
import { type AnswerTrail, expandAssessments } from './assessments.ts'
import { LIST_KEYS, SINGLE_KEYS, TOP_KEYS } from './file-schema.ts'
import { MAX_ISSUES } from './limits.ts'
import { asRecord, formatPath } from './plain-data.ts'

/** One file of a folder, parsed but not yet checked. `file` is relative, with `/`. */
export interface Fragment {
  readonly file: string
  readonly text: string
  readonly value: unknown
}

/** A run of items that one file adds to a list of the joined document. */
interface Run {
  readonly fragment: Fragment
  readonly start: number
  readonly count: number
  /** For grouped answers: steps inside the file's `assessments` of the n-th answer of the run. */
  readonly trail?: (index: number) => AnswerTrail | undefined
}

/** All files as one document, with the way back from each place of the document to its file. */
export interface Joined {
  readonly document: Readonly<Record<string, unknown>>
  readonly issues: readonly Issue[]
  /** File and steps inside it for steps inside the document; undefined where no file holds it. */
  origin(steps: readonly (string | number)[]): { readonly fragment: Fragment; readonly steps: readonly (string | number)[] } | undefined
}

/** Joins files in any order: lists are appended in the order of file names, single keys may stand in one file only. */
export function joinFragments(fragments: readonly Fragment[]): Joined {
  const document: Record<string, unknown> = {}
  const issues: Issue[] = []
  const runs = new Map<string, Run[]>()
  const singles = new Map<string, Fragment>()

  const append = (list: string, fragment: Fragment, items: readonly unknown[], trail?: Run['trail']): void => {
    const target = (document[list] ??= []) as unknown[]
    const known = runs.get(list)
    const run: Run = { fragment, start: target.length, count: items.length, ...(trail === undefined ? {} : { trail }) }
    if (known === undefined) runs.set(list, [run])
    else known.push(run)
    for (const item of items) target.push(item)
  }

  for (const fragment of fragments) {
    const told = (path: string, message: string, mend: string): void => {
      issues.push({ file: fragment.file, path, message, mend })
    }
    if (fragment.value === null) continue
    const record = asRecord(fragment.value)
    if (record === undefined) {
      told('', 'holds no keys', `a file of a workspace begins with a key such as zones: or answers:`)
      continue
    }
    for (const [key, value] of Object.entries(record)) {
      if (key === 'assessments') {
        const expanded = expandAssessments(value ?? [])
        issues.push(...expanded.issues.map((issue) => ({ ...issue, file: fragment.file })))
        append('answers', fragment, expanded.answers, expanded.trail)
      } else if (LIST_KEYS.includes(key)) {
        if (value === null) append(key, fragment, [])
        else if (Array.isArray(value)) append(key, fragment, value)
        else told(key, 'is not a list', 'begin each entry with a hyphen')
      } else if ((SINGLE_KEYS as readonly string[]).includes(key)) {
        const earlier = singles.get(key)
        if (earlier === undefined) {
          singles.set(key, fragment)
          document[key] = value
        } else told(key, `stands in ${earlier.file} already`, `keep "${key}" in one file`)
      } else {
        // Only the first issues are shown; a file of nothing but unknown keys must not cost a search for each.
        const near = issues.length < MAX_ISSUES ? nearestWord(key, [...TOP_KEYS, 'assessments']) : undefined
        told(
          formatPath([key]),
          `unknown key "${key}"`,
          near === undefined ? `known: ${[...TOP_KEYS, 'assessments'].join(', ')}` : `did you mean ${near}?`,
        )
      }
    }
  }

  return {
    document,
    issues,
    origin: (steps) => {
      const [key, index, ...rest] = steps
      if (typeof key !== 'string') return undefined
      if (typeof index !== 'number') {
        const fragment = singles.get(key) ?? runs.get(key)?.[0]?.fragment
        return fragment === undefined ? undefined : { fragment, steps }
      }
      const run = findRun(runs.get(key), index)
      if (run === undefined) return undefined
      if (run.trail === undefined) return { fragment: run.fragment, steps: [key, index - run.start, ...rest] }
      const trail = run.trail(index - run.start)
      if (trail === undefined) return undefined
      const group = ['assessments', trail.group] as const
      const [field] = rest
      if (field === 'subject' || field === 'framework') return { fragment: run.fragment, steps: [...group, field] }
      const entry = [...group, 'answers', trail.requirement, ...(trail.at === undefined ? [] : [trail.at])]
      return { fragment: run.fragment, steps: field === 'requirement' || trail.bare === true ? entry : [...entry, ...rest] }
    },
  }
}

/** Runs stand in ascending order and a fragment may add two of them, so a linear search from behind would be quadratic. */
function findRun(runs: readonly Run[] | undefined, index: number): Run | undefined {
  let low = 0
  let high = (runs?.length ?? 0) - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const run = runs?.[middle]
    if (run === undefined) return undefined
    if (index < run.start) high = middle - 1
    else if (index >= run.start + run.count) low = middle + 1
    else return run
  }
  return undefined
}
