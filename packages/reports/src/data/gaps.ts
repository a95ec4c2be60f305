import { FOUNDATIONAL } from '@caponier/core'
import type { ConduitPosition, ZonePosition } from '@caponier/core/position/output'
import { levelText } from '../score.ts'
import type { Build } from './build.ts'
import { cut } from './build.ts'

const SYSTEM = 'iec62443-3-3:2013'

/**
 * Chapter 5: gaps of zones and conduits in order of importance. Weight = missing levels x criticality; then the number of
 * NIS2 duties that the missing requirements carry; then kind and id. The order is ours, not the standard's.
 */
export function gapsData(build: Build) {
  const { position, content } = build.input
  const { say, names } = build
  const dutiesOf = new Map<string, Set<string>>()
  for (const row of content.mappings) {
    if (`${row.framework}:${row.edition}` !== SYSTEM) continue
    const known = dutiesOf.get(row.requirement) ?? new Set()
    for (const duty of row.duties) known.add(duty)
    dutiesOf.set(row.requirement, known)
  }
  const measureOf = new Map(content.duties.map((duty) => [duty.id, duty.measure]))
  const systems = [...position.zones.map((zone) => asSystem('zone', zone)), ...position.conduits.map((one) => asSystem('conduit', one))]
  const gaps = systems
    .flatMap(({ kind, system }) =>
      FOUNDATIONAL.flatMap((fr, index) => {
        const achieved = system.slAchieved[index] ?? null
        const target = system.slTarget[index] ?? 0
        if (achieved === null || achieved >= target) return []
        const missing = system.missing[fr]?.target ?? []
        const duties = new Set(missing.flatMap((id) => [...(dutiesOf.get(id) ?? [])]))
        return [
          {
            ref: `${kind}:${system.id}`,
            name: system.name,
            kind,
            fr,
            frName: build.words.fr[fr],
            achieved,
            target,
            levels: `${levelText(achieved)}/${levelText(target)}`,
            criticality: system.criticality,
            weight: (target - achieved) * system.criticality,
            duties: duties.size,
            measures: ordered(content.measures, new Set([...duties].flatMap((duty) => measureOf.get(duty) ?? []))),
            missing,
            missingText: joined(missing),
          },
        ]
      }),
    )
    .sort((a, b) => b.weight - a.weight || b.duties - a.duties || (a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : 0))
    .map((gap, index) => ({ rank: index + 1, ...gap }))
  return {
    gaps: cut(gaps, 60, say),
    places: new Set(gaps.map((gap) => gap.ref)).size,
    requirements: cut(requirementsBehind(), 30, say),
    unproved: cut(unproved(), 20, say),
  }

  function requirementsBehind() {
    const behind = new Map<string, { places: number; weight: number }>()
    for (const { system } of systems)
      for (const fr of FOUNDATIONAL)
        for (const id of system.missing[fr]?.target ?? []) {
          const known = behind.get(id) ?? { places: 0, weight: 0 }
          behind.set(id, { places: known.places + 1, weight: known.weight + system.criticality })
        }
    const order = content.frameworks.find((framework) => framework.key === SYSTEM)?.requirements.map((row) => row.id) ?? []
    return [...behind]
      .sort(([a, one], [b, two]) => two.weight - one.weight || two.places - one.places || order.indexOf(a) - order.indexOf(b))
      .map(([id, { places, weight }]) => ({
        id,
        title: names.requirement(SYSTEM, id),
        places,
        weight,
        duties: dutiesOf.get(id)?.size ?? 0,
        measures: ordered(content.measures, new Set([...(dutiesOf.get(id) ?? [])].flatMap((duty) => measureOf.get(duty) ?? []))),
      }))
  }

  function unproved() {
    return systems
      .flatMap(({ kind, system }) => {
        const rows = FOUNDATIONAL.flatMap((fr) => system.missing[fr]?.evidence ?? [])
        return rows.length === 0
          ? []
          : [
              {
                ref: `${kind}:${system.id}`,
                name: system.name,
                criticality: system.criticality,
                count: rows.length,
                rows,
                rowsText: joined(rows, 12),
              },
            ]
      })
      .sort((a, b) => b.count * b.criticality - a.count * a.criticality || (a.ref < b.ref ? -1 : 1))
  }
}

export type GapsData = ReturnType<typeof gapsData>

const asSystem = (kind: 'zone' | 'conduit', system: ZonePosition | ConduitPosition) => ({ kind, system })

/** Ids in one line; an id never breaks in two. */
const joined = (ids: readonly string[], most = ids.length): string =>
  `${ids
    .slice(0, most)
    .map((id) => id.replaceAll(' ', '\u00a0'))
    .join(', ')}${ids.length > most ? ', …' : ''}`

const ordered = (measures: readonly { readonly id: string }[], wanted: ReadonlySet<string>): string[] =>
  measures.flatMap((measure) => (wanted.has(measure.id) ? [measure.id] : []))
