import type { MaturityPosition } from '@caponier/core/position/output'
import { frameworkLabel } from '../names.ts'
import { levelText } from '../score.ts'
import type { Build } from './build.ts'

/** Chapter 6: maturity per framework; per domain for each legal entity, and a matrix over the plants. */
export function maturityData(build: Build) {
  const { position } = build.input
  const frameworks = [...new Set(position.maturity.map((row) => row.framework))]
  return {
    frameworks: frameworks.map((framework) => {
      const rows = position.maturity.filter((row) => row.framework === framework)
      const domains = [...new Set(rows.map((row) => row.domain))]
      const scoped = (kind: string): MaturityPosition[] => rows.filter((row) => row.scope && row.subject.startsWith(`${kind}:`))
      const atSites = scoped('site').filter(holdsAnything)
      const sites = unrecorded(atSites) === null ? [...new Set(atSites.map((row) => row.subject))] : []
      return {
        key: framework,
        label: frameworkLabel(framework),
        name: build.names.framework(framework),
        entities: build.entities.flatMap((entity) => {
          const own = scoped('entity').filter((row) => row.subject === `entity:${entity.entity}`)
          return own.some(holdsAnything)
            ? [{ id: entity.entity, name: entity.name, unrecorded: unrecorded(own), rows: own.map((row) => rowData(build, row)) }]
            : []
        }),
        sites: sites.map((site) => ({ id: site.slice('site:'.length), name: build.names.subject(site) })),
        siteRows: domains.map((domain) => ({
          domain,
          title: build.names.domain(framework, domain),
          levels: sites.map((site) =>
            levelText(rows.find((row) => row.scope && row.subject === site && row.domain === domain)?.level ?? null),
          ),
        })),
        all: rows.map((row) => ({
          ...rowData(build, row),
          subject: row.subject,
          name: build.names.subject(row.subject),
          scope: row.scope,
        })),
      }
    }),
  }
}

export type MaturityData = ReturnType<typeof maturityData>

const holdsAnything = (row: MaturityPosition): boolean => row.distribution.some((count) => count > 0)

/** Requirements at ML 0 where no level at all is recorded, so that a page of zeros becomes one line; else null. */
const unrecorded = (rows: readonly MaturityPosition[]): number | null =>
  rows.every((row) => row.distribution.every((count, level) => level === 0 || count === 0))
    ? rows.reduce((sum, row) => sum + (row.distribution[0] ?? 0), 0)
    : null

const rowData = (build: Build, row: MaturityPosition) => ({
  domain: row.domain,
  title: build.names.domain(row.framework, row.domain),
  level: row.level,
  levelText: levelText(row.level),
  distribution: row.distribution,
})
