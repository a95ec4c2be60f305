import { Answer, type Workspace, type WorkspaceAnswer } from '@caponier/core/company/index'
import { subjectKind, subjectRefs } from '@caponier/core/company/answer-subjects'
import { nearestWord } from '@caponier/core/company/nearest-word'
import { answerKey, byAge, inForce } from '@caponier/core/position/slice'
import { explainIssues } from '../workspace/explain.ts'
import { answerCell, STATE_WORDS, stateOfCell } from './answer-cells.ts'
import type { AnswerField } from './columns.ts'
import type { ColumnMapping } from './mapping.ts'
import { objectLookup } from './objects/object-lookup.ts'
import {
  type AnswerDraft,
  countActions,
  type FieldDiff,
  type Preview,
  type PreviewRow,
  type RowAction,
  type RowError,
  rowError,
} from './preview.ts'
import type { Table } from './table.ts'

/** What the import needs to know of frameworks; compiled content fits. */
export interface SheetFramework {
  readonly key: string
  readonly subjects: readonly string[]
  readonly requirements: readonly {
    readonly id: string
    readonly title: { readonly en: string; readonly de: string }
    readonly inheritable: boolean
  }[]
}

export interface AnswerImportOptions {
  /** The day of the import, `YYYY-MM-DD`; a changed answer is valid from it unless the sheet says otherwise. */
  readonly today: string
  readonly frameworks: readonly SheetFramework[]
  /** Framework of rows that name none. */
  readonly framework?: string
  /** Subject of rows that name none. */
  readonly subject?: string
  /** Overwrite answers that a person gave after the last import. */
  readonly overwrite?: boolean
}

const COMPARED = ['state', 'justification', 'maturity', 'note', 'from', 'review', 'reviewer'] as const

/**
 * What the rows would do to the answers. A changed answer becomes a new entry of its history, valid from the import's day or
 * from the sheet's date where that was changed too; nothing old is lost. An answer whose newest entry a person recorded
 * after an import stays as it is. Empty cells leave things alone; `-` in a cell of text or of the review removes it.
 */
export function previewAnswers(
  table: Table,
  mapping: readonly ColumnMapping[],
  workspace: Workspace,
  options: AnswerImportOptions,
): Preview {
  const columns = new Map<AnswerField, number>()
  for (const { field, column } of mapping) if (field !== undefined) columns.set(field as AnswerField, column)
  const histories = Map.groupBy(workspace.answers ?? [], (answer) => answerKey(answer.subject, answer.framework, answer.requirement))
  const refs = subjectRefs(workspace)
  const bareIds = idsWithoutKind(refs)
  const people = objectLookup(workspace)
  const frameworks = new Map(options.frameworks.map((framework) => [framework.key, framework]))
  const requirements = new Map(options.frameworks.map((framework) => [framework.key, new Set(framework.requirements.map((one) => one.id))]))
  const moment = { asOf: options.today, knownAt: null }
  const seen = new Map<string, number>()
  const rows: PreviewRow[] = []
  const drafts: AnswerDraft[] = []

  for (const row of table.rows) {
    const cell = (field: AnswerField): string => {
      const column = columns.get(field)
      return column === undefined ? '' : (row.cells[column] ?? '').trim()
    }
    const errors: RowError[] = []
    const wrong = (field: AnswerField, why: string, mend: string): void => {
      const column = mapping.find((one) => one.field === field)
      errors.push({ row: row.row, column: column === undefined ? field : column.header || column.letter, value: cell(field), why, mend })
    }
    const subjectText = cell('subject') || options.subject || ''
    const subject = refs.has(subjectText) ? subjectText : (bareIds.get(subjectText) ?? subjectText)
    const frameworkKey = cell('framework') || options.framework || ''
    const requirement = cell('requirement')
    if (subject === '') wrong('subject', 'the subject is missing', 'name one, like zone:line-3')
    else if (!refs.has(subject))
      wrong('subject', `there is no ${subject}`, hint(nearestWord(subject, refs), 'write kind and id, like zone:line-3'))
    const framework = frameworks.get(frameworkKey)
    if (frameworkKey === '') wrong('framework', 'the framework is missing', 'add a column with it, or name it for all rows (--framework)')
    else if (framework === undefined)
      wrong(
        'framework',
        `there is no framework ${frameworkKey}`,
        hint(nearestWord(frameworkKey, frameworks.keys()), [...frameworks.keys()].join(', ')),
      )
    const known = requirements.get(frameworkKey)
    if (requirement === '') wrong('requirement', 'the requirement is missing', 'name one, like SR 1.1')
    else if (known !== undefined && !known.has(requirement))
      wrong(
        'requirement',
        `${frameworkKey} has no requirement ${requirement}`,
        hint(nearestWord(requirement, known), 'see: caponier content show'),
      )
    if (
      errors.length === 0 &&
      framework !== undefined &&
      !framework.subjects.includes(subjectKind(subject)) &&
      framework.requirements.find((one) => one.id === requirement)?.inheritable !== true
    ) {
      wrong(
        'subject',
        `${requirement} is answered for ${framework.subjects.join(', ')}, not for ${subjectKind(subject)}`,
        'name the subject that answers for itself',
      )
    }
    const state = cell('state') === '' ? undefined : stateOfCell(cell('state'))
    if (cell('state') !== '' && state === undefined)
      wrong('state', `"${cell('state')}" is no answer`, `write one of ${STATE_WORDS.join(', ')}`)
    const maturity = cell('maturity') === '' || cell('maturity') === '-' ? undefined : /^(?:ML ?)?([1-4])$/i.exec(cell('maturity'))?.[1]
    if (cell('maturity') !== '' && cell('maturity') !== '-' && maturity === undefined)
      wrong('maturity', `"${cell('maturity')}" is no maturity level`, 'write 1 to 4')

    const key = answerKey(subject, frameworkKey, requirement)
    const earlier = seen.get(key)
    if (earlier !== undefined) wrong('requirement', `the same answer stands in row ${earlier} already`, 'keep one of the two rows')
    seen.set(key, row.row)

    const history = histories.get(key) ?? []
    const current = inForce(history, moment)
    const named = cell('reviewer')
    const reviewer = named === '' || named === '-' || named === current?.reviewer ? named : people.find('person', named, undefined)
    if (reviewer === undefined)
      wrong(
        'reviewer',
        `there is no person "${named}", or several of that name`,
        hint(people.near('person', named), 'write the id of the person'),
      )
    const { diffs, draft } = compare(
      { subject, framework: frameworkKey, requirement },
      history,
      current,
      {
        state,
        maturity,
        justification: cell('justification'),
        note: cell('note'),
        from: cell('from'),
        review: cell('review'),
        reviewer: reviewer ?? '',
      },
      options.today,
    )
    if (errors.length === 0 && diffs.length > 0) {
      const checked = Answer.safeParse(draft)
      if (!checked.success) {
        for (const issue of explainIssues(checked.error.issues, draft)) {
          const field = issue.path as AnswerField
          errors.push(
            rowError(row.row, mapping.find((one) => one.field === field)?.header ?? field, columns.has(field) ? cell(field) : '', issue),
          )
        }
      }
    }
    const isKept = errors.length === 0 && diffs.length > 0 && options.overwrite !== true && personAfterImport(history)
    const action: RowAction =
      errors.length > 0 ? 'error' : diffs.length === 0 ? 'same' : isKept ? 'kept' : current === undefined ? 'add' : 'change'
    rows.push({ row: row.row, action, key: `${subject} ${requirement}`, diffs: isKept ? [] : diffs, kept: isKept ? diffs : [], errors })
    if (action === 'add' || action === 'change') drafts.push(draft)
  }
  return { kind: 'answers', mapping, rows, counts: countActions(rows), assets: [], answers: drafts, objects: [] }
}

const hint = (near: string | undefined, otherwise: string): string => (near === undefined ? otherwise : `did you mean ${near}?`)

/** Ids that only one subject has, so that `line-3` may stand for `zone:line-3`. */
function idsWithoutKind(refs: ReadonlySet<string>): ReadonlyMap<string, string | undefined> {
  const ids = new Map<string, string | undefined>()
  for (const ref of refs) {
    const id = ref.slice(ref.indexOf(':') + 1)
    ids.set(id, ids.has(id) ? undefined : ref)
  }
  return ids
}

interface Cells {
  readonly state: WorkspaceAnswer['state'] | undefined
  readonly maturity: string | undefined
  readonly justification: string
  readonly note: string
  readonly from: string
  readonly review: string
  readonly reviewer: string
}

function compare(
  coordinates: Pick<WorkspaceAnswer, 'subject' | 'framework' | 'requirement'>,
  history: readonly WorkspaceAnswer[],
  current: WorkspaceAnswer | undefined,
  cells: Cells,
  today: string,
): { readonly diffs: readonly FieldDiff[]; readonly draft: AnswerDraft } {
  const text = (field: 'justification' | 'note'): string | undefined =>
    cells[field] === '' || isSame(cells[field], current?.[field]) ? current?.[field] : cells[field] === '-' ? undefined : cells[field]
  const state = cells.state ?? current?.state ?? 'not-assessed'
  const maturity = cells.maturity === undefined ? current?.maturity : (Number(cells.maturity) as 1 | 2 | 3 | 4)
  const justification = text('justification')
  const note = text('note')
  // A review belongs to the state that it was set for; one that the sheet only repeats goes with it.
  const kept = (field: 'review' | 'reviewer'): string | undefined => {
    const standing = current?.state === state ? current[field] : undefined
    return cells[field] === '' || cells[field] === current?.[field] ? standing : cells[field] === '-' ? undefined : cells[field]
  }
  const [review, reviewer] = [kept('review'), kept('reviewer')]
  // A date that the history holds already was exported with an old answer; taking it would rewrite the past.
  const isFromChanged = cells.from !== '' && !history.some((entry) => entry.from === cells.from)
  const isElseChanged =
    state !== (current?.state ?? 'not-assessed') ||
    maturity !== current?.maturity ||
    justification !== current?.justification ||
    note !== current?.note ||
    review !== current?.review ||
    reviewer !== current?.reviewer
  const from = isFromChanged ? cells.from : isElseChanged ? today : current?.from
  const draft: AnswerDraft = {
    ...coordinates,
    state,
    ...(justification === undefined ? {} : { justification }),
    ...(maturity === undefined ? {} : { maturity }),
    ...(note === undefined ? {} : { note }),
    ...(review === undefined ? {} : { review }),
    ...(reviewer === undefined ? {} : { reviewer }),
    ...(from === undefined ? {} : { from }),
  }
  const diffs = COMPARED.map((field) => ({ field, before: answerCell(current, field), after: answerCell(draft, field) })).filter(
    (diff) => diff.before !== diff.after,
  )
  return { diffs: isFromChanged || isElseChanged ? diffs : [], draft }
}

const isSame = (cell: string, value: string | undefined): boolean =>
  value !== undefined && cell.replaceAll('\r\n', '\n').trim() === value.replaceAll('\r\n', '\n').trim()

/** The newest record is a person's, and an import had written the answer before. */
function personAfterImport(history: readonly WorkspaceAnswer[]): boolean {
  const recorded = history.toSorted((left, right) =>
    byAge({ from: undefined, recordedAt: left.recordedAt }, { from: undefined, recordedAt: right.recordedAt }),
  )
  // What is written into a file by hand seldom says where it comes from: everything that is no import counts as a person's.
  const newest = recorded.at(-1)?.provenance ?? 'person'
  return newest === 'person' && recorded.some((answer) => answer.provenance === 'import')
}
