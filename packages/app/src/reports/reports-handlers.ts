import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { ReportRow, ReportScope, reportRoutes } from '@caponier/contract/reports/reports'
import { REPORT_FORMATS } from '@caponier/contract/reports/reports'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { actorNames } from '@caponier/store/model/versions'
import type { StoredReport } from '@caponier/store/reports/reports'
import { endReport, findReports, insertReport, openReports, removeReport } from '@caponier/store/reports/reports'
import { tenantSettings } from '@caponier/store/tenant/settings'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { KeptSettings } from '../access/kept-settings.ts'
import { actorFor, change } from '../change.ts'
import type { MemberContext } from '../context.ts'
import { isShown, servedType } from '../evidence/media-type.ts'
import type { Handlers } from '../handlers-of.ts'
import { conflict, forbidden, invalid, notFound } from '../problems.ts'
import { placeOfReport, scopeName } from './report-names.ts'
import { reportRunner } from './runner.ts'

/** Reports of a tenant that may wait or run at once. */
const MOST_OPEN = 20

/** A report over the organisation is for whoever sees all of it, one over a part for whoever sees all of that part. */
function sees(context: MemberContext, { scopeKind, scopeId }: Pick<StoredReport, 'scopeKind' | 'scopeId'>): boolean {
  const visible = context.visible('reports.make')
  return scopeKind === 'organisation' ? visible.all : scopeKind === 'entity' ? visible.entity(scopeId) : visible.site(scopeId)
}

/** Reports: asked for, followed, stopped, fetched. */
export const reportsHandlers: Handlers<typeof reportRoutes> = {
  'reports.list': async (context) => {
    const reports = (await read(context)).filter((one) => sees(context, one))
    return ok(await rowsOf(context, reports))
  },

  'reports.choices': async (context) => {
    const { app, tenant, model } = context
    const visible = context.visible('reports.make')
    const named = (list: readonly { readonly id: string; readonly name: string }[], isSeen: (id: string) => boolean) =>
      list.filter((one) => isSeen(one.id)).map(({ id, name }) => ({ id, name }))
    const workspace = model.workspace()
    const settings = await inTransaction(app.pool, { tenant }, 'read only', (queries) => tenantSettings(queries, tenant))
    return ok({
      organisation: visible.all ? workspace.organisation.name : null,
      entities: named(workspace.entities, visible.entity),
      sites: named(workspace.sites ?? [], visible.site),
      language: KeptSettings.parse(settings?.settings ?? {}).language,
    })
  },

  'reports.make': async (context, { body }) => {
    const { app, tenant } = context
    const scope = { scopeKind: body.scope.kind, scopeId: body.scope.kind === 'organisation' ? '' : body.scope.id }
    const refused = wishProblem(context, body)
    if (refused !== null) return fail(refused)
    const { kind, format, language } = body
    const id = app.newId()
    const done = await change(context, ['reports'], async (one) => {
      if ((await openReports(one.queries, tenant)) >= MOST_OPEN)
        return fail(conflict(`${MOST_OPEN} reports wait already`, 'wait until some are made, or cancel them'))
      const wish = { kind, format, language, ...scope, asOf: body.asOf ?? context.today }
      await insertReport(one, id, wish)
      one.concerns([placeOfReport(wish)])
      one.record({ action: 'reports.make', objectKind: 'report', objectId: id, after: wish })
      return ok(undefined)
    })
    if (!done.ok) return done
    const row = await oneRow(context, id)
    reportRunner(app).wake(tenant)
    return row
  },

  'reports.show': async (context, { params }) => oneRow(context, params.id),

  'reports.cancel': async (context, { params }) => {
    const { app, tenant } = context
    const found = await visibleReport(context, params.id)
    if (!found.ok) return found
    if (!(await mayEnd(context, found.value))) return fail(forbidden('stop a report that somebody else asked for'))
    const done = await change(context, ['reports'], async (one) => {
      const how = { state: 'cancelled', now: new Date(one.now), problem: null } as const
      if (!(await endReport(one.queries, tenant, params.id, how)))
        return fail(conflict('the report has ended already', 'nothing needs to be done'))
      one.concerns([placeOfReport(found.value)])
      one.record({ action: 'reports.cancel', objectKind: 'report', objectId: params.id })
      return ok(undefined)
    })
    if (!done.ok) return done
    reportRunner(app).cancel(params.id)
    return oneRow(context, params.id)
  },

  'reports.remove': async (context, { params }) => {
    const found = await visibleReport(context, params.id)
    if (!found.ok) return found
    if (!(await mayEnd(context, found.value))) return fail(forbidden('remove a report that somebody else asked for'))
    const done = await change(context, ['reports'], async (one) => {
      if (!(await removeReport(one.queries, context.tenant, params.id)))
        return fail(conflict('the report is still being made', 'cancel it first'))
      one.concerns([placeOfReport(found.value)])
      const { kind, format, sha256 } = found.value
      one.record({ action: 'reports.remove', objectKind: 'report', objectId: params.id, before: { kind, format, sha256 } })
      return ok(undefined)
    })
    return done.ok ? ok(undefined) : done
  },

  'reports.download': async (context, { params, query }) => {
    const found = await visibleReport(context, params.id)
    if (!found.ok) return found
    const { sha256, fileName, format } = found.value
    if (sha256 === null) return fail(notFound('the file of this report, which is not finished'))
    const blob = await context.app.blobs.get(context.tenant, sha256)
    if (blob === undefined)
      return fail({ code: 'environment', detail: 'the bytes of this report are not in the store of files', mend: 'make it again' })
    const mediaType = format === 'pdf' ? 'application/pdf' : format === 'json' ? 'application/json' : 'application/octet-stream'
    const inline = isShown(mediaType) && query.save !== true
    return ok({ name: fileName ?? `report.${format}`, mediaType: servedType(mediaType), bytes: blob.stream, inline })
  },
}

/** What speaks against a wish; null when nothing does. */
function wishProblem(
  context: MemberContext,
  {
    kind,
    format,
    scope,
    asOf,
  }: { kind: StoredReport['kind']; format: StoredReport['format']; scope: ReportScope; asOf?: string | undefined },
): ApiProblem | null {
  const formats: readonly string[] = REPORT_FORMATS[kind]
  if (!formats.includes(format))
    return invalid([
      { path: 'body.format', message: `a ${kind} report does not come as ${format}`, mend: `choose ${formats.join(' or ')}` },
    ])
  if (kind === 'registration' && scope.kind !== 'entity')
    return invalid([{ path: 'body.scope', message: 'a registration dossier is about one legal entity', mend: 'choose the entity' }])
  if (asOf !== undefined && asOf > context.today)
    return invalid([{ path: 'body.asOf', message: 'lies in the future', mend: 'give a day up to today' }])
  if (scope.kind === 'organisation')
    return sees(context, { scopeKind: 'organisation', scopeId: '' })
      ? null
      : { ...forbidden('make a report over the whole organisation'), mend: 'choose one of the legal entities or sites that you see' }
  const exists = context.model.object(scope.kind, scope.id) !== undefined
  return exists && sees(context, { scopeKind: scope.kind, scopeId: scope.id })
    ? null
    : notFound(`the ${scope.kind === 'entity' ? 'legal entity' : 'site'} "${scope.id}"`)
}

const read = ({ app, tenant }: MemberContext, id?: string): Promise<readonly StoredReport[]> =>
  inTransaction(app.pool, { tenant }, 'read only', (queries) => findReports(queries, tenant, id))

async function visibleReport(context: MemberContext, id: string): Promise<Result<StoredReport, ApiProblem>> {
  const [found] = await read(context, id)
  return found !== undefined && sees(context, found) ? ok(found) : fail(notFound('the report'))
}

async function oneRow(context: MemberContext, id: string): Promise<Result<ReportRow, ApiProblem>> {
  const found = await visibleReport(context, id)
  if (!found.ok) return found
  const [row] = await rowsOf(context, [found.value])
  return row === undefined ? fail(notFound('the report')) : ok(row)
}

/** Who asked for it, and who manages the whole organisation. */
const mayEnd = async (context: MemberContext, report: StoredReport): Promise<boolean> =>
  report.requestedBy === (await actorFor(context)) || context.visible('settings.manage').all

async function rowsOf(context: MemberContext, reports: readonly StoredReport[]): Promise<ReportRow[]> {
  const { app, tenant, model } = context
  const actor = await actorFor(context)
  const manages = context.visible('settings.manage').all
  const names = await inTransaction(app.pool, { tenant, user: context.user.userId }, 'read only', (queries) =>
    actorNames(
      queries,
      tenant,
      reports.map((one) => one.requestedBy),
    ),
  )
  return reports.map((one) => ({
    id: one.id,
    kind: one.kind,
    format: one.format,
    language: one.language,
    scopeKind: one.scopeKind,
    scopeId: one.scopeId === '' ? null : one.scopeId,
    scopeName: scopeName(model, one),
    asOf: one.asOf,
    state: one.state,
    step: one.step as ReportRow['step'],
    requestedAt: one.requestedAt.toISOString(),
    requestedBy: names.get(one.requestedBy) ?? null,
    endedAt: one.endedAt?.toISOString() ?? null,
    problem: one.problem,
    sha256: one.sha256,
    size: one.size,
    fileName: one.fileName,
    headSeq: one.headSeq,
    headHash: one.headHash,
    mine: one.requestedBy === actor,
    removable: (one.requestedBy === actor || manages) && one.state !== 'waiting' && one.state !== 'running',
  }))
}
