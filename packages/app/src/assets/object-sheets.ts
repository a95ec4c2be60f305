import type { DocOf, Kind } from '@caponier/core/company/kinds'
import { findFaults, type ModelIssue } from '@caponier/formats/tables/objects/find-faults'
import { withFaults } from '@caponier/formats/tables/objects/faulty-rows'
import { type ObjectDraft, recordedDoc } from '@caponier/formats/tables/objects/object-draft'
import { objectSheetOf, type ObjectSheetName, wordOfKind } from '@caponier/formats/tables/objects/object-sheets'
import { previewObjects } from '@caponier/formats/tables/objects/preview-objects'
import { ROW_MESSAGES, type Said } from '@caponier/formats/tables/objects/sheet-words'
import type { ColumnMapping } from '@caponier/formats/tables/mapping'
import type { Preview } from '@caponier/formats/tables/preview'
import type { Table } from '@caponier/formats/tables/table'
import { formerIds } from '@caponier/store/model/objects'
import type { Queries } from '@caponier/store/tenant/transaction'
import type { ModelChange } from '../change.ts'
import { newIssues, referenceIssues, workspaceWith } from '../company/object-check.ts'
import { commitDifference } from '../company/object-commit.ts'
import { definedOnly, newObjectId } from '../company/object-draft.ts'
import { type AnyDoc, changePlaces, covers, placeOf, placeSource, readableObjects } from '../company/object-place.ts'
import { visibleWorkspace } from '../company/visible-workspace.ts'
import type { MemberContext } from '../context.ts'
import type { Visible } from '../gate/visible.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import { SHEET_ACCESS } from './sheet-kinds.ts'

/** Objects of a list as far as the caller may see them. */
export function readableDocs(model: TenantModel, visible: Visible, kind: Kind): readonly { readonly id: string; readonly doc: AnyDoc }[] {
  const readable = readableObjects(model, visible)
  return model.objects(kind).flatMap(({ id, doc }) => (readable(kind, doc) ? [{ id, doc: { ...doc } }] : []))
}

/**
 * What a sheet of objects would do. Rows may name what the caller sees, and change what the caller may change; the rest, and what only
 * the whole model shows, are errors of their rows. `former` are ids that objects had once: none is given to something else.
 */
export function previewObjectSheet(
  context: MemberContext,
  model: TenantModel,
  name: ObjectSheetName,
  table: Table,
  mapping: readonly ColumnMapping[],
  options: { readonly site: string | undefined; readonly former: ReadonlySet<string> },
): Preview {
  const { kind } = objectSheetOf(name)
  const readable = context.visible(SHEET_ACCESS[name].read)
  const { site, former } = options
  const preview = previewObjects(table, mapping, name, readableDocs(model, readable, kind), visibleWorkspace(model, readable), {
    today: context.today,
    language: context.language,
    takenIds: new Set([...former, ...model.objects(kind).map((one) => one.id)]),
    ...(site !== undefined && { site }),
  })
  const gated = new Map(preview.objects.flatMap((draft) => gateFault(context, model, name, draft)))
  const open = preview.objects.filter((draft) => !gated.has(draft.row))
  const byRow = new Map(open.map((draft) => [draft.row, draft]))
  const faults = findFaults(
    open.map((draft) => draft.row),
    (rows) =>
      modelIssues(
        context,
        model,
        kind,
        rows.flatMap((row) => byRow.get(row) ?? []),
      ),
  )
  return withFaults(preview, new Map([...gated, ...faults]), context.language)
}

/** The gate: what the caller may not change, name, or put there. */
function gateFault(
  context: MemberContext,
  model: TenantModel,
  name: ObjectSheetName,
  draft: ObjectDraft,
): readonly (readonly [number, ModelIssue])[] {
  const { kind } = objectSheetOf(name)
  const { read, write } = SHEET_ACCESS[name]
  const [readable, writable] = [context.visible(read), context.visible(write)]
  const messages = ROW_MESSAGES[context.language]
  const word = wordOfKind(kind, context.language)
  const source = placeSource(model)
  const told = (said: Said, path = ''): readonly (readonly [number, ModelIssue])[] => [[draft.row, { row: draft.row, path, ...said }]]
  const before = draft.isNew ? undefined : model.object(kind, draft.id)?.doc
  if (before !== undefined && !covers(writable, placeOf(kind, before, source))) return told(messages.mayNot(word))
  const after = draft.doc as DocOf<typeof kind>
  const [reference] = referenceIssues(model, readable, kind, before, after, () => false)
  if (reference !== undefined)
    return told({ why: reference.message, mend: reference.mend ?? messages.correct }, reference.path.replace(/^body\./, ''))
  return changePlaces(kind, before, after, source).every((place) => covers(writable, place)) ? [] : told(messages.mayNotPlace(word))
}

function modelIssues(context: MemberContext, model: TenantModel, kind: Kind, drafts: readonly ObjectDraft[]): readonly ModelIssue[] {
  const rowOf = new Map(drafts.map((draft) => [draft.id, draft.row]))
  const put = new Map<string, AnyDoc>(drafts.map((draft) => [draft.id, recordedDoc(kind, draft, context.now)]))
  return newIssues(context, model, workspaceWith(model, { put: new Map([[kind, put]]), removed: new Map() })).flatMap(
    (found): ModelIssue[] => {
      if (found.severity !== 'error') return []
      const row = found.kind === kind && found.id !== null ? rowOf.get(found.id) : undefined
      return [{ row, path: row === undefined ? '' : found.issue.path, why: found.issue.message, mend: found.issue.mend }]
    },
  )
}

/** Writes what a preview of objects shows, beneath the tenant's lock; each is told in the activity log with before and after. */
export async function writeObjectSheet(
  one: ModelChange,
  context: MemberContext,
  model: TenantModel,
  name: ObjectSheetName,
  drafts: readonly ObjectDraft[],
): Promise<void> {
  const { kind, within } = objectSheetOf(name)
  const taken = new Set(model.objects(kind).map((stored) => stored.id))
  const put = []
  for (const draft of drafts) {
    const doc = definedOnly(recordedDoc(kind, draft, context.now))
    const id = draft.isNew && within === 'row' ? await newObjectId(one.queries, one.tenant, kind, doc, taken) : draft.id
    taken.add(id)
    put.push({ id, doc, before: draft.isNew ? undefined : model.object(kind, draft.id) })
  }
  await commitDifference(one, kind, put, [], 'import')
}

/** Ids that objects of a list had once. */
export const idsOnceUsed = (queries: Queries, tenant: string, name: ObjectSheetName): Promise<ReadonlySet<string>> =>
  formerIds(queries, tenant, objectSheetOf(name).kind, '')
