import { readPayload } from '@caponier/offline/assets/index'
import { printable } from '../../terminal.ts'

type Proposal = Parameters<typeof readPayload>[0]

/** What a proposal would add, in one line. */
export function describeProposal(proposal: Proposal): string {
  const read = readPayload(proposal)
  if (read === null) return `${proposal.kind} (not readable)`
  switch (read.kind) {
    case 'asset': {
      const serves = read.payload.serves.map((one) => `${one.service ?? `${one.transport}/${one.port ?? '-'}`}${one.inferred ? '?' : ''}`)
      return printable(
        `asset ${read.payload.address}${read.payload.mac === undefined ? '' : ` ${read.payload.mac}`}${serves.length === 0 ? '' : `, serves ${[...new Set(serves)].join(' ')}`}`,
      )
    }
    case 'flow':
    case 'external-peer': {
      const { source, target, protocol, port, inferred, connections, exchange } = read.payload
      const outside = read.kind === 'external-peer' ? ` (${read.payload.external ?? ''} is outside)` : ''
      return printable(
        `${source} -> ${target}${outside}  ${protocol}${port === null || protocol.includes('/') ? '' : ` ${port}`}${inferred ? ' inferred' : ''}, ${connections ?? 0} connections, ${exchange}`,
      )
    }
    case 'network':
      return printable(`network ${read.payload.cidr}, ${read.payload.hosts} hosts`)
  }
}
