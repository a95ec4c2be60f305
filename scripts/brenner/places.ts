import type { Parts, Phase } from './parts.ts'

/** A zone or conduit as the generator of answers sees it. */
export interface Place {
  /** `zone:ID` or `conduit:ID`. */
  readonly ref: string
  readonly id: string
  readonly name: string
  readonly site: string
  readonly kind: string
  readonly held: readonly string[]
  readonly phases: readonly Phase[]
}

/** Zones and conduits with the site whose appointments they follow. */
export function places(parts: Parts): readonly Place[] {
  const { levels } = parts
  const siteOf = new Map(parts.zones.map((zone) => [zone.id, zone.site]))
  const place = (
    ref: string,
    one: { id: string; name: string },
    site: string,
    plan: Parts['levels']['zones'][string] | undefined,
  ): Place => {
    if (plan === undefined) throw new Error(`levels.yaml has no plan for ${ref}`)
    return { ref, id: one.id, name: one.name, site, kind: plan.kind, held: plan.held, phases: levels.phases[site] ?? [] }
  }
  return [
    ...parts.zones.map((zone) => place(`zone:${zone.id}`, zone, zone.site, levels.zones[zone.id])),
    ...parts.conduits.map((conduit) =>
      place(
        `conduit:${conduit.id}`,
        conduit,
        levels.follows[conduit.id] ?? siteOf.get(conduit.zones[0] ?? '') ?? '',
        levels.conduits[conduit.id],
      ),
    ),
  ]
}
