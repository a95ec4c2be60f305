import type { FrameworkFacts } from '@caponier/core/company/answer-subjects'
import { KINDS } from '@caponier/core/company/kinds'
import { checkWorkspace } from '@caponier/core/company/references'
import type { Workspace } from '@caponier/core/company/workspace'
import type { ColumnMapping } from '../mapping.ts'
import type { Preview } from '../preview.ts'
import type { Table } from '../table.ts'
import { withFaults } from './faulty-rows.ts'
import { findFaults, type ModelIssue } from './find-faults.ts'
import type { StoredDoc } from './match-rows.ts'
import { type ObjectDraft, recordedDoc } from './object-draft.ts'
import { docsOfKind } from './object-rows.ts'
import { objectSheetOf, type ObjectSheetName } from './object-sheets.ts'
import { type ObjectImportOptions, previewObjects } from './preview-objects.ts'

/** Objects of a list with an id each; where documents carry none, their place in the list. */
const storedOf = (workspace: Workspace, name: ObjectSheetName): readonly StoredDoc[] =>
  docsOfKind(workspace, objectSheetOf(name).kind).map((doc, at) => ({ id: typeof doc['id'] === 'string' ? doc['id'] : `#${at}`, doc }))

/** What a sheet would do to a workspace of files: the rows, and then the rules that only the whole workspace shows. */
export function previewInWorkspace(
  table: Table,
  mapping: readonly ColumnMapping[],
  name: ObjectSheetName,
  workspace: Workspace,
  options: ObjectImportOptions & { readonly frameworks: readonly FrameworkFacts[] },
): Preview {
  const preview = previewObjects(table, mapping, name, storedOf(workspace, name), workspace, options)
  const facts = { today: options.today, frameworks: options.frameworks }
  const bare = { ...workspace, answers: [], links: [] }
  const isKnown = new Set(checkWorkspace(bare, facts).map((issue) => `${issue.path} ${issue.message}`))
  const { key } = KINDS[objectSheetOf(name).kind]
  const issuesWith = (rows: readonly number[]): readonly ModelIssue[] => {
    const written = new Set(rows)
    const drafts = preview.objects.filter((one) => written.has(one.row))
    const places = placesOf(workspace, name, drafts)
    return checkWorkspace(withObjects(bare, name, drafts, `${options.today}T23:59:59Z`), facts).flatMap((issue): ModelIssue[] => {
      if (issue.severity !== 'error' || isKnown.has(`${issue.path} ${issue.message}`)) return []
      const place = new RegExp(`^${key}\\[(\\d+)\\]\\.?(.*)$`).exec(issue.path)
      const row = place === null ? undefined : places.get(Number(place[1]))
      return [{ row, path: row === undefined ? '' : (place?.[2] ?? ''), why: issue.message, mend: issue.mend }]
    })
  }
  const language = options.language ?? 'en'
  return withFaults(
    preview,
    findFaults(
      preview.objects.map((one) => one.row),
      issuesWith,
    ),
    language,
  )
}

/** Rows by the place of their object in the list of the workspace as it would be. */
function placesOf(workspace: Workspace, name: ObjectSheetName, drafts: readonly ObjectDraft[]): ReadonlyMap<number, number> {
  const stored = storedOf(workspace, name)
  const at = new Map(stored.map((one, index) => [one.id, index]))
  const added = drafts.filter((one) => one.isNew)
  return new Map(drafts.map((draft) => [draft.isNew ? stored.length + added.indexOf(draft) : (at.get(draft.id) ?? -1), draft.row]))
}

/** The workspace with objects put in; `now` is the instant of the import. */
export function withObjects(workspace: Workspace, name: ObjectSheetName, drafts: readonly ObjectDraft[], now: string): Workspace {
  if (drafts.length === 0) return workspace
  const { kind } = objectSheetOf(name)
  const changed = new Map(drafts.filter((one) => !one.isNew).map((one) => [one.id, one]))
  const standing = storedOf(workspace, name).map(({ id, doc }) => {
    const draft = changed.get(id)
    return draft === undefined ? doc : recordedDoc(kind, draft, now)
  })
  const added = drafts.filter((one) => one.isNew).map((one) => recordedDoc(kind, one, now))
  return { ...workspace, [KINDS[kind].key]: [...standing, ...added] }
}
