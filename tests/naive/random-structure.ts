import type { Random } from './random.ts'
import { historyDates, ids, type Json, lifetime, maybe } from './random-dates.ts'

/** What stands in the organisation, and what can be answered for. */
export interface Structure {
  readonly lists: Json
  /** All subjects by kind, as `kind:id`. */
  readonly subjects: Readonly<Record<string, readonly string[]>>
}

/** Entities, sites (some shared), SUCs, zones, conduits over several sites, suppliers, products and assets. */
export function randomStructure(random: Random, size: number): Structure {
  // Most workspaces are whole; in the others anything may be missing on the day.
  const dated = random.chance(0.3) ? random.pick([0.2, 0.6]) : 0
  const names = (prefix: string, count: number): string[] =>
    random
      .shuffled(['9', '10', 'a', 'b.1', 'b', 'z_2', 'c-3', 'c', 'd', 'e', 'f', 'g'])
      .slice(0, count)
      .map((end) => `${prefix}-${end}`)
  const criticality = (): Json => maybe(random, 0.6, 'criticality', [1, 2, 3])
  const named = (id: string): Json => ({ id, name: `Name of ${id}` })

  const entities = names('e', random.between(1, 3)).map((id): Json => ({
    ...named(id),
    establishment: random.pick(['DE', 'AT', 'PL']),
    ...lifetime(random, dated),
  }))
  const sites = names('s', random.between(random.chance(0.1) ? 0 : 1, size)).map((id): Json => ({
    ...named(id),
    country: random.pick(['DE', 'AT', 'IT']),
    entities: random.shuffled(random.atLeastOne(ids(entities))),
    ...criticality(),
    ...maybe(random, 0.2, 'inScope', [true, false]),
    ...lifetime(random, dated),
  }))
  const sucs: Json[] = []
  const zones: Json[] = []
  for (const site of ids(sites)) {
    const own = names(`suc-${site}`, random.between(0, 2)).map((id): Json => ({
      ...named(id),
      site,
      ...criticality(),
      ...lifetime(random, dated),
    }))
    sucs.push(...own)
    for (const id of names(`z-${site}`, random.between(0, 3))) {
      zones.push({
        ...named(id),
        site,
        kind: random.pick(['ot', 'it']),
        ...(own.length > 0 ? maybe(random, 0.7, 'suc', ids(own)) : {}),
        ...criticality(),
        ...randomTarget(random),
        ...lifetime(random, dated),
      })
    }
  }
  const conduits =
    zones.length === 0
      ? []
      : names('c', random.between(0, 3)).map((id): Json => ({
          ...named(id),
          zones: random.shuffled(ids(zones)).slice(0, random.between(1, 3)),
          ...maybe(random, 0.3, 'external', [['Internet'], []]),
          ...randomTarget(random),
          ...lifetime(random, dated),
        }))
  const served = (): Json => ({
    ...(random.chance(0.5) ? { entities: random.some(ids(entities)) } : {}),
    ...(sites.length > 0 && random.chance(0.5) ? { sites: random.some(ids(sites)) } : {}),
  })
  const suppliers = names('sup', random.between(0, 3)).map((id): Json => ({
    ...named(id),
    ...criticality(),
    ...served(),
    ...lifetime(random, dated),
  }))
  const products = names('prod', random.between(0, 2)).map((id): Json => ({
    ...named(id),
    ...criticality(),
    ...(random.chance(0.5) ? { entities: random.some(ids(entities)) } : {}),
    ...lifetime(random, dated),
  }))
  const assetTypes = names('t', random.between(0, 3)).map((id): Json => ({
    ...named(id),
    component: random.pick(['embedded-device', 'host-device']),
    ...criticality(),
  }))
  const assets = ids(sites).flatMap((site) =>
    names(`a-${site}`, random.between(0, 3)).map((id): Json => ({
      ...named(id),
      site,
      ...(assetTypes.length > 0 ? maybe(random, 0.8, 'type', ids(assetTypes)) : {}),
      ...lifetime(random, 0.3),
    })),
  )

  const refs = (kind: string, list: readonly Json[]): string[] => ids(list).map((id) => `${kind}:${id}`)
  return {
    lists: { entities, sites, sucs, zones, conduits, suppliers, products, assetTypes, assets },
    subjects: {
      organisation: ['organisation'],
      entity: refs('entity', entities),
      site: refs('site', sites),
      suc: refs('suc', sucs),
      zone: refs('zone', zones),
      conduit: refs('conduit', conduits),
      'asset-type': refs('asset-type', assetTypes),
      supplier: refs('supplier', suppliers),
      product: refs('product', products),
    },
  }
}

function randomTarget(random: Random): Json {
  const vector = (): unknown[] => Array.from({ length: 7 }, () => (random.chance(0.12) ? null : random.pick([0, 1, 1, 2, 2, 3, 4])))
  if (random.chance(0.1)) return {}
  if (random.chance(0.6)) return { slTarget: vector() }
  return { slTarget: random.shuffled(historyDates(random, random.between(1, 3)).map((dates) => ({ vector: vector(), ...dates }))) }
}
