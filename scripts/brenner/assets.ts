import type { Workspace, WorkspaceAsset, WorkspaceFlow } from '@caponier/core/company/workspace'
import { duringWork } from './dates.ts'
import type { Parts } from './parts.ts'
import { roll, stamped } from './roll.ts'

/** Asset types without what only the generator needs. */
export const assetTypes = (parts: Parts): NonNullable<Workspace['assetTypes']> =>
  parts.types.map(({ versions: _versions, serials: _serials, ...type }) => type)

/** Assets per zone after `assets.yaml`, then those written by hand over and beside them. */
export function assets(parts: Parts): WorkspaceAsset[] {
  const made = Object.entries(parts.assets).flatMap(([zone, spec]) => zoneAssets(parts, zone, spec))
  const byHand = new Map(parts.assetsByHand.map((asset) => [asset.id, asset]))
  const known = new Set(made.map((asset) => asset.id))
  const merged = made.map((asset) => ({ ...asset, ...byHand.get(asset.id) }))
  const added = parts.assetsByHand.filter((asset) => !known.has(asset.id)) as readonly WorkspaceAsset[]
  return [...merged, ...added]
}

function zoneAssets(parts: Parts, zoneId: string, spec: Parts['assets'][string]): WorkspaceAsset[] {
  const site = parts.zones.find((zone) => zone.id === zoneId)?.site ?? ''
  const network = parts.networks.find((one) => one.zone === zoneId)
  const start = parts.levels.phases[site]?.[0]?.date ?? '2024-11-18'
  const nextAddress = addresses(network?.cidrs[0] ?? '')
  return Object.entries(spec.roles).flatMap(([role, [count, typeId, age, name]]) =>
    Array.from({ length: count }, (_, at): WorkspaceAsset => {
      const type = parts.types.find((one) => one.id === typeId)
      if (type === undefined) throw new Error(`assets.yaml: ${zoneId} names the unknown type ${typeId}`)
      const number = String(at + 1).padStart(2, '0')
      const id = `${spec.prefix}-${role}-${number}`
      const version = type.versions[Math.min(age, type.versions.length - 1)]
      const networked = spec.networkless !== true && typeId !== 'unmanaged-switch' && network !== undefined
      return {
        id,
        name: count === 1 ? name : `${name} ${at + 1}`,
        site,
        zone: zoneId,
        type: typeId,
        ...(version === undefined || version === 'none' ? {} : { version }),
        ...(type.serials === '' ? {} : { serial: stamped(type.serials, id) }),
        location: spec.place,
        ...(networked ? { interfaces: [{ network: network.id, address: nextAddress(), mac: mac(id) }] } : {}),
        ...(spec.provenance === undefined ? {} : { provenance: spec.provenance }),
        ...(site === 'gliwice' ? { from: '2025-04-01' } : {}),
        recordedAt: duringWork(start, id),
      }
    }),
  )
}

/** Gives out host addresses of an IPv4 prefix, from the tenth on. */
function addresses(cidr: string): () => string {
  const [a = 0, b = 0, c = 0, d = 0] = (cidr.split('/')[0] ?? '').split('.').map(Number)
  let host = 10
  return () => {
    const last = d + host
    host += 1
    return `${a}.${b}.${c}.${last}`
  }
}

/** A locally administered address, so that it belongs to no real maker. */
const mac = (id: string): string =>
  [
    '02',
    ...Array.from({ length: 5 }, (_, at) =>
      Math.floor(roll('mac', id, at) * 256)
        .toString(16)
        .padStart(2, '0'),
    ),
  ].join(':')

/** Flows of every site; those with a row of a capture carry their proof and the period of the capture. */
export const flows = (parts: Parts): WorkspaceFlow[] =>
  Object.entries(parts.flows.flows).flatMap(([site, list]) => {
    const capture = parts.flows.captures[site]
    return list.map((flow): WorkspaceFlow => {
      const seen = flow.proof !== undefined && capture !== undefined
      return {
        id: flow.id,
        site,
        source: end(flow.from),
        target: end(flow.to),
        protocol: flow.is,
        ...(flow.port === undefined ? {} : { port: flow.port }),
        ...(flow.inferred === true ? { inferred: true } : {}),
        ...(flow.fn === undefined ? {} : { function: flow.fn }),
        connections: flow.n,
        bytes: flow.bytes,
        ...(capture === undefined ? {} : { firstSeen: capture.first, lastSeen: capture.last }),
        provenance: seen ? 'wire' : 'person',
        ...(seen ? { proof: { file: capture.file, row: flow.proof ?? 1 } } : {}),
        ...(flow.accepted === undefined ? {} : { accepted: flow.accepted }),
        ...(capture === undefined ? {} : { from: capture.first.slice(0, 10), recordedAt: duringWork(capture.last.slice(0, 10), flow.id) }),
      }
    })
  })

const end = (party: string): WorkspaceFlow['source'] =>
  party.startsWith('ext:')
    ? { address: party.slice(4), external: true }
    : party.startsWith('ip:')
      ? { address: party.slice(3) }
      : { asset: party }
