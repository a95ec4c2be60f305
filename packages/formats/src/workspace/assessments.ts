import type { Issue } from '@caponier/core'
import type { WorkspaceAnswer } from '@caponier/core/company/index'
import { asRecord } from './plain-data.ts'

/**
 * Grouped answers, as files may hold them: subject and framework once, then requirement to state, to an entry, or to a
 * list of entries (its history).
 */
export interface AssessmentGroup {
  readonly subject: string
  readonly framework: string
  readonly answers: Readonly<Record<string, string | AnswerEntry | readonly AnswerEntry[]>>
}
export type AnswerEntry = Omit<WorkspaceAnswer, 'subject' | 'framework' | 'requirement'>

/** Steps from the `assessments` key to one flat answer: group, requirement, and position in its history if it has one. */
export interface AnswerTrail {
  readonly group: number
  readonly requirement: string
  readonly at?: number
  /** The entry was a bare state. */
  readonly bare?: boolean
}

/** Flat answers of the grouped form. What has not even the shape of a group is an issue; the rest is left to the schema. */
export function expandAssessments(groups: unknown): {
  readonly answers: readonly unknown[]
  readonly trail: (index: number) => AnswerTrail | undefined
  readonly issues: readonly Issue[]
} {
  const issues: Issue[] = []
  const answers: unknown[] = []
  let trails: readonly AnswerTrail[] | undefined
  visit(groups, issues, (group, requirement, entry) => {
    answers.push({
      subject: group['subject'],
      framework: group['framework'],
      requirement,
      ...(typeof entry === 'string' ? { state: entry } : entry),
    })
  })
  return {
    answers,
    issues,
    trail: (index) => (trails ??= collectTrails(groups))[index],
  }
}

/** Steps of every entry, in the order of the flat answers. */
function collectTrails(groups: unknown): readonly AnswerTrail[] {
  const trails: AnswerTrail[] = []
  visit(groups, [], (_, requirement, entry, at, group) => {
    trails.push({ group, requirement, ...(at === undefined ? {} : { at }), ...(typeof entry === 'string' ? { bare: true } : {}) })
  })
  return trails
}

type Visit = (
  group: Record<string, unknown>,
  requirement: string,
  entry: string | Record<string, unknown>,
  at: number | undefined,
  groupIndex: number,
) => void

function visit(groups: unknown, issues: Issue[], each: Visit): void {
  if (!Array.isArray(groups)) {
    issues.push({
      path: 'assessments',
      message: 'is not a list',
      mend: 'write `- subject: ...`, `framework: ...` and `answers:` for each group',
    })
    return
  }
  groups.forEach((value: unknown, groupIndex) => {
    const path = `assessments[${groupIndex}]`
    const group = asRecord(value)
    if (group === undefined) {
      issues.push({ path, message: 'is not a group of answers', mend: 'it needs subject, framework and answers' })
      return
    }
    for (const key of Object.keys(group)) {
      if (key !== 'subject' && key !== 'framework' && key !== 'answers')
        issues.push({ path: `${path}.${key}`, message: `unknown field "${key}"`, mend: 'a group holds subject, framework and answers' })
    }
    for (const key of ['subject', 'framework'] as const) {
      if (typeof group[key] !== 'string')
        issues.push({
          path: `${path}.${key}`,
          message: group[key] === undefined ? 'is missing' : 'is not text',
          mend: key === 'subject' ? 'name one, like zone:line-3' : 'name framework and edition, like iec62443-3-3:2013',
        })
    }
    const byRequirement = asRecord(group['answers'])
    if (byRequirement === undefined) {
      issues.push({
        path: `${path}.answers`,
        message: group['answers'] === undefined ? 'is missing' : 'is not a map',
        mend: 'write one line per requirement, like `SR 1.1: met`',
      })
      return
    }
    for (const [requirement, entry] of Object.entries(byRequirement)) {
      const entryPath = `${path}.answers["${requirement}"]`
      if (typeof entry === 'string') each(group, requirement, entry, undefined, groupIndex)
      else if (Array.isArray(entry)) {
        entry.forEach((item: unknown, at) => {
          const fields = typeof item === 'string' ? item : asRecord(item)
          if (fields === undefined || hasCoordinates(fields)) issues.push(badEntry(`${entryPath}[${at}]`))
          else each(group, requirement, fields, at, groupIndex)
        })
      } else {
        const fields = asRecord(entry)
        if (fields === undefined || hasCoordinates(fields)) issues.push(badEntry(entryPath))
        else each(group, requirement, fields, undefined, groupIndex)
      }
    }
  })
}

/** Subject, framework and requirement are said by the group; an entry that repeats them could contradict it. */
const hasCoordinates = (entry: string | Record<string, unknown>): boolean =>
  typeof entry !== 'string' && ('subject' in entry || 'framework' in entry || 'requirement' in entry)

const badEntry = (path: string): Issue => ({
  path,
  message: 'is no answer',
  mend: 'write a state (met, partly, not-met ...), or { state: ..., from: ... }, or a list of these; subject and framework stand above',
})

/** The grouped form of answers that are in canonical order; the inverse of {@link expandAssessments}. */
export function groupAnswers(answers: readonly WorkspaceAnswer[]): readonly AssessmentGroup[] {
  const groups = new Map<string, { subject: string; framework: string; entries: Map<string, AnswerEntry[]> }>()
  for (const { subject, framework, requirement, ...entry } of answers) {
    const key = `${subject}\n${framework}`
    const group = groups.get(key) ?? { subject, framework, entries: new Map<string, AnswerEntry[]>() }
    groups.set(key, group)
    const history = group.entries.get(requirement)
    if (history === undefined) group.entries.set(requirement, [entry])
    else history.push(entry)
  }
  return [...groups.values()].map(({ subject, framework, entries }) => ({
    subject,
    framework,
    answers: Object.fromEntries(
      [...entries].map(([requirement, history]) => [
        requirement,
        history.length === 1 && history[0] !== undefined ? bareOr(history[0]) : history.map((entry) => entry),
      ]),
    ),
  }))
}

const bareOr = (entry: AnswerEntry): string | AnswerEntry =>
  Object.values(entry).filter((value) => value !== undefined).length === 1 ? entry.state : entry
