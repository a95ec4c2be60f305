import { decideProposals, type ProposalDecision, type ProposalSelection } from '@caponier/offline/assets/index'
import { saveWorkspace } from '@caponier/offline/company/save'
import type { Arguments } from '../../command.ts'
import type { Command } from '../../command.ts'
import { UsageError } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { table } from '../../terminal.ts'
import { nowInstant, openWorkspace, problemFailure, today } from '../../workspace-argument.ts'
import { describeProposal } from './describe-proposal.ts'

const KINDS = ['asset', 'flow', 'external-peer', 'network'] as const
const EXCHANGES = ['answered', 'one-way', 'attempt'] as const

export const proposals: Command = {
  name: 'proposals',
  summary:
    'Lists what imports suggest, accepts it into the workspace or ignores it with a reason. Without ids the filters choose among the open ones.',
  usage: 'list | accept [ID...] | ignore [ID...] --reason TEXT',
  positionals: { least: 1, most: 1_000 },
  options: {
    workspace: { type: 'string', value: 'DIR', help: 'workspace folder (default .)' },
    site: { type: 'string', value: 'ID', help: 'only this site' },
    kind: { type: 'string', value: 'KIND', help: 'asset, flow, external-peer or network' },
    exchange: { type: 'string', value: 'KIND', help: 'answered, one-way or attempt (flows)' },
    within: { type: 'string', value: 'CIDR', help: 'only with an address in this prefix' },
    state: { type: 'string', value: 'STATE', help: 'list: open (default), accepted, ignored or all' },
    zone: { type: 'string', value: 'ID', help: 'accept: zone for the new assets' },
    type: { type: 'string', value: 'ID', help: 'accept: asset type for the new assets' },
    name: { type: 'string', help: 'accept: name of the one new asset' },
    reason: { type: 'string', help: 'ignore: why' },
    by: { type: 'string', value: 'PERSON', help: 'who decides' },
    json: { type: 'boolean', help: 'print JSON' },
  },
  examples: [
    'caponier proposals list --site wels',
    'caponier proposals accept --kind asset --within 10.40.3.0/24 --zone wels-line-1',
    'caponier proposals ignore external-peer-1f3a --reason "vendor update server, blocked since 2026-10"',
  ],
  run: async (args, terminal) => {
    const [verb, ...ids] = args.positionals
    const folder = args.text('workspace') ?? '.'
    if (verb !== 'list' && verb !== 'accept' && verb !== 'ignore')
      throw new UsageError(`proposals knows list, accept and ignore, not "${verb ?? ''}"`)
    const { workspace, content } = await openWorkspace(folder)
    if (verb === 'list') {
      const state = args.text('state') ?? 'open'
      const [site, kind] = [args.text('site'), args.text('kind')]
      const rows = (workspace.proposals ?? []).filter(
        (one) =>
          (state === 'all' || one.state === state) &&
          (site === undefined || one.site === site) &&
          (kind === undefined || one.kind === kind),
      )
      terminal.out(
        args.flag('json')
          ? `${JSON.stringify(rows, null, 2)}\n`
          : `${table(
              terminal,
              [{ title: 'id' }, { title: 'site' }, { title: 'state' }, { title: 'what' }],
              rows.map((one) => [one.id, one.site, one.state, describeProposal(one)]),
            )}${rows.length} proposals\n`,
      )
      return EXIT.done
    }
    const chosen = decideProposals(workspace, selection(args, ids), decision(args, verb), nowInstant())
    if (!chosen.ok) throw problemFailure(chosen.problem, 'nothing was decided')
    const saved = await saveWorkspace(folder, chosen.value, content, today())
    if (!saved.ok) throw problemFailure(saved.problem, 'nothing was decided')
    const before = new Map((workspace.proposals ?? []).map((one) => [one.id, one.state]))
    const decided = (chosen.value.proposals ?? []).filter((one) => before.get(one.id) !== one.state).length
    const grown = (['assets', 'flows', 'networks'] as const).map(
      (key) => `${(chosen.value[key]?.length ?? 0) - (workspace[key]?.length ?? 0)} ${key}`,
    )
    terminal.out(`${decided} proposals ${verb === 'accept' ? `accepted: ${grown.join(', ')} added` : 'ignored'}\n`)
    return EXIT.done
  },
}

function selection(args: Arguments, ids: readonly string[]): ProposalSelection {
  const [site, kind, exchange, within] = [
    args.text('site'),
    oneOf(args, 'kind', KINDS),
    oneOf(args, 'exchange', EXCHANGES),
    args.text('within'),
  ]
  const filters = {
    ...(site === undefined ? {} : { site }),
    ...(kind === undefined ? {} : { kind }),
    ...(exchange === undefined ? {} : { exchange }),
    ...(within === undefined ? {} : { within }),
  }
  if (ids.length > 0 && Object.keys(filters).length > 0) throw new UsageError('give ids or filters, not both')
  if (ids.length > 0) return { ids }
  if (Object.keys(filters).length === 0) throw new UsageError('name ids, or choose by --site, --kind, --exchange or --within')
  return filters
}

function decision(args: Arguments, verb: 'accept' | 'ignore'): ProposalDecision {
  const by = args.text('by')
  const who = by === undefined ? {} : { by }
  if (verb === 'ignore') {
    const reason = args.text('reason')
    if (reason === undefined) throw new UsageError('ignore needs --reason, the next reader has only this')
    return { accept: false, reason, ...who }
  }
  const [zone, type, name] = [args.text('zone'), args.text('type'), args.text('name')]
  return {
    accept: true,
    ...who,
    ...(zone === undefined ? {} : { zone }),
    ...(type === undefined ? {} : { type }),
    ...(name === undefined ? {} : { name }),
  }
}

function oneOf<T extends string>(args: Arguments, name: string, allowed: readonly T[]): T | undefined {
  const text = args.text(name)
  if (text === undefined) return undefined
  const found = allowed.find((one) => one === text)
  if (found === undefined) throw new UsageError(`--${name} is one of ${allowed.join(', ')}, not "${text}"`)
  return found
}
