import type { WorkspaceFlow } from '../../company/workspace.ts'
import type { Language } from '../../framework/text.ts'
import { cleartextManagement } from '../../assets/cleartext.ts'
import type { Model } from '../model.ts'
import type { ConsistencyRule, RawFinding } from './rule.ts'
import { counted, listed } from './rule.ts'

/** Where an end of a flow stands: the asset and zone behind its address at that site, as far as the model knows. */
interface End {
  readonly label: string
  readonly zone: string | undefined
  readonly asset: string | undefined
  readonly external: boolean
}

function endResolver(model: Model): (flow: WorkspaceFlow, side: 'source' | 'target') => End {
  const assets = new Map((model.slice.workspace.assets ?? []).map((asset) => [asset.id, asset]))
  const byAddress = new Map<string, string>()
  for (const asset of assets.values()) {
    for (const one of asset.interfaces ?? []) if (one.address !== undefined) byAddress.set(`${asset.site}|${one.address}`, asset.id)
  }
  return (flow, side) => {
    const party = flow[side]
    const id = party.asset ?? (party.address === undefined ? undefined : byAddress.get(`${flow.site}|${party.address}`))
    const asset = id === undefined ? undefined : assets.get(id)
    return {
      label: asset?.name ?? party.address ?? party.zone ?? 'unknown',
      asset: asset?.id,
      zone: party.zone ?? asset?.zone,
      external: party.external === true,
    }
  }
}

const service = (flow: WorkspaceFlow, lang: Language): string =>
  `${flow.protocol}${flow.port === undefined ? '' : ` ${flow.port}`}${flow.inferred === true ? (lang === 'en' ? ' (inferred from the port)' : ' (aus dem Port abgeleitet)') : ''}`

const proofs = (flows: readonly WorkspaceFlow[]): NonNullable<RawFinding['proof']> =>
  flows.flatMap((flow) => (flow.proof === undefined ? [] : [flow.proof])).slice(0, 20)

const seen = (flow: WorkspaceFlow): string => flow.lastSeen ?? ''

/** Joins the flows that say the same into one finding, in the order of their ids. */
function byPair(flows: readonly { readonly key: string; readonly flow: WorkspaceFlow }[]): [string, WorkspaceFlow[]][] {
  const groups = new Map<string, WorkspaceFlow[]>()
  for (const { key, flow } of flows) groups.set(key, [...(groups.get(key) ?? []), flow])
  return [...groups].map(([key, list]) => [key, list.sort((a, b) => (a.id < b.id ? -1 : 1))])
}

export const assetWithoutZone: ConsistencyRule = {
  id: 'asset-without-zone',
  severity: 'medium',
  title: { en: 'Asset without zone', de: 'Asset ohne Zone' },
  why: {
    en: 'An asset outside every zone has no target, no boundary and no answers; IEC 62443-3-2 ZCR 6.3 wants every asset in a zone or conduit.',
    de: 'Ein Asset außerhalb jeder Zone hat kein Ziel, keine Grenze und keine Antworten; IEC 62443-3-2 ZCR 6.3 verlangt jedes Asset in einer Zone oder einem Conduit.',
  },
  find: ({ model }) =>
    (model.slice.workspace.assets ?? [])
      .filter((asset) => asset.zone === undefined)
      .map((asset): RawFinding => {
        const addresses = (asset.interfaces ?? []).flatMap((one) => one.address ?? [])
        const flows = (model.slice.workspace.flows ?? []).filter(
          (flow) =>
            flow.site === asset.site &&
            [flow.source, flow.target].some(
              (end) => end.asset === asset.id || (end.address !== undefined && addresses.includes(end.address)),
            ),
        )
        const at = addresses.length === 0 ? '' : ` (${listed(addresses)})`
        return {
          subject: `asset:${asset.id}`,
          reason: { en: `${asset.name}${at} belongs to no zone.`, de: `${asset.name}${at} gehört zu keiner Zone.` },
          fix: {
            en: 'Put it into the zone of what it talks to, or record why it stands alone.',
            de: 'Der Zone zuordnen, mit der es kommuniziert, oder begründen, warum es allein steht.',
          },
          refs: flows.map((flow) => `flow:${flow.id}`).slice(0, 20),
          proof: proofs(flows),
        }
      }),
}

export const flowWithoutConduit: ConsistencyRule = {
  id: 'flow-without-conduit',
  severity: 'high',
  title: { en: 'Flow across zones without conduit', de: 'Datenfluss zwischen Zonen ohne Conduit' },
  why: {
    en: 'Traffic between two zones that no conduit joins crosses a boundary that exists on paper only (ZCR 3.1, SR 5.2).',
    de: 'Verkehr zwischen zwei Zonen, die kein Conduit verbindet, überquert eine Grenze, die es nur auf dem Papier gibt (ZCR 3.1, SR 5.2).',
  },
  find: ({ model }) => {
    const resolve = endResolver(model)
    const nameOf = (zone: string): string => model.graph.subjects[model.graph.byRef.get(`zone:${zone}`) ?? -1]?.name ?? zone
    const joined = new Set(
      (model.slice.workspace.conduits ?? []).flatMap((conduit) => conduit.zones.flatMap((a) => conduit.zones.map((b) => `${a}|${b}`))),
    )
    const crossing = (model.slice.workspace.flows ?? []).flatMap((flow) => {
      const [source, target] = [resolve(flow, 'source'), resolve(flow, 'target')]
      if (flow.accepted !== undefined || source.zone === undefined || target.zone === undefined) return []
      if (source.zone === target.zone || joined.has(`${source.zone}|${target.zone}`)) return []
      return [{ key: [source.zone, target.zone].sort().join('|'), flow }]
    })
    return byPair(crossing).map(([key, flows]): RawFinding => {
      const [a, b] = key.split('|') as [string, string]
      const what = listed(
        [...new Set(flows.map((flow) => `${resolve(flow, 'source').label} to ${resolve(flow, 'target').label} ${service(flow, 'en')}`))],
        3,
      )
      const was = listed(
        [...new Set(flows.map((flow) => `${resolve(flow, 'source').label} nach ${resolve(flow, 'target').label} ${service(flow, 'de')}`))],
        3,
      )
      const last = flows.map(seen).sort().at(-1) ?? ''
      return {
        subject: `zone:${a}`,
        detail: b,
        reason: {
          en: `${counted(flows.length, 'flow crosses', 'flows cross')} between ${nameOf(a)} and ${nameOf(b)}, which no conduit joins: ${what}${last === '' ? '' : `; last seen ${last}`}.`,
          de: `${counted(flows.length, 'Datenfluss', 'Datenflüsse')} zwischen ${nameOf(a)} und ${nameOf(b)}, die kein Conduit verbindet: ${was}${last === '' ? '' : `; zuletzt gesehen ${last}`}.`,
        },
        fix: {
          en: 'Declare the conduit with these channels and protect it, or stop the traffic.',
          de: 'Den Conduit mit diesen Kanälen deklarieren und schützen oder den Verkehr unterbinden.',
        },
        refs: [`zone:${b}`, ...flows.map((flow) => `flow:${flow.id}`)],
        proof: proofs(flows),
      }
    })
  },
}

export const externalPeer: ConsistencyRule = {
  id: 'external-peer',
  severity: 'high',
  title: { en: 'External peer', de: 'Externe Gegenstelle' },
  why: {
    en: "A device that talks to an address outside the site's declared networks has a way in and out that nobody decided on (ZCR 3.6, SR 5.2).",
    de: 'Ein Gerät, das mit einer Adresse außerhalb der deklarierten Netze kommuniziert, hat einen Weg hinein und hinaus, den niemand entschieden hat (ZCR 3.6, SR 5.2).',
  },
  find: ({ model }) => {
    const resolve = endResolver(model)
    const external = (model.slice.workspace.flows ?? []).flatMap((flow) => {
      const [source, target] = [resolve(flow, 'source'), resolve(flow, 'target')]
      if (flow.accepted !== undefined || source.external === target.external) return []
      const [inside, outside] = source.external ? [target, source] : [source, target]
      return [
        {
          key: `${inside.asset === undefined ? (inside.zone === undefined ? `site:${flow.site}` : `zone:${inside.zone}`) : `asset:${inside.asset}`}|${outside.label}`,
          flow,
        },
      ]
    })
    return byPair(external).map(([key, flows]): RawFinding => {
      const [subject, peer] = key.split('|') as [string, string]
      const first = flows[0]
      const starts = first !== undefined && resolve(first, 'source').external
      const inside = first === undefined ? '' : resolve(first, starts ? 'target' : 'source').label
      const services = (lang: Language): string => listed([...new Set(flows.map((flow) => service(flow, lang)))], 4)
      return {
        subject,
        detail: peer,
        reason: {
          en: `${inside} ${starts ? 'is reached from' : 'reaches'} ${peer}, outside the declared networks: ${services('en')}.`,
          de: `${inside} ${starts ? 'wird erreicht von' : 'erreicht'} ${peer}, außerhalb der deklarierten Netze: ${services('de')}.`,
        },
        fix: {
          en: 'Block it, or declare the external connection as a conduit and accept the flow with its reason.',
          de: 'Sperren oder die externe Verbindung als Conduit deklarieren und den Datenfluss mit Begründung akzeptieren.',
        },
        refs: flows.map((flow) => `flow:${flow.id}`),
        proof: proofs(flows),
      }
    })
  },
}

export const cleartextProtocol: ConsistencyRule = {
  id: 'cleartext-management',
  severity: 'high',
  title: { en: 'Unencrypted management protocol', de: 'Unverschlüsseltes Managementprotokoll' },
  why: {
    en: 'Whoever listens on the line reads the password and owns the device afterwards (SR 1.5, SR 4.1).',
    de: 'Wer an der Leitung mithört, liest das Passwort mit und beherrscht danach das Gerät (SR 1.5, SR 4.1).',
  },
  find: ({ model }) => {
    const resolve = endResolver(model)
    const clear = (model.slice.workspace.flows ?? []).flatMap((flow) => {
      const verdict = flow.accepted === undefined ? cleartextManagement(flow) : null
      const target = resolve(flow, 'target')
      return verdict === null
        ? []
        : [
            {
              key: `${target.asset === undefined ? `site:${flow.site}` : `asset:${target.asset}`}|${target.label}|${verdict.protocol}|${verdict.certainty}`,
              flow,
            },
          ]
    })
    return byPair(clear).map(([key, flows]): RawFinding => {
      const [subject, label, protocol, certainty] = key.split('|') as [string, string, string, string]
      const from = listed([...new Set(flows.map((flow) => resolve(flow, 'source').label))], 4)
      return {
        subject,
        detail: `${label}-${protocol}`,
        severity: certainty === 'seen' ? 'high' : 'medium',
        reason: {
          en: `${label} is managed by ${protocol} in clear from ${from}${certainty === 'seen' ? '' : ', inferred from the port'}.`,
          de: `${label} wird von ${from} aus unverschlüsselt über ${protocol} verwaltet${certainty === 'seen' ? '' : ' (aus dem Port abgeleitet)'}.`,
        },
        fix: {
          en: 'Use the encrypted variant (SSH, HTTPS, SNMPv3), or confine it to an isolated management network and record why.',
          de: 'Die verschlüsselte Variante nutzen (SSH, HTTPS, SNMPv3) oder auf ein abgeschottetes Managementnetz beschränken und dies begründen.',
        },
        refs: flows.map((flow) => `flow:${flow.id}`),
        proof: proofs(flows),
      }
    })
  },
}
