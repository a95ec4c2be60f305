import type { WorkspaceAnswer } from '@caponier/core/company/workspace'
import { history, type Standing } from './answer-history.ts'
import type { Parts } from './parts.ts'
import { type Row, rowsOf } from './requirement-rows.ts'
import { jitter } from './roll.ts'
import { centralAnswers } from './system-answers.ts'

/** Answers of IEC 62443-2-1 per site: strength of the SPE less the hardness of the row gives state and maturity. */
export function programmeAnswers(parts: Parts): WorkspaceAnswer[] {
  const { levels } = parts
  const central = centralAnswers(parts, '2-1')
  const rows = rowsOf('2-1').filter((row) => !central.has(row.id))
  return Object.entries(levels.programme).flatMap(([site, strength]) =>
    rows.flatMap((row) => {
      const exempt = levels.programmeNotApplicable.find((rule) => rule.sites.includes(site) && rule.rows.includes(row.id))
      return history(
        { subject: `site:${site}`, framework: '2-1', requirement: row.id, domain: row.domain },
        levels.phases[site] ?? [],
        (phase): Standing | undefined => {
          if (exempt !== undefined) return { state: 'not-applicable', justification: exempt.reason }
          const spe = Number(row.domain.replace('SPE ', '')) - 1
          return judged((strength[phase]?.[spe] ?? 0) - (levels.programmeHard[row.id] ?? 0) + jitter(0.3, site, row.id))
        },
      )
    }),
  )
}

/** State and maturity of a score on the scale of maturity levels; below half a level nobody has looked. */
function judged(score: number): Standing | undefined {
  if (score < 0.5) return undefined
  const maturity = Math.min(4, Math.max(1, Math.round(score))) as 1 | 2 | 3 | 4
  if (score >= 2.4) return { state: 'met', maturity }
  return score >= 1.3 ? { state: 'partly', maturity } : { state: 'not-met', maturity: 1 }
}

/** Answers of IEC 62443-3-2 per SUC: how far the seven steps were walked at the first appointment and at the newest. */
export function riskAnswers(parts: Parts): WorkspaceAnswer[] {
  const central = centralAnswers(parts, '3-2')
  const rows = rowsOf('3-2').filter((row) => !central.has(row.id))
  return parts.sucs.flatMap((suc) => {
    const strength = parts.levels.riskMethod[suc.id]
    if (strength === undefined) throw new Error(`levels.yaml has no riskMethod for ${suc.id}`)
    const phases = parts.levels.phases[suc.site] ?? []
    return rows.flatMap((row) =>
      history({ subject: `suc:${suc.id}`, framework: '3-2', requirement: row.id, domain: row.domain }, phases, (phase) =>
        methodState(suc.id, row, strength, phases.length - 1 - phase),
      ),
    )
  })
}

function methodState(suc: string, row: Row, strength: readonly number[], phasesAgo: number): Standing | undefined {
  const step = Number(row.domain.replace('ZCR ', '')) - 1
  const score = (strength[step] ?? 0) - 0.6 * phasesAgo + jitter(0.35, suc, row.id)
  if (score < 0.5) return undefined
  return { state: score >= 2.2 ? 'met' : score >= 1.3 ? 'partly' : 'not-met' }
}
