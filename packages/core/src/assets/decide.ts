import type { Workspace, WorkspaceProposal } from '../company/workspace.ts'
import { fail, type Issue, ok, type Result } from '../result.ts'
import { acceptAsset, acceptedLists, acceptFlow, acceptNetwork, type AcceptOptions, createAcceptance } from './accept.ts'
import { contains, parseAddress, parsePrefix, type Prefix } from './address.ts'
import { type ReadPayload, readPayload } from './payload.ts'

/** Which proposals: by id, or all open ones that fit. */
export type ProposalSelection =
  | { readonly ids: readonly string[] }
  | {
      readonly site?: string
      readonly kind?: WorkspaceProposal['kind']
      /** Only flows and external peers of which this was the best that was seen. */
      readonly exchange?: 'answered' | 'one-way' | 'attempt'
      /** Only proposals that name an address in this prefix. */
      readonly within?: string
    }

export type ProposalDecision =
  | ({ readonly accept: true; readonly by?: string } & AcceptOptions)
  | { readonly accept: false; readonly reason: string; readonly by?: string }

/**
 * Accepts or ignores proposals, all of them or none.
 *
 * Accepting adds: an asset with its interface; a flow whose ends name the assets that have the addresses; a flow with an
 * external end; a network. Networks come first, then assets, then flows, whatever the order given, and flows that the
 * workspace already holds get the asset accepted for their address. Decided proposals stay in the workspace, so that the
 * next import does not ask again. An ignored proposal may be accepted later; an accepted one is undone by hand.
 *
 * @param now instant in UTC, kept as the time of decision and of record
 * @returns the new workspace; a problem names every id that is unknown, already accepted or unreadable
 */
export function decideProposals(
  workspace: Workspace,
  selection: ProposalSelection,
  decision: ProposalDecision,
  now: string,
): Result<Workspace> {
  const chosen = select(workspace, selection)
  if (!chosen.ok) return chosen
  const issues = [
    ...chosen.value.flatMap((proposal) => undecidable(proposal, decision)),
    ...wrongOptions(workspace, chosen.value, decision),
  ]
  if (issues.length > 0) return fail({ kind: 'invalid-input', message: 'Nothing was decided.', issues })

  const decided = new Map<string, WorkspaceProposal>()
  for (const { reason: _, ...proposal } of chosen.value) {
    const by = decision.by === undefined ? {} : { decidedBy: decision.by }
    decided.set(
      proposal.id,
      decision.accept
        ? { ...proposal, state: 'accepted', decidedAt: now, ...by }
        : { ...proposal, state: 'ignored', reason: decision.reason, decidedAt: now, ...by },
    )
  }
  const proposals = (workspace.proposals ?? []).map((proposal) => decided.get(proposal.id) ?? proposal)
  if (!decision.accept) return ok({ ...workspace, proposals })

  const acceptance = createAcceptance(workspace, now)
  const order: Readonly<Record<ReadPayload['kind'], number>> = { network: 0, asset: 1, flow: 2, 'external-peer': 3 }
  const readable = chosen.value
    .flatMap((proposal) => {
      const read = readPayload(proposal)
      return read === null ? [] : [{ proposal, read }]
    })
    .toSorted((a, b) => order[a.read.kind] - order[b.read.kind] || (a.proposal.id < b.proposal.id ? -1 : 1))
  for (const { proposal, read } of readable) {
    if (read.kind === 'network') acceptNetwork(acceptance, proposal, read.payload, decision)
    else if (read.kind === 'asset') acceptAsset(acceptance, proposal, read.payload, decision)
    else acceptFlow(acceptance, proposal, read.payload)
  }
  return ok({ ...workspace, ...acceptedLists(acceptance), proposals })
}

function select(workspace: Workspace, selection: ProposalSelection): Result<readonly WorkspaceProposal[]> {
  const all = workspace.proposals ?? []
  if ('ids' in selection) {
    const byId = new Map(all.map((proposal) => [proposal.id, proposal]))
    const unknown = selection.ids.filter((id) => !byId.has(id))
    if (unknown.length > 0)
      return fail({
        kind: 'not-found',
        message: `There ${unknown.length === 1 ? 'is no proposal' : 'are no proposals'} ${unknown.join(', ')}. Nothing was decided.`,
      })
    return ok([...new Set(selection.ids)].flatMap((id) => byId.get(id) ?? []))
  }
  const prefix = selection.within === undefined ? undefined : parsePrefix(selection.within)
  if (prefix === null) {
    const issue: Issue = { path: 'within', message: `${selection.within} is no IPv4 or IPv6 prefix`, mend: 'write it as 10.20.3.0/24' }
    return fail({ kind: 'invalid-input', message: 'Nothing was decided.', issues: [issue] })
  }
  return ok(
    all.filter((proposal) => {
      if (proposal.state !== 'open') return false
      if (selection.site !== undefined && proposal.site !== selection.site) return false
      if (selection.kind !== undefined && proposal.kind !== selection.kind) return false
      if (selection.exchange === undefined && prefix === undefined) return true
      const read = readPayload(proposal)
      if (read === null) return false
      if (
        selection.exchange !== undefined &&
        !((read.kind === 'flow' || read.kind === 'external-peer') && read.payload.exchange === selection.exchange)
      )
        return false
      return prefix === undefined || addressesOf(read).some((address) => isWithin(prefix, address))
    }),
  )
}

const addressesOf = (read: ReadPayload): readonly string[] =>
  read.kind === 'asset'
    ? [read.payload.address]
    : read.kind === 'network'
      ? read.payload.addresses
      : [read.payload.source, read.payload.target]

function isWithin(prefix: Prefix, text: string): boolean {
  const address = parseAddress(text)
  return address !== null && contains(prefix, address)
}

function undecidable(proposal: WorkspaceProposal, decision: ProposalDecision): Issue[] {
  const path = `proposals[${proposal.id}]`
  if (proposal.state === 'accepted') return [{ path, message: 'is already accepted', mend: 'change or end what it added by hand' }]
  if (decision.accept && readPayload(proposal) === null)
    return [
      {
        path: `${path}.payload`,
        message: `holds no ${proposal.kind} that can be added`,
        mend: 'run the import again, or ignore it with a reason',
      },
    ]
  return []
}

function wrongOptions(workspace: Workspace, chosen: readonly WorkspaceProposal[], decision: ProposalDecision): Issue[] {
  if (!decision.accept)
    return decision.reason.trim() === ''
      ? [{ path: 'reason', message: 'is empty', mend: 'say why it is ignored; the next reader has only this' }]
      : []
  const issues: Issue[] = []
  const { zone, type, name } = decision
  if (zone !== undefined) {
    const found = (workspace.zones ?? []).find((each) => each.id === zone)
    if (found === undefined)
      issues.push({ path: 'zone', message: `there is no zone ${zone}`, mend: 'name a zone of the site, or leave it out' })
    else if (chosen.some((proposal) => proposal.site !== found.site))
      issues.push({
        path: 'zone',
        message: `zone ${zone} belongs to ${found.site}, not to the site of every proposal`,
        mend: 'decide site by site',
      })
  }
  if (type !== undefined && !(workspace.assetTypes ?? []).some((each) => each.id === type))
    issues.push({ path: 'type', message: `there is no asset type ${type}`, mend: 'add the asset type first, or leave it out' })
  if (name !== undefined && chosen.filter((proposal) => proposal.kind === 'asset').length !== 1)
    issues.push({ path: 'name', message: 'fits exactly one asset proposal', mend: 'accept one asset at a time to name it' })
  return issues
}
