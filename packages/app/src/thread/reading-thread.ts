import { parentPort, workerData } from 'node:worker_threads'
import { loadContent } from '@caponier/content/load'
import { fail, ok } from '@caponier/core'
import { Position } from '@caponier/core/position/output'
import { workspaceZip } from '@caponier/formats/workspace/workspace-zip'
import { exportWorkspace } from '@caponier/offline/company/transfer'
import { computeAll } from '@caponier/offline/position/compute'
import { positionText } from '@caponier/offline/position/compute-text'
import { openPool } from '@caponier/store/connection'
import { loadTenant } from '@caponier/store/model/load'
import { tenantSeq } from '@caponier/store/tenant/tenants'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { changedCells, compareMoments } from '../assessment/compare-moments.ts'
import { visibleTo } from '../gate/visible.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import { tenantModel } from '../live/tenant-model.ts'
import { pastPoint } from '../position/trend-point.ts'
import { visiblePosition } from '../position/visible-position.ts'
import { apiProblem } from '../problems.ts'
import type { Looking, ReadingJob, ReadingNews, ReadingPlace } from './reading.ts'

/**
 * Reads whole organisations beside the server: past days, comparisons, documents of everything. It has a connection and a model of its own,
 * so nothing of two hundred thousand answers is copied between threads; the model stays while its organisation does not change.
 */
const { connection, contentVersion } = workerData as ReadingPlace
const content = loadContent()
const pool = openPool({ ...connection, max: 1, idleTimeoutMillis: 2_000 }, () => undefined)
let kept: TenantModel | undefined

async function modelOf(tenant: string): Promise<TenantModel | undefined> {
  if (kept?.id === tenant && kept.seq() === (await tenantSeq(pool, tenant))) return kept
  kept = undefined
  const loaded = await inTransaction(pool, { tenant }, 'isolation level repeatable read read only', (queries, client) =>
    loadTenant(queries, client, tenant),
  )
  return (kept = loaded === undefined ? undefined : tenantModel(content, loaded))
}

async function carryOut(job: ReadingJob, model: TenantModel) {
  const { kind, asks, tenant } = job
  if (kind === 'trend') return asks.dates.map((date) => pastPoint(content, model.workspace(), date))
  if (kind === 'comparison' || kind === 'changedCells') {
    const context = { tenant, model, app: { pool, content }, ...lookingAt(model, asks) }
    return (kind === 'comparison' ? compareMoments : changedCells)(context, asks.from, asks.to)
  }
  if (kind === 'position') {
    const { visible, today, language } = lookingAt(model, asks)
    const position = visiblePosition(model.position(today, language), visible('position.read'), model.places())
    return new TextEncoder().encode(JSON.stringify(Position.parse(position)))
  }
  if (kind === 'frozen') {
    const computed = computeAll(content, model.workspace(), { ...asks, lang: 'en', flips: false })
    return computed.ok ? ok(positionText(computed.value.position)) : fail(apiProblem(computed.problem))
  }
  return asks.format === 'zip' ? workspaceZip(model.workspace()) : new TextEncoder().encode(exportWorkspace(model.workspace(), true))
}

const lookingAt = (model: TenantModel, { today, language, grants }: Looking) => ({
  today,
  language,
  visible: (permission: Parameters<typeof visibleTo>[1]) => visibleTo(grants, permission, model.places()),
})

const tell = (news: ReadingNews, transfer: readonly ArrayBuffer[] = []): void => parentPort?.postMessage(news, transfer)

async function answer(job: ReadingJob): Promise<void> {
  const { id } = job
  if (content.contentVersion !== contentVersion) return tell({ id, kind: 'changed' })
  try {
    const model = await modelOf(job.tenant)
    const gives = model === undefined ? undefined : await carryOut(job, model)
    tell({ id, kind: 'given', gives }, gives instanceof Uint8Array ? [gives.buffer as ArrayBuffer] : [])
  } catch (error) {
    kept = undefined
    tell({ id, kind: 'failed', error })
  }
}

let line = Promise.resolve()
parentPort?.on('message', (job: ReadingJob) => {
  line = line.then(() => answer(job))
})
