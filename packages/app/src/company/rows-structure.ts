import type { z } from 'zod'
import type { EntityRow } from '@caponier/contract/company/entities'
import type { NetworkRow } from '@caponier/contract/company/networks'
import type { SiteRow, SucRow } from '@caponier/contract/company/sites'
import type { ZoneRow } from '@caponier/contract/company/zones'
import type { ConduitRow } from '@caponier/contract/company/conduits'
import type { DocOf } from '@caponier/core/company/kinds'
import type { Stored } from '@caponier/store/model/tables'
import type { MemberContext } from '../context.ts'
import { namesFor } from './object-names.ts'
import { countBy, findingCounts, lifeOf, minimum, positionOf, targetVector } from './row-parts.ts'

type Row<S extends z.ZodType> = z.input<S>
const owner = (names: ReturnType<typeof namesFor>, id: string | undefined): { owner: string | null; ownerName: string | null } => ({
  owner: id ?? null,
  ownerName: names.maybe('person', id),
})

export function entityRows(context: MemberContext): (stored: Stored<DocOf<'entity'>>) => Row<typeof EntityRow> {
  const names = namesFor(context.model, context.visible('company.read'))
  const sites = countBy(context.model.objects('site'), (site) => site.entities)
  const scope = new Map(positionOf(context).scope.map((one) => [one.entity, one]))
  const findings = findingCounts(context)
  return ({ id, version, doc }) => ({
    id,
    version,
    name: doc.name,
    establishment: doc.establishment,
    class: scope.get(id)?.class ?? null,
    size: scope.get(id)?.size ?? null,
    activities: [...(doc.activities ?? [])],
    sites: sites.get(id) ?? 0,
    openFindings: findings.get(`entity:${id}`) ?? 0,
    ...owner(names, doc.owner),
    ...lifeOf(doc, context.today),
  })
}

export function siteRows(context: MemberContext): (stored: Stored<DocOf<'site'>>) => Row<typeof SiteRow> {
  const { model, today } = context
  const names = namesFor(model, context.visible('company.read'))
  const sucs = countBy(model.objects('suc'), (suc) => [suc.site])
  const zones = countBy(model.objects('zone'), (zone) => [zone.site])
  const assets = countBy(model.objects('asset'), (asset) => [asset.site])
  const findings = findingCounts(context)
  return ({ id, version, doc }) => ({
    id,
    version,
    name: doc.name,
    country: doc.country,
    entities: [...doc.entities],
    entityNames: names.all('entity', doc.entities),
    criticality: doc.criticality ?? 2,
    inScope: doc.inScope ?? true,
    sucs: sucs.get(id) ?? 0,
    zones: zones.get(id) ?? 0,
    assets: assets.get(id) ?? 0,
    openFindings: findings.get(`site:${id}`) ?? 0,
    ...owner(names, doc.owner),
    ...lifeOf(doc, today),
  })
}

export function sucRows(context: MemberContext): (stored: Stored<DocOf<'suc'>>) => Row<typeof SucRow> {
  const names = namesFor(context.model, context.visible('company.read'))
  const zones = countBy(context.model.objects('zone'), (zone) => [zone.suc])
  const findings = findingCounts(context)
  return ({ id, version, doc }) => ({
    id,
    version,
    name: doc.name,
    site: doc.site,
    siteName: names.of('site', doc.site),
    criticality: doc.criticality ?? 2,
    zones: zones.get(id) ?? 0,
    openFindings: findings.get(`suc:${id}`) ?? 0,
    ...owner(names, doc.owner),
    ...lifeOf(doc, context.today),
  })
}

export function zoneRows(context: MemberContext): (stored: Stored<DocOf<'zone'>>) => Row<typeof ZoneRow> {
  const { model, today } = context
  const names = namesFor(model, context.visible('company.read'))
  const assets = countBy(model.objects('asset'), (asset) => [asset.zone])
  const networks = countBy(model.objects('network'), (network) => [network.zone])
  const conduits = countBy(model.objects('conduit'), (conduit) => conduit.zones)
  const positions = new Map(positionOf(context).zones.map((one) => [one.id, one]))
  const findings = findingCounts(context)
  return ({ id, version, doc }) => {
    const target = targetVector(doc.slTarget, today)
    const position = positions.get(id)
    return {
      id,
      version,
      name: doc.name,
      site: doc.site,
      siteName: names.of('site', doc.site),
      suc: doc.suc ?? null,
      sucName: names.maybe('suc', doc.suc),
      kind: doc.kind,
      criticality: doc.criticality ?? 2,
      safety: doc.safety ?? false,
      wireless: doc.wireless ?? false,
      slTarget: target,
      slTargetMin: minimum(target),
      slAchieved: position === undefined ? null : [...position.slAchieved],
      slAchievedMin: position?.achievedMinimum ?? null,
      assets: assets.get(id) ?? 0,
      networks: networks.get(id) ?? 0,
      conduits: conduits.get(id) ?? 0,
      openFindings: findings.get(`zone:${id}`) ?? 0,
      ...owner(names, doc.owner),
      ...lifeOf(doc, today),
    }
  }
}

export function conduitRows(context: MemberContext): (stored: Stored<DocOf<'conduit'>>) => Row<typeof ConduitRow> {
  const { model, today } = context
  const names = namesFor(model, context.visible('company.read'))
  const positions = new Map(positionOf(context).conduits.map((one) => [one.id, one]))
  const findings = findingCounts(context)
  return ({ id, version, doc }) => {
    const target = targetVector(doc.slTarget, today)
    const position = positions.get(id)
    return {
      id,
      version,
      name: doc.name,
      zones: [...doc.zones],
      zoneNames: names.all('zone', doc.zones),
      external: [...(doc.external ?? [])],
      sites: [...new Set(doc.zones.flatMap((zone) => model.object('zone', zone)?.doc.site ?? []))],
      channels: doc.channels?.length ?? 0,
      slTarget: target,
      slTargetMin: minimum(target),
      slAchieved: position === undefined ? null : [...position.slAchieved],
      slAchievedMin: position?.achievedMinimum ?? null,
      openFindings: findings.get(`conduit:${id}`) ?? 0,
      ...owner(names, doc.owner),
      ...lifeOf(doc, today),
    }
  }
}

export function networkRows(context: MemberContext): (stored: Stored<DocOf<'network'>>) => Row<typeof NetworkRow> {
  const names = namesFor(context.model, context.visible('company.read'))
  const assets = countBy(context.model.objects('asset'), (asset) => (asset.interfaces ?? []).map((face) => face.network))
  return ({ id, version, doc }) => ({
    id,
    version,
    name: doc.name,
    site: doc.site,
    siteName: names.of('site', doc.site),
    zone: doc.zone ?? null,
    zoneName: names.maybe('zone', doc.zone),
    cidrs: doc.cidrs.join(', '),
    vlan: doc.vlan ?? null,
    assets: assets.get(id) ?? 0,
    ...lifeOf(doc, context.today),
  })
}
