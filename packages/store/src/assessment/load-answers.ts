import type pg from 'pg'
import type { WorkspaceAnswer } from '@caponier/core/company/workspace'
import { fieldReader } from '../model/copy-fields.ts'
import { copyRows } from '../model/copy-rows.ts'

const COLUMNS =
  'subject_ref, framework, requirement, state, justification, maturity, note, valid_from, recorded_at, person_id, provenance, review, reviewer'
const KEYS = ['subject', 'framework', 'requirement', 'state', 'justification', 'maturity', 'note', 'from', 'recordedAt', 'by', 'provenance', 'review', 'reviewer'] as const // prettier-ignore
const MATURITY = KEYS.indexOf('maturity')

type Growing = Record<(typeof KEYS)[number], unknown>

/** All entries of a tenant in the order they were made, which is that of the primary key. */
export function loadAnswers(client: pg.ClientBase, tenant: string): Promise<WorkspaceAnswer[]> {
  return entriesOf(client, `tenant_id = ${client.escapeLiteral(tenant)}`)
}

/** The entries of these cells, in the order they were made. */
export function findAnswers(
  client: pg.ClientBase,
  tenant: string,
  cells: readonly { readonly subject: string; readonly framework: string; readonly requirement: string }[],
): Promise<WorkspaceAnswer[]> {
  const texts = (pick: (cell: (typeof cells)[number]) => string): string =>
    `array[${cells.map((one) => client.escapeLiteral(pick(one))).join(',')}]::text[]`
  const wanted = `select * from unnest(${texts((one) => one.subject)}, ${texts((one) => one.framework)}, ${texts((one) => one.requirement)})`
  return entriesOf(client, `tenant_id = ${client.escapeLiteral(tenant)} and (subject_ref, framework, requirement) in (${wanted})`)
}

async function entriesOf(client: pg.ClientBase, where: string): Promise<WorkspaceAnswer[]> {
  const read = fieldReader(KEYS.length)
  const answers: WorkspaceAnswer[] = []
  const shapes = new Map<number, Growing>()
  await copyRows(client, `select ${COLUMNS} from answer_entry where ${where} order by id`, (row) => {
    answers.push(answerOf(read(row), shapes))
  })
  return answers
}

/**
 * One entry, without what is not said. It begins as a copy of the first of its shape, which takes half the memory of an object that
 * grows key by key; there are hundreds of thousands.
 */
function answerOf(row: readonly (string | null)[], shapes: Map<number, Growing>): WorkspaceAnswer {
  let shape = 0
  for (let at = 0; at < KEYS.length; at++) if (row[at] !== null) shape |= 1 << at
  let first = shapes.get(shape)
  if (first === undefined) {
    const said = KEYS.filter((_, at) => row[at] !== null)
    shapes.set(shape, (first = JSON.parse(`{${said.map((key) => `"${key}":null`).join(',')}}`) as Growing))
  }
  const answer = { ...first }
  for (let at = 0; at < KEYS.length; at++) {
    const text = row[at] ?? null
    if (text !== null) answer[KEYS[at] ?? 'subject'] = at === MATURITY ? Number(text) : text
  }
  return answer as WorkspaceAnswer
}
