import type { Workspace } from '@caponier/core/company/index'
import type { Random } from '../random.ts'

/** How many of everything a model has. */
export interface Shape {
  readonly entities: number
  readonly sitesPerEntity: number
  readonly zonesPerSite: number
  readonly conduitsPerSite: number
  readonly suppliers: number
  readonly assetTypes: number
  readonly assetsPerSite: number
  readonly flowsPerSite: number
}

type Structure = Pick<
  Workspace,
  'caponier' | 'organisation' | 'entities' | 'sites' | 'sucs' | 'zones' | 'conduits' | 'suppliers' | 'assetTypes' | 'assets' | 'flows'
>

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)
const STATES = ['DE', 'PL', 'IT', 'AT', 'FR', 'CZ', 'ES', 'NL'] as const

/** Entities with sites, each site with one SUC, zones in a row and conduits between neighbours, assets and flows. */
export function structureOf(shape: Shape, random: Random): Structure {
  const entities = range(shape.entities).map((entity) => `e${entity}`)
  const sites = entities.flatMap((entity) => range(shape.sitesPerEntity).map((site) => ({ id: `${entity}-s${site}`, entity })))
  const zones = sites.flatMap(({ id }) => range(shape.zonesPerSite).map((zone) => ({ id: `${id}-z${zone}`, site: id, zone })))
  const level = (): 1 | 2 | 3 => random.pick([1, 2, 2, 3])
  const target = (): [number, number, number, number, number, number, number] => {
    const base = random.between(1, 3)
    return [base, base, random.between(1, 3), base, random.between(1, 3), base, random.between(0, 2)]
  }
  const slTarget = (): NonNullable<NonNullable<Workspace['zones']>[number]['slTarget']> => target() as [1, 1, 1, 1, 1, 1, 1]
  return {
    caponier: 1,
    organisation: { id: 'bench', name: 'Bench' },
    entities: entities.map((id, index) => ({
      id,
      name: `Entity ${index}`,
      establishment: STATES[index % STATES.length] ?? 'DE',
      activities: ['II.5(c)'],
    })),
    sites: sites.map(({ id, entity }) => ({ id, name: `Site ${id}`, country: 'DE', entities: [entity], criticality: level() })),
    sucs: sites.map(({ id }) => ({ id: `${id}-suc`, name: `SUC ${id}`, site: id, criticality: level() })),
    zones: zones.map(({ id, site, zone }) => ({
      id,
      name: `Zone ${id}`,
      site,
      suc: `${site}-suc`,
      kind: zone % 6 === 0 ? ('it' as const) : ('ot' as const),
      criticality: level(),
      slTarget: slTarget(),
    })),
    conduits: sites.flatMap(({ id }) =>
      range(shape.conduitsPerSite).map((conduit) => ({
        id: `${id}-c${conduit}`,
        name: `Conduit ${id} ${conduit}`,
        zones: [
          `${id}-z${conduit % shape.zonesPerSite}`,
          ...(shape.zonesPerSite > 1 ? [`${id}-z${(conduit + 1) % shape.zonesPerSite}`] : []),
        ],
        ...(conduit === 0 ? { external: ['Internet'] } : {}),
        slTarget: slTarget(),
      })),
    ),
    suppliers: range(shape.suppliers).map((supplier) => ({
      id: `sup${supplier}`,
      name: `Supplier ${supplier}`,
      criticality: level(),
      sites: sites.filter((_, index) => index % shape.suppliers === supplier % sites.length).map((site) => site.id),
      access: sites
        .slice(supplier % sites.length, (supplier % sites.length) + 1)
        .map((site) => ({ zone: `${site.id}-z0`, kind: 'remote' as const })),
    })),
    assetTypes: range(shape.assetTypes).map((type) => ({
      id: `t${type}`,
      name: `Type ${type}`,
      component: random.pick(['software-application', 'embedded-device', 'host-device', 'network-device'] as const),
      criticality: level(),
    })),
    assets: sites.flatMap(({ id }) =>
      range(shape.assetsPerSite).map((asset) => ({
        id: `${id}-a${asset}`,
        name: `Asset ${asset}`,
        site: id,
        ...(random.chance(0.97) ? { zone: `${id}-z${asset % shape.zonesPerSite}` } : {}),
        ...(shape.assetTypes > 0 ? { type: `t${random.between(0, shape.assetTypes - 1)}` } : {}),
      })),
    ),
    flows: sites.flatMap(({ id }) =>
      range(shape.flowsPerSite).map((flow) => ({
        id: `${id}-f${flow}`,
        site: id,
        source: { asset: `${id}-a${random.between(0, shape.assetsPerSite - 1)}` },
        target: { asset: `${id}-a${random.between(0, shape.assetsPerSite - 1)}` },
        protocol: random.pick(['modbus', 's7comm', 'https', 'telnet']),
      })),
    ),
  }
}
