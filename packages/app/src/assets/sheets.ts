import { createHash } from 'node:crypto'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import {
  type answerSheetRoutes,
  type assetSheetRoutes,
  type assetTypeSheetRoutes,
  SHEET_BYTES,
  SheetOptions,
  type SheetPreview,
} from '@caponier/contract/assets/sheets'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { FileOut } from '@caponier/contract/kit/route'
import { subjectRefs } from '@caponier/core/company/answer-subjects'
import { answerSheet, applyPreview, assetSheet, sheetToCsv, sheetToXlsx } from '@caponier/formats'
import { columnsOf } from '@caponier/formats/tables/import-table'
import { objectSheet } from '@caponier/formats/tables/objects/object-rows'
import { isObjectSheet, objectSheetOf, type ObjectSheetName } from '@caponier/formats/tables/objects/object-sheets'
import type { SheetToWrite } from '@caponier/formats/tables/xlsx'
import { sheetFrameworks } from '@caponier/offline/assessment/tables'
import {
  deleteSheetUpload,
  findSheetUpload,
  insertSheetUpload,
  setSheetOptions,
  type SheetUpload,
} from '@caponier/store/assets/sheet-uploads'
import type { Queries } from '@caponier/store/tenant/transaction'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { z } from 'zod'
import { change, type ModelChange } from '../change.ts'
import { enterAnswers } from '../company/answers-entered.ts'
import { modelNow } from '../company/model-now.ts'
import { commitDifference } from '../company/object-commit.ts'
import { alone, wholeBody } from '../company/request-bytes.ts'
import { visibleWorkspace } from '../company/visible-workspace.ts'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import { conflict, invalid } from '../problems.ts'
import { readableDocs, writeObjectSheet } from './object-sheets.ts'
import { SHEET_ACCESS, type SheetKind } from './sheet-kinds.ts'
import { type InTenant, type Options, readSheet, type SheetReading } from './sheet-preview.ts'

const HOUR = 3_600_000
const ROWS_SHOWN = 200

const GONE: ApiProblem = {
  code: 'gone',
  detail: 'this upload is no longer kept',
  kept: 'nothing was written',
  mend: 'upload the sheet again; uploads are kept for an hour',
}

type Answered<T> = Promise<Result<T, ApiProblem>>
type PreviewOut = z.input<typeof SheetPreview>
interface Sheet {
  readonly params: { readonly sheet: string }
}

const inTenant = <T>({ app, tenant, user }: MemberContext, work: (queries: Queries) => Promise<T>): Promise<T> =>
  inTransaction(app.pool, { tenant, user: user.userId }, '', work)
const apart =
  (context: MemberContext): InTenant =>
  (work) =>
    inTenant(context, work)

async function uploadOf(context: MemberContext, kind: SheetKind, id: string): Answered<SheetUpload> {
  const { tenant, user, now } = context
  const found = await inTenant(context, (queries) => findSheetUpload(queries, tenant, user.userId, kind, id, new Date(now)))
  return found === undefined ? fail(GONE) : ok(found)
}

/** What errors first, then what a person kept, then what would change. */
const WEIGHT = { error: 0, kept: 1, change: 2, add: 3, same: 4 } as const

const rowOut = (row: SheetReading['preview']['rows'][number]): PreviewOut['rows'][number] => ({
  row: row.row,
  action: row.action,
  key: row.key,
  diffs: row.diffs.map((diff) => ({ ...diff })),
  kept: row.kept.map((diff) => ({ ...diff })),
  errors: row.errors.map(({ column, value, why, mend }) => ({ column, value, why, mend })),
})

function previewOut(context: MemberContext, upload: SheetUpload, options: Options, reading: SheetReading): PreviewOut {
  const columns = columnsOf(upload.kind as SheetKind)
  return {
    sheet: upload.id,
    fileName: upload.fileName,
    expiresAt: upload.expiresAt.toISOString(),
    options,
    header: [...reading.header],
    mapping: reading.mapping.map((one) => ({ ...one, field: one.field ?? null })),
    fields: columns.flatMap((one) => (one.informative === true ? [] : [{ field: one.field, title: one.header[context.language] }])),
    problem:
      reading.problem === null ? null : { message: reading.problem.message, issues: reading.problem.issues.map((one) => ({ ...one })) },
    counts: { ...reading.preview.counts },
    rows: reading.preview.rows
      .toSorted((a, b) => WEIGHT[a.action] - WEIGHT[b.action] || a.row - b.row)
      .slice(0, ROWS_SHOWN)
      .map(rowOut),
    fingerprint: reading.fingerprint,
  }
}

const upload =
  (kind: SheetKind) =>
  async (
    context: MemberContext,
    input: {
      readonly query: { name?: string | undefined; site?: string | undefined; subject?: string | undefined; framework?: string | undefined }
      readonly body: ReadableStream<Uint8Array>
    },
  ): Answered<PreviewOut> => {
    const bytes = await wholeBody(input.body, SHEET_BYTES)
    if (!bytes.ok) return bytes
    const { app, tenant, user, now } = context
    const { name, site, subject, framework } = input.query
    const options = SheetOptions.parse({ site, subject, framework })
    const reading = await readSheet(context, context.model, kind, bytes.value, options, apart(context))
    if (!reading.ok) return reading
    const kept: SheetUpload = {
      id: app.newId(),
      kind,
      fileName: (name ?? '').replace(/[^\p{L}\p{N} ._()-]/gu, '_').slice(0, 120) || `${kind} sheet`,
      bytes: bytes.value,
      options,
      expiresAt: new Date(Date.parse(now) + HOUR),
    }
    await inTenant(context, (queries) => insertSheetUpload(queries, tenant, user.userId, kept, new Date(now)))
    return ok(previewOut(context, kept, options, reading.value))
  }

const uploadAlone =
  (kind: SheetKind) =>
  (context: MemberContext, input: Parameters<ReturnType<typeof upload>>[1]): Answered<PreviewOut> =>
    alone(context.user.userId, () => upload(kind)(context, input))

const preview =
  (kind: SheetKind) =>
  async (context: MemberContext, { params, body }: Sheet & { readonly body: Options }): Answered<PreviewOut> => {
    const kept = await uploadOf(context, kind, params.sheet)
    if (!kept.ok) return kept
    const reading = await readSheet(context, context.model, kind, kept.value.bytes, body, apart(context))
    if (!reading.ok) return reading
    await inTenant(context, (queries) => setSheetOptions(queries, context.tenant, context.user.userId, params.sheet, body))
    return ok(previewOut(context, kept.value, body, reading.value))
  }

const rows =
  (kind: SheetKind) =>
  async (context: MemberContext, { params }: Sheet): Answered<readonly PreviewOut['rows'][number][]> => {
    const kept = await uploadOf(context, kind, params.sheet)
    if (!kept.ok) return kept
    const reading = await readSheet(context, context.model, kind, kept.value.bytes, SheetOptions.parse(kept.value.options), apart(context))
    return reading.ok ? ok(reading.value.preview.rows.map(rowOut)) : reading
  }

interface Applied {
  added: number
  changed: number
  same: number
  kept: number
  left: number
}

const apply =
  (kind: SheetKind) =>
  async (context: MemberContext, { params, body }: Sheet & { readonly body: { readonly fingerprint: string } }): Answered<Applied> => {
    const found = await uploadOf(context, kind, params.sheet)
    if (!found.ok) return found
    const upload_ = found.value
    const { slice } = SHEET_ACCESS[kind]
    const slices = kind === 'answers' ? [slice, 'position'] : [...new Set([slice, 'company', 'assets', 'scope', 'position'])]
    const changed = await change(context, slices, async (one): Answered<Applied> => {
      const model = await modelNow(one, context)
      const reading = await readSheet(context, model, kind, upload_.bytes, SheetOptions.parse(upload_.options), (work) => work(one.queries))
      if (!reading.ok) return reading
      const { problem, preview: shown, fingerprint } = reading.value
      if (problem !== null) return fail(invalid(problem.issues.map((issue) => ({ ...issue, path: `columns.${issue.path}` }))))
      if (fingerprint !== body.fingerprint)
        return fail(conflict('the model changed since the preview was made, or another mapping was chosen', 'look at the preview again'))
      await writePreview(one, context, model, shown)
      await deleteSheetUpload(one.queries, context.tenant, context.user.userId, params.sheet)
      const { add, change: altered, same, kept, error } = shown.counts
      if (add + altered > 0)
        one.record({
          action: `${slice}.import-sheet`,
          objectKind: 'sheet',
          objectId: params.sheet,
          after: { list: kind, file: upload_.fileName, sha256: createHash('sha256').update(upload_.bytes).digest('hex'), ...shown.counts },
        })
      return ok({ added: add, changed: altered, same, kept, left: error })
    })
    return changed.ok ? ok(changed.value.value) : changed
  }

async function writePreview(one: ModelChange, context: MemberContext, model: TenantModel, shown: SheetReading['preview']): Promise<void> {
  const { now, personId } = context
  const by = personId === null ? {} : { by: personId }
  if (shown.kind === 'answers') {
    const { answers = [] } = applyPreview({ ...model.workspace(), answers: [] }, shown, { now, ...by })
    await enterAnswers(one, answers)
    return
  }
  if (isObjectSheet(shown.kind)) {
    await writeObjectSheet(one, context, model, shown.kind, shown.objects)
    return
  }
  const ids = new Set(shown.assets.map((patch) => patch.id))
  const base = { ...model.workspace(), assets: model.objects('asset').flatMap((stored) => (ids.has(stored.id) ? [stored.doc] : [])) }
  const put = (applyPreview(base, shown, { now, ...by }).assets ?? []).map((doc) => ({
    id: doc.id,
    doc: { ...doc },
    before: model.object('asset', doc.id),
  }))
  await commitDifference(one, 'asset', put, [], 'import', 'none')
}

const discard =
  () =>
  async (context: MemberContext, { params }: Sheet): Answered<undefined> => {
    await inTenant(context, (queries) => deleteSheetUpload(queries, context.tenant, context.user.userId, params.sheet))
    return ok(undefined)
  }

const TYPES = { csv: 'text/csv', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const

async function fileOf(context: MemberContext, kind: SheetKind, sheet: SheetToWrite, asked: 'csv' | 'xlsx' | undefined): Promise<FileOut> {
  const format = asked === 'csv' ? 'csv' : 'xlsx'
  const bytes = format === 'csv' ? sheetToCsv(sheet) : await sheetToXlsx(sheet)
  return { name: `${context.tenant}-${kind}-${context.today}.${format}`, mediaType: TYPES[format], bytes }
}

/** What every kind of sheet does alike; the export is its own. */
const sheetVerbs = (kind: SheetKind) => ({
  upload: uploadAlone(kind),
  preview: preview(kind),
  rows: rows(kind),
  apply: apply(kind),
  discard: discard(),
})

type ObjectVerbs = ReturnType<typeof sheetVerbs> & {
  readonly export: (context: MemberContext, input: { readonly query: { format?: 'csv' | 'xlsx' | undefined } }) => Answered<FileOut>
}

/** The handlers of the sheet of one list of objects, named for its routes. */
export function objectSheetHandlers<const Prefix extends string>(
  prefix: Prefix,
  name: ObjectSheetName,
): { readonly [V in keyof ObjectVerbs as `${Prefix}.${V}`]: ObjectVerbs[V] } {
  const verbs: ObjectVerbs = {
    ...sheetVerbs(name),
    export: async (context, { query }) => {
      const docs = readableDocs(context.model, context.visible(SHEET_ACCESS[name].read), objectSheetOf(name).kind)
      const sheet = objectSheet(
        name,
        docs.map((one) => one.doc),
        context.today,
        context.language,
      )
      return ok(await fileOf(context, name, sheet, query.format))
    },
  }
  return Object.fromEntries(Object.entries(verbs).map(([verb, handler]) => [`${prefix}.${verb}`, handler])) as {
    readonly [V in keyof ObjectVerbs as `${Prefix}.${V}`]: ObjectVerbs[V]
  }
}

export const assetTypeSheetHandlers = objectSheetHandlers('asset-type-sheets', 'asset-types') satisfies Handlers<
  typeof assetTypeSheetRoutes
>

export const assetSheetHandlers = {
  'asset-sheets.upload': uploadAlone('assets'),
  'asset-sheets.preview': preview('assets'),
  'asset-sheets.rows': rows('assets'),
  'asset-sheets.apply': apply('assets'),
  'asset-sheets.discard': discard(),
  'asset-sheets.export': async (context, { query }) => {
    const seen = visibleWorkspace(context.model, context.visible(SHEET_ACCESS.assets.read))
    const assets = (seen.assets ?? []).filter((asset) => query.site === undefined || asset.site === query.site)
    return ok(await fileOf(context, 'assets', assetSheet({ ...seen, assets }, context.language), query.format))
  },
} satisfies Handlers<typeof assetSheetRoutes>

export const answerSheetHandlers = {
  'answer-sheets.upload': uploadAlone('answers'),
  'answer-sheets.preview': preview('answers'),
  'answer-sheets.rows': rows('answers'),
  'answer-sheets.apply': apply('answers'),
  'answer-sheets.discard': discard(),
  'answer-sheets.export': async (context, { query }) => {
    const visible = context.visible(SHEET_ACCESS.answers.read)
    const seen = visibleWorkspace(context.model, visible)
    const frameworks = sheetFrameworks(context.app.content).filter((one) => query.framework === undefined || one.key === query.framework)
    const subjects = [...subjectRefs(seen)].filter((ref) => visible.subject(ref) && (query.subject === undefined || ref === query.subject))
    const sheet = answerSheet(seen, {
      asOf: context.today,
      frameworks,
      subjects,
      language: context.language,
      ...(query.open !== undefined && { withOpen: query.open }),
    })
    return ok(await fileOf(context, 'answers', sheet, query.format))
  },
} satisfies Handlers<typeof answerSheetRoutes>
