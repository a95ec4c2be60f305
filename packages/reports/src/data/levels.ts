import { FOUNDATIONAL } from '@caponier/core'
import type { ConduitPosition, ZonePosition } from '@caponier/core/position/output'
import { DASH, levelText } from '../score.ts'
import type { Build } from './build.ts'

export type LevelStatus = 'proved' | 'met' | 'below' | 'untargeted'

/** Chapter 4: the heat map of zones by plant and of conduits. */
export function levelsData(build: Build) {
  const { position } = build.input
  const sites = [...new Set(position.zones.map((zone) => zone.site))].sort()
  const zones = position.zones.map((zone) => ({ ...systemData(build, zone), site: zone.site, kind: build.words.zoneKinds[zone.kind] }))
  const conduits = position.conduits.map((conduit) => ({
    ...systemData(build, conduit),
    ...joined(conduit.zones.map((zone) => build.names.subject(`zone:${zone}`)).join(', ')),
  }))
  return {
    frs: FOUNDATIONAL.map((fr) => ({ id: fr, name: build.words.fr[fr] })),
    sites: sites.map((site) => {
      const own = zones.filter((zone) => zone.site === site)
      return { id: site, name: build.names.site(site), zones: own, counts: countStatus(own) }
    }),
    conduits,
    conduitCounts: countStatus(conduits),
    zoneCount: zones.length,
    counts: countStatus([...zones, ...conduits]),
  }
}

export type LevelsData = ReturnType<typeof levelsData>

/** Zones of a conduit, in full for the spreadsheet and clipped for the heat map. */
const joined = (joins: string): { readonly joins: string; readonly joinsShort: string } => ({
  joins,
  joinsShort: joins.length <= 78 ? joins : `${joins.slice(0, 77).trimEnd()}…`,
})

function systemData(build: Build, system: ZonePosition | ConduitPosition) {
  const cells = FOUNDATIONAL.map((fr, index) => {
    const achieved = system.slAchieved[index] ?? null
    const target = system.slTarget[index] ?? 0
    return {
      fr,
      achieved,
      target,
      evidenced: system.slEvidenced[index] ?? null,
      a: levelText(achieved),
      t: levelText(target),
      e: levelText(system.slEvidenced[index] ?? null),
      gap: achieved === null ? 0 : Math.max(0, target - achieved),
      notApplicable: system.notApplicable[index] ?? 0,
      missing: system.missing[fr]?.target ?? [],
    }
  })
  return {
    id: system.id,
    name: system.name,
    criticality: system.criticality,
    criticalityText: build.words.criticality[String(system.criticality) as '1' | '2' | '3'] ?? DASH,
    cells,
    minimum: {
      achieved: levelText(system.achievedMinimum),
      target: levelText(system.targetMinimum),
      evidenced: levelText(system.evidencedMinimum),
    },
    status: statusOf(system),
    targetMissing: system.slTargetMissing.length === FOUNDATIONAL.length ? build.words.levels.allFr : system.slTargetMissing.join(' '),
  }
}

function statusOf(system: ZonePosition | ConduitPosition): LevelStatus {
  if (system.slTargetMissing.length === FOUNDATIONAL.length) return 'untargeted'
  const reaches = (vector: readonly (number | null)[]): boolean =>
    vector.every((level, index) => level === null || level >= (system.slTarget[index] ?? 0))
  if (!reaches(system.slAchieved)) return 'below'
  return reaches(system.slEvidenced) ? 'proved' : 'met'
}

function countStatus(systems: readonly { readonly status: LevelStatus }[]): Readonly<Record<LevelStatus | 'all', number>> {
  const count = (status: LevelStatus): number => systems.filter((system) => system.status === status).length
  return { proved: count('proved'), met: count('met'), below: count('below'), untargeted: count('untargeted'), all: systems.length }
}
