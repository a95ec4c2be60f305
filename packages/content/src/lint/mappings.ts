import type { Content } from '@caponier/core'
import type { LintFinding } from './finding.ts'
import { words } from './similarity.ts'

/** Rows of the source table, NIS2 to IEC 62443. */
const MAPPING_ROWS = 756

/** Targets exist, rows sit on duties of their measure, every requirement is mapped or marked, kinds of duty are true. */
export function lintMappings(content: Content): LintFinding[] {
  const findings: LintFinding[] = []
  const requirementIds = new Map(
    content.frameworks.map((framework) => [framework.key, new Set(framework.requirements.map((one) => one.id))]),
  )
  const duties = new Map(content.duties.map((duty) => [duty.id, duty]))
  const mapped = new Map<string, Set<string>>()
  const carriers = new Map<string, { full: boolean }>()
  const rationales = new Map<string, string>()
  const seen = new Set<string>()
  for (const row of content.mappings) {
    const key = `${row.framework}:${row.edition}`
    const at = { rule: 'mapping', where: key, id: `${row.requirement} -> ${row.measure}` }
    if (requirementIds.get(key)?.has(row.requirement) !== true) findings.push({ ...at, message: 'target does not exist' })
    mapped.set(key, (mapped.get(key) ?? new Set<string>()).add(row.requirement))
    const identity = `${key}|${row.ref ?? row.measure}|${row.requirement}`
    if (seen.has(identity)) findings.push({ ...at, message: 'is there twice' })
    seen.add(identity)
    for (const id of row.duties) {
      const duty = duties.get(id)
      if (duty === undefined) findings.push({ ...at, message: `duty ${id} does not exist` })
      else if (duty.measure !== row.measure) findings.push({ ...at, message: `duty ${id} belongs to ${duty.measure}` })
      const carrier = carriers.get(id) ?? { full: false }
      if (row.strength === 'full' && row.confidence !== 'low') carrier.full = true
      carriers.set(id, carrier)
    }
    if (row.strength === 'full') {
      if (words(row.rationale).length < 15) findings.push({ ...at, message: 'a full row needs a rationale of its own, 15 words or more' })
      const other = rationales.get(row.rationale)
      if (other !== undefined) findings.push({ ...at, message: `shares its rationale with ${other}` })
      rationales.set(row.rationale, at.id)
    }
  }
  if (content.mappings.length + content.headingMappings.length !== MAPPING_ROWS)
    findings.push({
      rule: 'count',
      where: 'mappings',
      id: '',
      message: `${content.mappings.length + content.headingMappings.length} rows, ${MAPPING_ROWS} expected`,
    })
  for (const duty of content.duties) {
    const carrier = carriers.get(duty.id)
    const at = { rule: 'duty', where: 'nis2', id: duty.id }
    if (!content.measures.some((measure) => measure.id === duty.measure))
      findings.push({ ...at, message: `measure ${duty.measure} does not exist` })
    if (duty.carried === 'answered' && carrier !== undefined) findings.push({ ...at, message: 'is "answered" but has carriers' })
    if (duty.carried !== 'answered' && carrier === undefined) findings.push({ ...at, message: `is "${duty.carried}" but has no carrier` })
    if (duty.carried === 'carried' && carrier?.full !== true)
      findings.push({ ...at, message: 'is "carried" but has no full carrier above low confidence' })
  }
  for (const framework of content.frameworks) {
    if (!framework.framework.startsWith('iec')) continue
    const without = new Set(
      content.withoutDuty.filter((one) => `${one.framework}:${one.edition}` === framework.key).map((one) => one.requirement),
    )
    for (const requirement of framework.requirements) {
      const has = mapped.get(framework.key)?.has(requirement.id) === true
      if (has === without.has(requirement.id)) {
        findings.push({
          rule: 'mapping',
          where: framework.key,
          id: requirement.id,
          message: has ? 'is mapped and marked as carrying no duty' : 'is neither mapped nor marked as carrying no duty',
        })
      }
    }
  }
  return [...findings, ...lintCrosswalk(content, requirementIds)]
}

function lintCrosswalk(content: Content, ids: ReadonlyMap<string, ReadonlySet<string>>): LintFinding[] {
  const old = ids.get('iec62443-2-1:2009') ?? new Set<string>()
  const next = ids.get('iec62443-2-1:2024') ?? new Set<string>()
  const at = { rule: 'crosswalk', where: 'iec62443-2-1:2009' }
  const from = new Set(content.crosswalk.map((row) => row.from))
  return [
    ...[...old].filter((id) => !from.has(id)).map((id) => ({ ...at, id, message: 'has no row' })),
    ...content.crosswalk.filter((row) => !old.has(row.from)).map((row) => ({ ...at, id: row.from, message: 'does not exist' })),
    ...content.crosswalk.flatMap((row) =>
      row.to.filter((id) => !next.has(id)).map((id) => ({ ...at, id: row.from, message: `${id} does not exist in the 2024 edition` })),
    ),
    ...content.crosswalk
      .filter((row) => (row.relation === 'none') !== (row.to.length === 0))
      .map((row) => ({ ...at, id: row.from, message: `relation ${row.relation} with ${row.to.length} targets` })),
  ]
}
