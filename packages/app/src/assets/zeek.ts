import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { type ProposeSummary, proposeFromTraffic } from '@caponier/core/assets/index'
import type { ZeekOutcome, zeekRoutes } from '@caponier/contract/assets/zeek'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { isConnLogName, REJECT_MEANING, readZeekFolder, type ZeekFolder } from '@caponier/wire'
import type { z } from 'zod'
import { change } from '../change.ts'
import { modelNow } from '../company/model-now.ts'
import { commitDifferences, differences } from '../company/workspace-commit.ts'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { apiProblem, conflict, notFound } from '../problems.ts'
import { addZeekFile, dropZeekUpload, findZeekUpload, openZeekUpload, type ZeekUpload, ZEEK_GONE } from './zeek-upload.ts'

const uploadOut = ({ id, site, expiresAt, files }: ZeekUpload) => ({
  upload: id,
  site,
  expiresAt,
  files: files.map((file) => ({ ...file })),
})

/** The upload, as long as its site is still the caller's to change. */
async function ownUpload(context: MemberContext, id: string): Promise<Result<ZeekUpload, ApiProblem>> {
  const found = await findZeekUpload(context, id)
  return found.ok && !context.visible('assets.write').site(found.value.site) ? fail(ZEEK_GONE) : found
}

/** One process reads one upload at a time: reading is bound by the processor. */
const reading = new WeakMap<object, boolean>()

export const zeekHandlers = {
  'zeek.open': async (context, { body }) => {
    if (context.model.object('site', body.site) === undefined || !context.visible('assets.write').site(body.site))
      return fail(notFound(`the site "${body.site}"`))
    return ok(uploadOut(await openZeekUpload(context, body.site)))
  },
  'zeek.file': async (context, { params, body }) => {
    const upload = await ownUpload(context, params.upload)
    if (!upload.ok) return upload
    if (!isConnLogName(params.name))
      return fail({
        code: 'unsupported-media',
        detail: `${params.name} is no conn log by its name`,
        kept: 'the logs before are kept',
        mend: 'upload conn.log, conn.<time>.log or conn.json, plain or .gz',
      })
    const added = await addZeekFile(upload.value, params.name, body)
    return added.ok ? ok(uploadOut(added.value)) : added
  },
  'zeek.read': async (context, { params, body, signal }) => {
    const upload = await ownUpload(context, params.upload)
    if (!upload.ok) return upload
    if (upload.value.files.length === 0) return fail(conflict('the upload holds no log', 'add a conn log first'))
    if (reading.get(context.app) === true) return fail(conflict('another import is being read', 'try again in a minute'))
    reading.set(context.app, true)
    try {
      const traffic = await readZeekFolder(join(upload.value.folder, 'logs'), signal === undefined ? {} : { signal })
      if (!traffic.ok)
        return fail({ code: 'invalid-input', detail: traffic.problem.message, kept: 'no proposal was written', mend: traffic.problem.mend })
      const outcome = await propose(context, upload.value, traffic.value, body)
      if (outcome.ok && body.dryRun !== true) await dropZeekUpload(upload.value)
      return outcome
    } finally {
      reading.delete(context.app)
    }
  },
  'zeek.discard': async (context, { params }) => {
    const upload = await findZeekUpload(context, params.upload)
    if (upload.ok) await dropZeekUpload(upload.value)
    return ok(undefined)
  },
} satisfies Handlers<typeof zeekRoutes>

type Outcome = z.input<typeof ZeekOutcome>

/**
 * Renews the proposals of the site by what was read. The source is named by the content of the logs, so that reading the same logs
 * again replaces their own counts instead of doubling them.
 */
async function propose(
  context: MemberContext,
  upload: ZeekUpload,
  traffic: ZeekFolder,
  { dryRun }: { readonly dryRun?: boolean | undefined },
): Promise<Result<Outcome, ApiProblem>> {
  const content = createHash('sha256')
    .update(
      upload.files
        .map((file) => file.sha256)
        .sort()
        .join(' '),
    )
    .digest('hex')
  const source = `zeek ${content.slice(0, 12)}`
  const changed = await change(context, ['assets', 'position'], async (one): Promise<Result<Outcome, ApiProblem>> => {
    const model = await modelNow(one, context)
    const proposed = proposeFromTraffic(model.workspace(), { site: upload.site, traffic, source, now: context.now })
    if (!proposed.ok) return fail(apiProblem(proposed.problem))
    const { summary, proposals } = proposed.value
    const plan = differences(model, { ...model.workspace(), proposals: [...proposals] }, ['proposal'])
    const moved = plan.reduce((sum, one_) => sum + one_.put.length + one_.removed.length, 0)
    if (dryRun === true || moved === 0) return ok(outcomeOf(traffic, summary, false))
    await commitDifferences(one, model, plan, 'wire')
    one.record({
      action: 'assets.import-zeek',
      objectKind: 'site',
      objectId: upload.site,
      after: {
        source,
        files: upload.files,
        rowsRead: traffic.rowsRead,
        rowsMapped: traffic.rowsMapped,
        rejects: traffic.rejects,
        proposals: summary.proposals,
      },
    })
    return ok(outcomeOf(traffic, summary, true))
  })
  return changed.ok ? ok(changed.value.value) : changed
}

const sum = (counts: Readonly<Partial<Record<string, number>>>): number =>
  Object.values(counts).reduce<number>((total, one) => total + (one ?? 0), 0)
const plain = (counts: Readonly<Partial<Record<string, number>>>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))

function outcomeOf(traffic: ZeekFolder, summary: ProposeSummary, applied: boolean): Outcome {
  return {
    applied,
    rowsRead: traffic.rowsRead,
    rowsMapped: traffic.rowsMapped,
    rejects: plain(traffic.rejects),
    meanings: Object.fromEntries(Object.entries(REJECT_MEANING).filter(([reason]) => Object.hasOwn(traffic.rejects, reason))),
    examples: traffic.examples.map((one) => ({ ...one })),
    files: traffic.files.map((file) => ({
      file: file.file,
      format: file.format,
      closed: file.closed,
      rowsRead: file.rowsRead,
      rowsMapped: file.rowsMapped,
      rejected: sum(file.rejects),
      problem: file.problem ?? null,
    })),
    declaredPrefixes: summary.declaredPrefixes,
    addresses: { ...summary.addresses, aside: plain(summary.addresses.aside) },
    flows: { ...summary.flows, aside: plain(summary.flows.aside) },
    externalPeers: summary.externalPeers,
    networks: summary.networks,
    proposals: { ...summary.proposals },
  }
}
