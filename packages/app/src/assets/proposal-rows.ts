import type { z } from 'zod'
import type { ProposalRow } from '@caponier/contract/assets/proposals'
import { readPayload, type ReadPayload } from '@caponier/core/assets/index'
import type { WorkspaceProposal } from '@caponier/core/company/workspace'
import type { Stored } from '@caponier/store/model/tables'
import { namesFor } from '../company/object-names.ts'
import type { MemberContext } from '../context.ts'

type Row = z.input<typeof ProposalRow>
type Said = Pick<Row, 'title' | 'detail' | 'addresses' | 'protocol' | 'port' | 'exchange' | 'connections' | 'firstSeen' | 'lastSeen'>

const NOTHING: Said = {
  title: '',
  detail: '',
  addresses: [],
  protocol: null,
  port: null,
  exchange: null,
  connections: null,
  firstSeen: null,
  lastSeen: null,
}

/** Rows of proposals: what was seen in a line, so that a person can decide without opening each. */
export function proposalRows(context: MemberContext): (stored: Stored<WorkspaceProposal>) => Row {
  const names = namesFor(context.model, context.visible('assets.read'))
  return ({ id, version, doc }) => {
    const read = readPayload(doc)
    return {
      id,
      version,
      site: doc.site,
      siteName: names.of('site', doc.site),
      kind: doc.kind,
      state: doc.state,
      ...(read === null ? { ...NOTHING, title: id } : said(read, (network) => names.of('network', network))),
      readable: read !== null,
      source: doc.source,
      reason: doc.reason ?? null,
      recordedAt: doc.recordedAt ?? null,
      decidedAt: doc.decidedAt ?? null,
      decidedBy: doc.decidedBy ?? null,
      decidedByName: names.maybe('person', doc.decidedBy),
    }
  }
}

function said(read: ReadPayload, network: (id: string) => string): Said {
  if (read.kind === 'network') {
    const { cidr, addresses, because } = read.payload
    return { ...NOTHING, title: cidr, detail: because.join(', '), addresses: [...addresses] }
  }
  if (read.kind === 'asset') {
    const { payload } = read
    const services = payload.serves.map((one) => `${one.service ?? one.transport}${one.port === null ? '' : ` ${one.port}`}`)
    const imports = Object.values(payload.imports)
    return {
      ...NOTHING,
      title: payload.address,
      detail: [payload.network === undefined ? '' : network(payload.network), payload.mac ?? '', services.join(', ')]
        .filter((text) => text !== '')
        .join(' · '),
      addresses: [payload.address],
      connections: imports.length === 0 ? null : imports.reduce((sum, one) => sum + one.connections, 0),
      firstSeen: imports.map((one) => one.firstSeen).sort()[0] ?? null,
      lastSeen:
        imports
          .map((one) => one.lastSeen)
          .sort()
          .at(-1) ?? null,
    }
  }
  const { payload } = read
  return {
    title: `${payload.source} → ${payload.target}`,
    detail: `${payload.protocol}${payload.port === null ? '' : ` ${payload.port}`}${payload.inferred ? ' (by port)' : ''}`,
    addresses: [payload.source, payload.target],
    protocol: payload.protocol,
    port: payload.port,
    exchange: payload.exchange,
    connections: payload.connections ?? null,
    firstSeen: payload.firstSeen ?? null,
    lastSeen: payload.lastSeen ?? null,
  }
}
