import { parentPort, workerData } from 'node:worker_threads'
import { loadContent } from '@caponier/content'
import type { Content, Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { renderFlip } from '@caponier/core/scope/index'
import { computeAll } from '@caponier/offline/position/compute'
import { positionText } from '@caponier/offline/position/compute-text'
import type { ReportInput } from '@caponier/reports/input'
import { startPdf } from '@caponier/reports/pdf/render'
import { registrationDocument } from '@caponier/reports/registration'
import { reportData } from '@caponier/reports/report-data'
import type { DocumentJob, ThreadJob, ThreadNews } from './job.ts'

/**
 * Makes one document in a thread of its own, so that the server answers meanwhile: laying out the data of a hundred sites takes
 * seconds. Typst runs in a process of its own beside it.
 */
const tell = (news: ThreadNews, transfer: readonly ArrayBuffer[] = []): void => parentPort?.postMessage(news, transfer)

async function main(job: ThreadJob): Promise<void> {
  const content = loadContent()
  if (content.contentVersion !== job.contentVersion)
    return tell({ kind: 'refused', detail: 'the content on disk is not the one that the server works with; start the server again' })
  if (job.kind === 'compute') return compute(content, job)
  const made = await makeDocument(content, job)
  if (!made.ok) return tell({ kind: 'refused', detail: made.problem })
  const bytes = new Uint8Array(made.value)
  tell({ kind: 'made', bytes }, [bytes.buffer])
}

function compute(content: Content, job: Extract<ThreadJob, { kind: 'compute' }>): void {
  const computed = computeAll(content, job.workspace, { asOf: job.asOf, knownAt: null, lang: job.lang, flips: true })
  if (!computed.ok) return tell({ kind: 'refused', detail: computed.problem.message })
  const { position, group } = computed.value
  const dossiers = group.entities.map((one) => ({
    entity: one.entity,
    cir: one.cir,
    states: one.states,
    flips: one.flips.map((flip) => renderFlip(flip, job.lang)),
  }))
  tell({ kind: 'computed', position, dossiers })
}

async function makeDocument(content: Content, job: DocumentJob): Promise<Result<Uint8Array, string>> {
  if (job.format === 'json') return ok(new TextEncoder().encode(positionText(job.position)))
  // Loads Typst and the fonts while the data is laid out.
  const pdf = job.format === 'pdf' ? startPdf() : null
  tell({ kind: 'step', step: 'data' })
  const { position, lang } = job
  const input: ReportInput = {
    position,
    content,
    workspace: job.workspace,
    lang,
    groupScope: job.dossiers,
    head: job.head,
    generatedFor: { asOf: position.asOf, knownAt: position.knownAt, contentVersion: position.contentVersion },
    ...(job.part !== undefined && { part: job.part }),
  }
  const document =
    job.document === 'registration' ? registrationDocument(input, job.entity?.id ?? '', job.entity?.items ?? []) : reportData(input)
  if (document === null) {
    pdf?.stop()
    return fail('the legal entity does not exist on that day')
  }
  tell({ kind: 'step', step: 'document' })
  if (pdf !== null) {
    const made = await pdf.render(document)
    return made.ok ? ok(made.value) : fail(made.problem.message)
  }
  if ('document' in document) return fail('a registration dossier comes as PDF')
  const { renderXlsx } = await import('@caponier/reports/xlsx/render')
  const { findingsSheets, reportSheets } = await import('@caponier/reports/xlsx/sheets')
  return ok(renderXlsx(document, job.document === 'findings' ? findingsSheets(document) : reportSheets(document)))
}

await main(workerData as ThreadJob)
