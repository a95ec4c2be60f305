import type { Position } from '@caponier/core/position/index'
import type { Visible } from '../gate/visible.ts'
import type { Places } from '../gate/places.ts'

/** The part of a position that the gate lets through. */
export function visiblePosition(position: Position, visible: Visible, places: Places): Position {
  if (visible.all) return position
  const scopeRef = (ref: string): boolean => {
    const [kind, id] = [ref.slice(0, ref.indexOf(':')), ref.slice(ref.indexOf(':') + 1)]
    return kind === 'entity' ? visible.entity(id) : kind === 'site' ? visible.site(id) : visible.subject(ref)
  }
  return {
    ...position,
    scope: position.scope.filter((one) => visible.entity(one.entity)),
    zones: position.zones.filter((one) => visible.site(one.site)),
    conduits: position.conduits.filter((one) => one.sites.some(visible.site)),
    measures: position.measures.filter((one) => one.entity !== undefined && visible.entity(one.entity)),
    siteMeasures: position.siteMeasures.filter((one) => one.site !== undefined && visible.site(one.site)),
    maturity: position.maturity.filter((one) => scopeRef(one.subject)),
    cir: position.cir.filter((one) => visible.entity(one.entity)),
    findings: position.findings.filter((one) => seesFinding(one.subject, visible, places)),
  }
}

/**
 * May a finding leave? One about a control or a piece of evidence counts over everything that it is linked to, so only whoever sees all
 * of that gets it; any other from each place that it touches.
 */
export function seesFinding(ref: string, visible: Visible, places: Places): boolean {
  const place = places.ofObject(ref)
  if (!/^(control|evidence):/.test(ref)) return visible.place(place)
  return (
    visible.all || (!place.organisation && place.above !== true && place.sites.every(visible.site) && place.entities.every(visible.entity))
  )
}
