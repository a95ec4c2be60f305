import type { WorkspaceAnswer } from '@caponier/core/company/workspace'
import { appointment } from './answer-history.ts'
import { duringWork } from './dates.ts'
import type { HandEntry, Parts, Phase } from './parts.ts'
import type { Place } from './places.ts'
import { FRAMEWORKS } from './requirement-rows.ts'

const cellKey = (answer: Pick<WorkspaceAnswer, 'subject' | 'framework' | 'requirement'>): string =>
  `${answer.subject}|${answer.framework}|${answer.requirement}`

/**
 * Joins hand-written answers with generated ones. A written history replaces the generated one of its cell. A single entry is
 * the newest of its cell: what was generated before it stays as its past, unless that past was better than what is written.
 */
export function withHandAnswers(parts: Parts, all: readonly Place[], generated: readonly WorkspaceAnswer[]): WorkspaceAnswer[] {
  const written = Map.groupBy(handAnswers(parts, all), cellKey)
  const kept = generated.filter((answer) => {
    const byHand = written.get(cellKey(answer))
    const [first] = byHand ?? []
    return first === undefined || (byHand?.length === 1 && (answer.from ?? '') < (first.from ?? '') && isPastOf(answer.state, first.state))
  })
  return [...kept, ...[...written.values()].flat()]
}

const RANK: Readonly<Record<string, number>> = { 'not-met': 0, partly: 1, met: 2, compensated: 2 }

const isPastOf = (before: WorkspaceAnswer['state'], now: WorkspaceAnswer['state']): boolean => (RANK[before] ?? 9) <= (RANK[now] ?? -1)

function handAnswers(parts: Parts, all: readonly Place[]): WorkspaceAnswer[] {
  const phasesOf = phaseLookup(parts, all)
  return parts.hand.flatMap((group) => {
    const newest = phasesOf(group.subject)?.at(-1)
    return Object.entries(group.answers).flatMap(([requirement, written]) =>
      (Array.isArray(written) ? (written as readonly HandEntry[]) : [written as HandEntry]).map((entry): WorkspaceAnswer => {
        const { from = newest === undefined ? undefined : appointment(newest, group.subject, ''), by = newest?.by, state, ...rest } = entry
        if (from === undefined || by === undefined)
          throw new Error(`${group.subject} ${requirement}: needs from and by, there is no phase to take them from`)
        return {
          subject: group.subject,
          framework: FRAMEWORKS[group.framework],
          requirement,
          state,
          ...rest,
          from,
          recordedAt: duringWork(from, group.subject, requirement),
          by,
        }
      }),
    )
  })
}

function phaseLookup(parts: Parts, all: readonly Place[]): (subject: string) => readonly Phase[] | undefined {
  const phases = new Map<string, readonly Phase[]>(all.map((place) => [place.ref, place.phases]))
  for (const [site, list] of Object.entries(parts.levels.phases)) phases.set(`site:${site}`, list)
  for (const suc of parts.sucs) phases.set(`suc:${suc.id}`, parts.levels.phases[suc.site] ?? [])
  return (subject) => phases.get(subject)
}
