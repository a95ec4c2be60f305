import type { Workspace, WorkspaceAsset, WorkspaceProposal } from '../company/workspace.ts'
import { fail, type Issue, ok, type Result } from '../result.ts'
import { acceptedLists, createAcceptance, placeOf } from './accept.ts'
import { type AssetPayload, readPayload } from './payload.ts'
import { canonicalText } from './site-addresses.ts'

/**
 * Says that proposed addresses belong to an asset that is known already: its interfaces get them, flows that were held by address
 * name it from now on, and the proposals are settled. An interface without address on the same network, or with the same link-layer
 * address, is filled instead of doubled. All of the proposals or none.
 * @param now instant in UTC, kept as the time of decision
 */
export function mergeProposals(
  workspace: Workspace,
  ids: readonly string[],
  assetId: string,
  now: string,
  by: string | undefined,
): Result<Workspace> {
  const asset = (workspace.assets ?? []).find((one) => one.id === assetId)
  if (asset === undefined) return fail({ kind: 'not-found', message: `There is no asset ${assetId}. Nothing was decided.` })
  const byId = new Map((workspace.proposals ?? []).map((proposal) => [proposal.id, proposal]))
  const issues: Issue[] = []
  const chosen: { readonly proposal: WorkspaceProposal; readonly payload: AssetPayload }[] = []
  const acceptance = createAcceptance(workspace, now)
  for (const id of ids) {
    const proposal = byId.get(id)
    const read = proposal === undefined ? null : readPayload(proposal)
    const issue =
      proposal === undefined ? unknown(id) : mergeIssue(proposal, asset, read?.kind === 'asset' ? read.payload : null, acceptance.assetAt)
    if (issue !== undefined) issues.push(issue)
    else if (proposal !== undefined && read?.kind === 'asset') chosen.push({ proposal, payload: read.payload })
  }
  if (issues.length > 0) return fail({ kind: 'invalid-input', message: 'Nothing was decided.', issues })
  let merged = asset
  const decided = new Map<string, WorkspaceProposal>()
  for (const { proposal, payload } of chosen) {
    merged = withAddress(merged, payload)
    const place = placeOf(proposal.site, payload.address)
    acceptance.assetAt.set(place, assetId)
    acceptance.newAssetAt.set(place, assetId)
    decided.set(proposal.id, {
      ...proposal,
      state: 'accepted',
      reason: `the address of ${asset.name} (${assetId})`,
      decidedAt: now,
      ...(by === undefined ? {} : { decidedBy: by }),
    })
  }
  acceptance.assets.set(assetId, merged)
  return ok({
    ...workspace,
    ...acceptedLists(acceptance),
    proposals: (workspace.proposals ?? []).map((proposal) => decided.get(proposal.id) ?? proposal),
  })
}

const unknown = (id: string): Issue => ({ path: `proposals[${id}]`, message: 'does not exist', mend: 'look at the list again' })

function mergeIssue(
  proposal: WorkspaceProposal,
  asset: WorkspaceAsset,
  payload: AssetPayload | null,
  assetAt: ReadonlyMap<string, string>,
): Issue | undefined {
  const path = `proposals[${proposal.id}]`
  if (proposal.state === 'accepted') return { path, message: 'is already accepted', mend: 'change or end what it added by hand' }
  if (payload === null) return { path, message: 'proposes no asset', mend: 'merge proposals of assets only; accept or ignore the others' }
  if (proposal.site !== asset.site)
    return { path, message: `was seen at ${proposal.site}, the asset stands at ${asset.site}`, mend: 'choose an asset of the same site' }
  const holder = assetAt.get(placeOf(proposal.site, payload.address))
  if (holder !== undefined && holder !== asset.id)
    return { path, message: `${payload.address} belongs to ${holder} already`, mend: 'take the address from that asset first' }
  return undefined
}

type Interface = NonNullable<WorkspaceAsset['interfaces']>[number]

function withAddress(asset: WorkspaceAsset, payload: AssetPayload): WorkspaceAsset {
  const faces = asset.interfaces ?? []
  const same = (face: Interface): boolean => face.address !== undefined && canonicalText(face.address) === canonicalText(payload.address)
  const empty = (face: Interface): boolean =>
    face.address === undefined &&
    ((face.mac !== undefined && face.mac.toLowerCase() === payload.mac) ||
      (face.network !== undefined && face.network === payload.network && face.mac === undefined))
  const at = faces.findIndex(same) >= 0 ? faces.findIndex(same) : faces.findIndex(empty)
  const seen: Interface = {
    ...(payload.network === undefined ? {} : { network: payload.network }),
    address: payload.address,
    ...(payload.mac === undefined ? {} : { mac: payload.mac }),
  }
  if (at < 0) return { ...asset, interfaces: [...faces, seen] }
  return {
    ...asset,
    interfaces: faces.map((face, index) => (index === at ? { ...seen, ...face, address: face.address ?? payload.address } : face)),
  }
}
