import type { Content } from '@caponier/core'
import type { Manifest } from '../schema.ts'
import type { LintFinding } from './finding.ts'

/** Counts that are published facts about the standards; a pack that differs is wrong. */
const EXPECTED: Readonly<Record<string, number>> = {
  'iec62443-3-3:2013': 100,
  'iec62443-2-1:2024': 87,
  'iec62443-2-1:2009': 126,
  'iec62443-2-4:2023': 123,
  'iec62443-3-2:2020': 32,
  'iec62443-4-1:2018': 47,
  'iec62443-4-2:2019': 122,
  'cir-2024-2690:2024': 161,
}
/** Rows required cumulatively at SL 1, 2, 3 and 4. */
const CUMULATIVE: Readonly<Record<string, readonly number[]>> = {
  'iec62443-3-3:2013': [37, 60, 90, 100],
  'iec62443-4-2:2019': [50, 93, 116, 122],
}

/** Ids, titles, gates and order equal the committed manifests; counts equal the published ones. */
export function lintManifests(content: Content, manifests: readonly Manifest[]): LintFinding[] {
  const findings: LintFinding[] = []
  for (const manifest of manifests) {
    const key = `${manifest.framework}:${manifest.edition}`
    const framework = content.frameworks.find((one) => one.key === key)
    if (framework === undefined) {
      findings.push({ rule: 'manifest', where: key, id: '', message: 'no such framework in the content' })
      continue
    }
    const rows = new Map(framework.requirements.map((requirement) => [requirement.id, requirement]))
    const ids = new Set(rows.keys())
    for (const row of manifest.rows) {
      const requirement = rows.get(row.id)
      const at = { rule: 'manifest', where: key, id: row.id }
      if (requirement === undefined) findings.push({ ...at, message: 'is in the manifest and not in the content' })
      else {
        if (row.title !== undefined && row.title !== requirement.title.en)
          findings.push({ ...at, message: `title "${requirement.title.en}", manifest "${row.title}"` })
        if ((row.sl ?? 0) !== (requirement.sl ?? 0))
          findings.push({ ...at, message: `gate ${requirement.sl ?? 'none'}, manifest ${row.sl ?? 'none'}` })
        if (!framework.domains.some((domain) => domain.id === requirement.domain))
          findings.push({ ...at, message: `domain ${requirement.domain} is not declared` })
        if (requirement.parent !== undefined && !ids.has(requirement.parent))
          findings.push({ ...at, message: `parent ${requirement.parent} does not exist` })
      }
      rows.delete(row.id)
    }
    for (const id of rows.keys()) findings.push({ rule: 'manifest', where: key, id, message: 'is not in the manifest' })
  }
  for (const [key, expected] of Object.entries(EXPECTED)) {
    const requirements = content.frameworks.find((one) => one.key === key)?.requirements ?? []
    if (requirements.length !== expected)
      findings.push({ rule: 'count', where: key, id: '', message: `${requirements.length} rows, ${expected} expected` })
    CUMULATIVE[key]?.forEach((count, index) => {
      const found = requirements.filter((one) => (one.sl ?? 9) <= index + 1).length
      if (found !== count) findings.push({ rule: 'count', where: key, id: `SL ${index + 1}`, message: `${found} rows, ${count} expected` })
    })
  }
  const base =
    content.frameworks.find((one) => one.key === 'iec62443-3-3:2013')?.requirements.filter((one) => !one.id.includes('RE(')).length ?? 0
  if (base !== 51) findings.push({ rule: 'count', where: 'iec62443-3-3:2013', id: 'SR', message: `${base} base requirements, 51 expected` })
  return findings
}
