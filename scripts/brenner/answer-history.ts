import type { WorkspaceAnswer } from '@caponier/core/company/workspace'
import { duringWork, plusDays, workday } from './dates.ts'
import type { Phase } from './parts.ts'
import { FR, FRAMEWORKS, type Short } from './requirement-rows.ts'
import { roll } from './roll.ts'

/** State, reason and maturity of one cell after one phase. */
export interface Standing {
  readonly state: WorkspaceAnswer['state']
  readonly justification?: string
  readonly maturity?: 1 | 2 | 3 | 4
}

/** The day of the appointment on which a row was discussed: workshops take days, zone after zone, FR after FR. */
export function appointment(phase: Phase, subject: string, domain: string): string {
  const fr = FR.findIndex((name) => name === domain)
  return workday(plusDays(phase.date, Math.floor(roll('day', subject, phase.date) * 6) + Math.max(0, Math.floor(fr / 2))))
}

/** Entries of one cell: one per phase in which something changed. Nothing is written while nobody has looked. */
export function history(
  cell: { readonly subject: string; readonly framework: Short; readonly requirement: string; readonly domain: string },
  phases: readonly Phase[],
  standing: (phase: number) => Standing | undefined,
): WorkspaceAnswer[] {
  const entries: WorkspaceAnswer[] = []
  let before = ''
  phases.forEach((phase, at) => {
    const now = standing(at)
    const text = now === undefined ? '' : `${now.state}|${now.maturity ?? ''}`
    if (now === undefined || text === before) return
    before = text
    const from = appointment(phase, cell.subject, cell.domain)
    entries.push({
      subject: cell.subject,
      framework: FRAMEWORKS[cell.framework],
      requirement: cell.requirement,
      ...now,
      from,
      recordedAt: duringWork(from, cell.subject, cell.requirement),
      by: phase.by,
      ...(phase.provenance === undefined ? {} : { provenance: phase.provenance }),
    })
  })
  return entries
}
