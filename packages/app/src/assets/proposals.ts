import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { decideProposals, mergeProposals, type ProposalSelection, readPayload } from '@caponier/core/assets/index'
import type { Workspace, WorkspaceProposal } from '@caponier/core/company/workspace'
import type { proposalRoutes } from '@caponier/contract/assets/proposals'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { change } from '../change.ts'
import { modelNow } from '../company/model-now.ts'
import { commitDifferences, differenceIssues, differences, type WorkspaceDifference } from '../company/workspace-commit.ts'
import { definedOnly } from '../company/object-draft.ts'
import { readableObjects } from '../company/object-place.ts'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import { apiProblem, invalid, notFound } from '../problems.ts'
import { proposalRows } from './proposal-rows.ts'

interface Decided {
  applied: boolean
  decided: number
  added: { networks: string[]; assets: string[]; flows: string[] }
  changed: { assets: string[]; flows: string[] }
}

type DecideBody = Parameters<Handlers<typeof proposalRoutes>['proposals.decide']>[1]['body']
type Decision = DecideBody['decide']

/** Assets of the site that a proposed address may be: one that has it, one with its link-layer address, those of its zone without any. */
function candidates(model: TenantModel, proposal: WorkspaceProposal): { id: string; name: string; why: 'address' | 'mac' | 'zone' }[] {
  const read = readPayload(proposal)
  if (read?.kind !== 'asset') return []
  const { address, mac, zone } = read.payload
  const rank = { address: 0, mac: 1, zone: 2 } as const
  return model
    .objects('asset')
    .flatMap(({ id, doc }): { id: string; name: string; why: 'address' | 'mac' | 'zone' }[] => {
      if (doc.site !== proposal.site) return []
      const faces = doc.interfaces ?? []
      if (faces.some((face) => face.address === address)) return [{ id, name: doc.name, why: 'address' }]
      if (mac !== undefined && faces.some((face) => face.mac?.toLowerCase() === mac)) return [{ id, name: doc.name, why: 'mac' }]
      const isBare = faces.every((face) => face.address === undefined)
      return zone !== undefined && doc.zone === zone && isBare ? [{ id, name: doc.name, why: 'zone' }] : []
    })
    .toSorted((a, b) => rank[a.why] - rank[b.why] || (a.name < b.name ? -1 : 1))
    .slice(0, 50)
}

/** The workspace with only the proposals and assets that the caller may decide on; what else it holds does not matter here. */
function decidable(context: MemberContext, model: TenantModel): Workspace {
  const visible = context.visible('proposals.decide')
  const workspace = model.workspace()
  return visible.all ? workspace : { ...workspace, proposals: (workspace.proposals ?? []).filter((one) => visible.site(one.site)) }
}

function decided(
  context: MemberContext,
  model: TenantModel,
  select: DecideBody['select'],
  decide: Decision,
): Result<Workspace, ApiProblem> {
  const { now, personId } = context
  const workspace = decidable(context, model)
  const by = personId ?? undefined
  const selection = definedOnly(select) as ProposalSelection
  if (decide.decision === 'merge') {
    if (!('ids' in selection))
      return fail(invalid([{ path: 'body.select', message: 'names no proposals', mend: 'choose them by id to merge' }]))
    const asset = model.object('asset', decide.asset)
    if (asset === undefined || !context.visible('proposals.decide').site(asset.doc.site))
      return fail(notFound(`the asset "${decide.asset}"`))
    return told(mergeProposals(workspace, selection.ids, decide.asset, now, by))
  }
  const person = by === undefined ? {} : { by }
  if (decide.decision === 'ignore')
    return told(decideProposals(workspace, selection, { accept: false, reason: decide.reason, ...person }, now))
  const zone = decide.zone === undefined ? undefined : model.object('zone', decide.zone)
  if (decide.zone !== undefined && (zone === undefined || !context.visible('proposals.decide').site(zone.doc.site)))
    return fail(notFound(`the zone "${decide.zone}"`))
  const type = decide.type === undefined ? undefined : model.object('asset-type', decide.type)
  if (decide.type !== undefined && (type === undefined || !readableObjects(model, context.visible('assets.read'))('asset-type', type.doc)))
    return fail(notFound(`the asset type "${decide.type}"`))
  const options = {
    ...(decide.zone !== undefined && { zone: decide.zone }),
    ...(decide.type !== undefined && { type: decide.type }),
    ...(decide.name !== undefined && { name: decide.name }),
  }
  return told(decideProposals(workspace, selection, { accept: true, ...person, ...options }, now))
}

const told = (result: Result<Workspace>): Result<Workspace, ApiProblem> => (result.ok ? result : fail(apiProblem(result.problem)))

const KINDS_DECIDED = ['network', 'asset', 'flow'] as const

export const proposalHandlers = {
  'proposals.list': async (context) => {
    const visible = context.visible('assets.read')
    const row = proposalRows(context)
    return ok(context.model.objects('proposal').flatMap((stored) => (visible.site(stored.doc.site) ? [row(stored)] : [])))
  },
  'proposals.show': async (context, { params }) => {
    const stored = context.model.object('proposal', params.id)
    if (stored === undefined || !context.visible('assets.read').site(stored.doc.site)) return fail(notFound(`the proposal "${params.id}"`))
    return ok({ ...stored, row: proposalRows(context)(stored), candidates: candidates(context.model, stored.doc) })
  },
  'proposals.decide': async (context, { body }) => {
    const outcome = await change(context, ['assets', 'company', 'position'], async (one): Promise<Result<Decided, ApiProblem>> => {
      const model = await modelNow(one, context)
      const after = decided(context, model, body.select, body.decide)
      if (!after.ok) return after
      const plan = differences(model, after.value, [...KINDS_DECIDED])
      const proposals = changedProposals(model, after.value)
      const all = [...plan, proposals]
      const issues = differenceIssues(context, model, all)
      if (issues.length > 0) return fail(invalid(issues.slice(0, 50)))
      const result = decidedOut(all, body.dryRun !== true)
      if (body.dryRun === true || proposals.put.length === 0) return ok({ ...result, applied: false })
      await commitDifferences(one, model, plan, 'wire')
      await commitDifferences(one, model, [proposals], 'person')
      const ids = proposals.put.map((put) => put.id)
      one.record({
        action: 'assets.decide-proposals',
        objectKind: 'proposal',
        objectId: ids.length === 1 ? (ids[0] ?? '') : `${ids.length} proposals`,
        after: { ...body.decide, proposals: ids, added: result.added, changed: result.changed },
      })
      return ok(result)
    })
    return outcome.ok ? ok(outcome.value.value) : outcome
  },
} satisfies Handlers<typeof proposalRoutes>

/** Decided proposals; those that the caller does not see are not in the computed workspace and stay. */
function changedProposals(model: TenantModel, after: Workspace): WorkspaceDifference {
  const put = (after.proposals ?? []).flatMap((doc) => {
    const before = model.object('proposal', doc.id)
    return before?.doc === doc ? [] : [{ id: doc.id, doc: { ...doc }, before }]
  })
  return { kind: 'proposal', put, removed: [] }
}

function decidedOut(all: readonly WorkspaceDifference[], applied: boolean): Decided {
  const ids = (kind: string, isNew: boolean): string[] =>
    all.flatMap((one) => (one.kind === kind ? one.put.flatMap((put) => ((put.before === undefined) === isNew ? [put.id] : [])) : []))
  return {
    applied,
    decided: ids('proposal', false).length,
    added: { networks: ids('network', true), assets: ids('asset', true), flows: ids('flow', true) },
    changed: { assets: ids('asset', false), flows: ids('flow', false) },
  }
}
