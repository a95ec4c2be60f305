import type { WorkspaceAnswer } from '@caponier/core/company/workspace'
import type { Change } from '../tenant/change.ts'

/** An answer to be entered. `expected` is the version that the writer saw: 0 where there was none, null to enter whatever stands. */
export interface AnswerWrite {
  readonly entry: WorkspaceAnswer
  readonly expected: number | null
}

export type AnswerWritten = { readonly written: true; readonly version: number } | { readonly written: false; readonly version: number }

const WRITE = `
with input as (
  select * from unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[], $8::smallint[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $15::text[], $16::text[])
    with ordinality as t (subject_ref, framework, requirement, expected, state, justification, maturity, note, valid_from, recorded_at, person_id, provenance, review, reviewer, n)
), cell as (
  insert into answer as a (tenant_id, subject_ref, framework, requirement, version)
  select $1, subject_ref, framework, requirement, 1 from input where coalesce(expected, 0) = 0
     or exists (select from answer b where b.tenant_id = $1 and b.subject_ref = input.subject_ref and b.framework = input.framework and b.requirement = input.requirement)
  on conflict (tenant_id, subject_ref, framework, requirement) do update set version = a.version + 1
    where (select i.expected is null or i.expected = a.version from input i
      where i.subject_ref = a.subject_ref and i.framework = a.framework and i.requirement = a.requirement)
  returning subject_ref, framework, requirement, version
)
insert into answer_entry (tenant_id, subject_ref, framework, requirement, state, justification, maturity, note, valid_from, recorded_at, person_id, provenance, review, reviewer, actor_id)
select $1, i.subject_ref, i.framework, i.requirement, i.state, i.justification, i.maturity, i.note, i.valid_from, i.recorded_at, i.person_id, i.provenance, i.review, i.reviewer, $14::uuid
from input i join cell using (subject_ref, framework, requirement) order by i.n
returning subject_ref, framework, requirement, (select version from cell c where c.subject_ref = answer_entry.subject_ref
  and c.framework = answer_entry.framework and c.requirement = answer_entry.requirement) as version`

/**
 * Enters answers, at most one per (subject, framework, requirement) in a call. An answer whose cell moved on since the writer saw it
 * is not written and comes back with the version that stands. Result in the order of the input.
 */
export async function writeAnswers(change: Change, writes: readonly AnswerWrite[]): Promise<readonly AnswerWritten[]> {
  if (writes.length === 0) return []
  const of = <T>(pick: (one: AnswerWrite) => T): T[] => writes.map(pick)
  const { rows } = await change.client.query<{ subject_ref: string; framework: string; requirement: string; version: number }>({
    name: 'write-answers',
    text: WRITE,
    values: [
      change.tenant,
      of((one) => one.entry.subject),
      of((one) => one.entry.framework),
      of((one) => one.entry.requirement),
      of((one) => one.expected),
      of((one) => one.entry.state),
      of((one) => one.entry.justification ?? null),
      of((one) => one.entry.maturity ?? null),
      of((one) => one.entry.note ?? null),
      of((one) => one.entry.from ?? null),
      of((one) => one.entry.recordedAt ?? null),
      of((one) => one.entry.by ?? null),
      of((one) => one.entry.provenance ?? null),
      change.actor,
      of((one) => one.entry.review ?? null),
      of((one) => one.entry.reviewer ?? null),
    ],
  })
  const key = (subject: string, framework: string, requirement: string): string => `${subject}|${framework}|${requirement}`
  const written = new Map(rows.map((row) => [key(row.subject_ref, row.framework, row.requirement), row.version]))
  const missing = writes.filter((one) => !written.has(key(one.entry.subject, one.entry.framework, one.entry.requirement)))
  const standing = missing.length === 0 ? new Map<string, number>() : await versionsOf(change, missing)
  return writes.map(({ entry }) => {
    const id = key(entry.subject, entry.framework, entry.requirement)
    const version = written.get(id)
    return version === undefined ? { written: false, version: standing.get(id) ?? 0 } : { written: true, version }
  })
}

async function versionsOf(change: Change, writes: readonly AnswerWrite[]): Promise<Map<string, number>> {
  const { rows } = await change.client.query<{ key: string; version: number }>(
    `select a.subject_ref || '|' || a.framework || '|' || a.requirement as key, a.version from answer a
     join unnest($2::text[], $3::text[], $4::text[]) as t (subject_ref, framework, requirement) using (subject_ref, framework, requirement)
     where a.tenant_id = $1`,
    [
      change.tenant,
      writes.map((one) => one.entry.subject),
      writes.map((one) => one.entry.framework),
      writes.map((one) => one.entry.requirement),
    ],
  )
  return new Map(rows.map((row) => [row.key, row.version]))
}

/** Enters the answers of an imported workspace, histories in their order; the version of a cell is the number of its entries. */
export async function importAnswers(change: Change, answers: readonly WorkspaceAnswer[]): Promise<void> {
  const counts = new Map<string, [string, string, string, number]>()
  for (const one of answers) {
    const id = `${one.subject}|${one.framework}|${one.requirement}`
    const known = counts.get(id)
    if (known === undefined) counts.set(id, [one.subject, one.framework, one.requirement, 1])
    else known[3] += 1
  }
  for (const cells of chunks([...counts.values()]))
    await change.client.query(
      `insert into answer (tenant_id, subject_ref, framework, requirement, version)
       select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::int[])`,
      [change.tenant, cells.map((one) => one[0]), cells.map((one) => one[1]), cells.map((one) => one[2]), cells.map((one) => one[3])],
    )
  for (const entries of chunks(answers))
    await change.client.query(
      `insert into answer_entry (tenant_id, subject_ref, framework, requirement, state, justification, maturity, note, valid_from, recorded_at, person_id, provenance, review, reviewer)
       select $1, s, f, r, state, justification, maturity, note, valid_from, recorded_at, person_id, provenance, review, reviewer
       from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::smallint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[])
         with ordinality as t (s, f, r, state, justification, maturity, note, valid_from, recorded_at, person_id, provenance, review, reviewer, n) order by n`,
      [
        change.tenant,
        entries.map((one) => one.subject),
        entries.map((one) => one.framework),
        entries.map((one) => one.requirement),
        entries.map((one) => one.state),
        entries.map((one) => one.justification ?? null),
        entries.map((one) => one.maturity ?? null),
        entries.map((one) => one.note ?? null),
        entries.map((one) => one.from ?? null),
        entries.map((one) => one.recordedAt ?? null),
        entries.map((one) => one.by ?? null),
        entries.map((one) => one.provenance ?? null),
        entries.map((one) => one.review ?? null),
        entries.map((one) => one.reviewer ?? null),
      ],
    )
}

function* chunks<T>(list: readonly T[], size = 5_000): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size)
}
