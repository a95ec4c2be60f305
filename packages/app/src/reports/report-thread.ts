import { parentPort, workerData } from 'node:worker_threads'
import { loadContent } from '@caponier/content/load'
import type { Content, Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { Position } from '@caponier/core/position/index'
import { renderFlip } from '@caponier/core/scope/index'
import { computeAll } from '@caponier/offline/position/compute'
import { positionText } from '@caponier/offline/position/compute-text'
import type { EntityDossier, ReportInput } from '@caponier/reports/input'
import { startPdf } from '@caponier/reports/pdf/render'
import type { RegistrationItem } from '@caponier/reports/registration'
import { registrationDocument } from '@caponier/reports/registration'
import { reportData } from '@caponier/reports/report-data'
import { openPool } from '@caponier/store/connection'
import { loadTenant } from '@caponier/store/model/load'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { TenantModel } from '../live/tenant-model.ts'
import { tenantModel } from '../live/tenant-model.ts'
import { registrationItems } from '../scope/dossier.ts'
import { entityScopeRow, scopeOf } from '../scope/entity-scope.ts'
import { PROGRAM_CHANGED } from '../thread/program-changed.ts'
import { cutPosition, cutWorkspace } from './cut.ts'
import type { MakingStep, ReportJob, ThreadNews } from './job.ts'
import { scopeOfReport } from './report-names.ts'

/**
 * Makes one document in a thread of its own, from reading the organisation to the bytes, so that the server answers meanwhile. Only what
 * lies inside the scope of the report goes to where it is laid out, so nothing else can get into it. Typst runs in a process beside it.
 */
const tell = (news: ThreadNews, transfer: readonly ArrayBuffer[] = []): void => parentPort?.postMessage(news, transfer)
const tellStep = (step: MakingStep): void => tell({ kind: 'step', step })

async function main(job: ReportJob): Promise<void> {
  tellStep('position')
  const content = loadContent()
  if (content.contentVersion !== job.contentVersion) return tell({ kind: 'refused', detail: PROGRAM_CHANGED.detail })
  const model = await modelOf(content, job)
  const made = model === undefined ? fail('the organisation does not exist any more') : await makeReport(content, model, job)
  if (!made.ok) return tell({ kind: 'refused', detail: made.problem })
  const bytes = new Uint8Array(made.value)
  tell({ kind: 'made', bytes }, [bytes.buffer])
}

async function modelOf(content: Content, { connection, tenant }: ReportJob): Promise<TenantModel | undefined> {
  const pool = openPool({ ...connection, max: 1 }, () => undefined)
  try {
    const loaded = await inTransaction(pool, { tenant }, 'isolation level repeatable read read only', (queries, client) =>
      loadTenant(queries, client, tenant),
    )
    return loaded === undefined ? undefined : tenantModel(content, loaded)
  } finally {
    await pool.end()
  }
}

async function makeReport(content: Content, model: TenantModel, job: ReportJob): Promise<Result<Uint8Array, string>> {
  const { wish } = job
  const scope = scopeOfReport(wish)
  const part = scope.kind === 'organisation' ? null : (model.object(scope.kind, scope.id)?.doc.name ?? null)
  if (scope.kind !== 'organisation' && part === null) return fail(`the ${wish.scopeKind} "${wish.scopeId}" does not exist any more`)
  const computed = computeAll(content, model.workspace(), { asOf: wish.asOf, knownAt: null, lang: wish.language, flips: true })
  if (!computed.ok) return fail(computed.problem.message)
  const position = cutPosition(computed.value.position, model, scope)
  if (wish.format === 'json') return ok(new TextEncoder().encode(positionText(position)))
  const seen = new Set(position.scope.map((one) => one.entity))
  const dossiers = computed.value.group.entities
    .filter((one) => seen.has(one.entity))
    .map((one): EntityDossier => ({
      entity: one.entity,
      cir: one.cir,
      states: one.states,
      flips: one.flips.map((flip) => renderFlip(flip, wish.language)),
    }))
  return makeDocument(content, model, job, { position, dossiers, part })
}

async function makeDocument(
  content: Content,
  model: TenantModel,
  { wish, today, head }: ReportJob,
  { position, dossiers, part }: { readonly position: Position; readonly dossiers: readonly EntityDossier[]; readonly part: string | null },
): Promise<Result<Uint8Array, string>> {
  // Loads Typst and the fonts while the data is laid out.
  const pdf = wish.format === 'pdf' ? startPdf() : null
  tellStep('data')
  const input: ReportInput = {
    position,
    content,
    workspace: cutWorkspace(model, scopeOfReport(wish)),
    lang: wish.language,
    groupScope: dossiers,
    head,
    generatedFor: { asOf: position.asOf, knownAt: position.knownAt, contentVersion: position.contentVersion },
    ...(wish.scopeKind !== 'organisation' && part !== null && { part: { kind: wish.scopeKind, name: part } }),
  }
  const document =
    wish.kind === 'registration' ? registrationDocument(input, wish.scopeId, itemsOf(content, model, wish, today)) : reportData(input)
  if (document === null) {
    pdf?.stop()
    return fail('the legal entity does not exist on that day')
  }
  tellStep('document')
  if (pdf !== null) {
    const made = await pdf.render(document)
    return made.ok ? ok(made.value) : fail(made.problem.message)
  }
  if ('document' in document) return fail('a registration dossier comes as PDF')
  const { renderXlsx } = await import('@caponier/reports/xlsx/render')
  const { findingsSheets, reportSheets } = await import('@caponier/reports/xlsx/sheets')
  return ok(renderXlsx(document, wish.kind === 'findings' ? findingsSheets(document) : reportSheets(document)))
}

function itemsOf(content: Content, model: TenantModel, wish: ReportJob['wish'], today: string): readonly RegistrationItem[] {
  const entity = model.object('entity', wish.scopeId)?.doc
  const scope = scopeOf(model, content, today).entities.find((one) => one.entity === wish.scopeId)
  return entity === undefined || scope === undefined
    ? []
    : registrationItems(content, entity, entityScopeRow(scope, wish.language), wish.language)
}

await main(workerData as ReportJob)
