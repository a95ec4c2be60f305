import type { z } from 'zod'
import type { AssetRow, AssetTypeRow, FlowRow } from '@caponier/contract/assets/assets'
import type { DocOf } from '@caponier/core/company/kinds'
import type { Stored } from '@caponier/store/model/tables'
import type { MemberContext } from '../context.ts'
import { namesFor } from '../company/object-names.ts'
import { countBy, findingCounts, lifeOf, lifeState } from '../company/row-parts.ts'

type Row<S extends z.ZodType> = z.input<S>

export function assetTypeRows(context: MemberContext): (stored: Stored<DocOf<'asset-type'>>) => Row<typeof AssetTypeRow> {
  const visible = context.visible('assets.read')
  const names = namesFor(context.model, visible)
  const seen = context.model.objects('asset').filter((one) => visible.site(one.doc.site))
  const assets = countBy(seen, (asset) => [asset.type])
  const findings = findingCounts(context)
  return ({ id, version, doc }) => ({
    id,
    version,
    name: doc.name,
    component: doc.component,
    vendor: doc.vendor ?? null,
    orderNumber: doc.orderNumber ?? null,
    supplier: doc.supplier ?? null,
    supplierName: names.maybe('supplier', doc.supplier),
    criticality: doc.criticality ?? 2,
    assets: assets.get(id) ?? 0,
    openFindings: findings.get(`asset-type:${id}`) ?? 0,
  })
}

export function assetRows(context: MemberContext): (stored: Stored<DocOf<'asset'>>) => Row<typeof AssetRow> {
  const { model, today } = context
  const names = namesFor(model, context.visible('assets.read'))
  return ({ id, version, doc }) => {
    const type = doc.type === undefined ? undefined : model.object('asset-type', doc.type)?.doc
    const faces = doc.interfaces ?? []
    return {
      id,
      version,
      name: doc.name,
      site: doc.site,
      siteName: names.of('site', doc.site),
      zone: doc.zone ?? null,
      zoneName: names.maybe('zone', doc.zone),
      type: doc.type ?? null,
      typeName: names.maybe('asset-type', doc.type),
      component: type?.component ?? null,
      vendor: type?.vendor ?? null,
      firmware: doc.version ?? null,
      serial: doc.serial ?? null,
      location: doc.location ?? null,
      addresses: faces.flatMap((face) => face.address ?? []).join(', '),
      networks: [...new Set(faces.flatMap((face) => face.network ?? []))],
      provenance: doc.provenance ?? 'person',
      edited: [...(doc.edited ?? [])],
      owner: doc.owner ?? null,
      ownerName: names.maybe('person', doc.owner),
      ...lifeOf(doc, today),
    }
  }
}

export function flowRows(context: MemberContext): (stored: Stored<DocOf<'flow'>>) => Row<typeof FlowRow> {
  const { model, today } = context
  const names = namesFor(model, context.visible('assets.read'))
  const end = (party: DocOf<'flow'>['source']): string =>
    party.asset !== undefined
      ? `${names.of('asset', party.asset)}${party.address === undefined ? '' : ` (${party.address})`}`
      : (party.address ?? (party.zone === undefined ? '' : names.of('zone', party.zone)))
  const zoneOf = (party: DocOf<'flow'>['source']): string | null =>
    party.zone ?? (party.asset === undefined ? null : (model.object('asset', party.asset)?.doc.zone ?? null))
  return ({ id, version, doc }) => ({
    id,
    version,
    site: doc.site,
    siteName: names.of('site', doc.site),
    source: end(doc.source),
    sourceZone: zoneOf(doc.source),
    target: end(doc.target),
    targetZone: zoneOf(doc.target),
    external: doc.source.external === true || doc.target.external === true,
    protocol: doc.protocol,
    port: doc.port ?? null,
    inferred: doc.inferred ?? false,
    function: doc.function ?? null,
    connections: doc.connections ?? null,
    bytes: doc.bytes ?? null,
    firstSeen: doc.firstSeen ?? null,
    lastSeen: doc.lastSeen ?? null,
    provenance: doc.provenance ?? 'person',
    accepted: doc.accepted ?? null,
    state: lifeState(doc, today),
  })
}
