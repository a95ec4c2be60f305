import type { WorkspaceAnswer } from '@caponier/core/company/workspace'
import { duringWork } from './dates.ts'
import type { Parts, SectionAnswers } from './parts.ts'
import { FRAMEWORKS, type Row, rowsOf } from './requirement-rows.ts'

const STATE = { m: 'met', p: 'partly', n: 'not-met' } as const
const LOWER = { met: 'partly', partly: 'not-met', 'not-met': 'not-met' } as const

/** Section of a point: `6.8.1` stands in 6.8, `7.2` in 7, `5.2 (text)` in 5.2. */
const sectionOf = (row: Row): string =>
  row.id.endsWith('(text)') ? row.id.replace(' (text)', '') : row.id.slice(0, row.id.lastIndexOf('.'))

/** Answers to the points of Implementing Regulation (EU) 2024/2690, from one or two letters per section. */
export const regulationAnswers = (parts: Parts): WorkspaceAnswer[] =>
  [parts.regulation.binding, parts.regulation.yardstick].flatMap((set) => sectionAnswers(set, parts.regulation.notes[set.entity] ?? {}))

function sectionAnswers(set: SectionAnswers, notes: Readonly<Record<string, string>>): WorkspaceAnswer[] {
  const bySection = Map.groupBy(rowsOf('cir'), sectionOf)
  return Object.entries(set.sections).flatMap(([section, letters]) => {
    const rows = bySection.get(section)
    if (rows === undefined) throw new Error(`answers-regulation.yaml names the unknown section ${section}`)
    return rows.flatMap((row, at): WorkspaceAnswer[] => {
      const letter = (at === rows.length - 1 ? letters[1] : letters[0]) as keyof typeof STATE
      const cell = { subject: `entity:${set.entity}`, framework: FRAMEWORKS.cir, requirement: row.id, by: set.by }
      const from = set.date
      const entry = (state: WorkspaceAnswer['state'], day: string): WorkspaceAnswer => ({
        ...cell,
        state,
        from: day,
        recordedAt: duringWork(day, row.id, set.entity),
      })
      const now = STATE[letter]
      const note = notes[row.id] === undefined ? {} : { note: notes[row.id] }
      if (!set.raised.sections.includes(section)) return [{ ...entry(now, from), ...note }]
      return [entry(LOWER[now], from), { ...entry(now, set.raised.date), ...note }]
    })
  })
}
