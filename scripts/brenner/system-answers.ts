import type { WorkspaceAnswer } from '@caponier/core/company/workspace'
import { history, type Standing } from './answer-history.ts'
import type { HandEntry, KindRule, Parts } from './parts.ts'
import type { Place } from './places.ts'
import { FR, type Row, rowsOf } from './requirement-rows.ts'
import { jitter } from './roll.ts'

/** Central answers of the organisation per requirement: they are inherited and need no copy below. */
type Central = ReadonlyMap<string, readonly HandEntry[]>

export const centralAnswers = (parts: Parts, framework: string): Central =>
  new Map(
    parts.hand
      .filter((group) => group.subject === 'organisation' && group.framework === framework)
      .flatMap((group) =>
        Object.entries(group.answers).map(
          ([row, entry]) => [row, Array.isArray(entry) ? (entry as HandEntry[]) : [entry as HandEntry]] as const,
        ),
      ),
  )

const achieved = (state: string | undefined): boolean => state === 'met' || state === 'compensated'

/**
 * Answers of IEC 62443-3-3 for every zone and conduit, phase by phase, after the plan of `levels.yaml`: rows up to the level
 * that holds are met, the next ones are begun or not by their hardness and the site's lift, and one of them always stands in
 * the way. Rows answered centrally are inherited; a place answers for itself only where it is better than the centre.
 */
export function systemAnswers(parts: Parts, all: readonly Place[]): WorkspaceAnswer[] {
  const rows = rowsOf('3-3')
  const central = centralAnswers(parts, '3-3')
  return all.flatMap((place) => placeAnswers(parts, place, rows, central))
}

function placeAnswers(parts: Parts, place: Place, rows: readonly Row[], central: Central): WorkspaceAnswer[] {
  const { levels } = parts
  const highest = levels.assessed[place.site] ?? 4
  const byPhase = place.phases.map((phase, at) => {
    const states = new Map<string, Standing>()
    FR.forEach((fr, index) => {
      const mark = (place.held[Math.min(at, place.held.length - 1)] ?? '')[index] ?? '0'
      if (mark === '-') return
      const ofFr = rows.filter((row) => row.domain === fr && (row.sl ?? 0) <= highest)
      for (const [row, standing] of frStates(parts, place, ofFr, Number(mark), central, phase.date)) states.set(row, standing)
    })
    return states
  })
  return rows.flatMap((row) =>
    history({ subject: place.ref, framework: '3-3', requirement: row.id, domain: row.domain }, place.phases, (at) =>
      byPhase[at]?.get(row.id),
    ),
  )
}

function frStates(parts: Parts, place: Place, rows: readonly Row[], held: number, central: Central, date: string): Map<string, Standing> {
  const { levels } = parts
  const states = new Map<string, Standing>()
  const hardness = (row: Row): number => (levels.hard[row.id] ?? 0) + jitter(0.25, place.ref, row.id)
  const blockers: Row[] = []
  for (const row of rows) {
    const gate = row.sl ?? 1
    const above = central.get(row.id)
    if (above !== undefined) {
      const inherited = above.findLast((entry) => (entry.from ?? '') <= date)?.state
      if (gate <= held && !achieved(inherited)) states.set(row.id, { state: 'met' })
      continue
    }
    const reason = reasonFor(levels.notApplicable, place, row.id)
    if (reason !== undefined) {
      states.set(row.id, { state: 'not-applicable', justification: reason })
      continue
    }
    const score = gate <= held ? 9 : held - gate + (levels.lift[place.site] ?? 0) - hardness(row)
    const state = score >= -0.45 ? 'met' : score >= -1.1 ? 'partly' : 'not-met'
    if (gate === held + 1) blockers.push(row)
    const instead = state === 'met' ? reasonFor(levels.compensated, place, row.id) : undefined
    states.set(row.id, instead === undefined ? { state } : { state: 'compensated', justification: instead })
  }
  const hardest = blockers.sort((a, b) => hardness(b) - hardness(a))[0]
  if (hardest !== undefined && blockers.every((row) => achieved(states.get(row.id)?.state))) states.set(hardest.id, { state: 'partly' })
  return states
}

const reasonFor = (rules: readonly KindRule[], place: Place, row: string): string | undefined =>
  rules.find((rule) => rule.kinds.includes(place.kind) && rule.rows.includes(row))?.reason.replace('{place}', place.name)
