import type { Carried, Content, Duty, Framework, Measure, Requirement, SubjectKind } from '../framework/content.ts'
import { FOUNDATIONAL } from '../framework/content.ts'
import type { Workspace } from '../company/workspace.ts'
import type { Moment } from './slice.ts'

export const NIS2 = 'nis2:2022'
export const CIR = 'cir-2024-2690:2024'
export const SYSTEM = 'iec62443-3-3:2013'

/** One framework laid out for dense arrays. Columns are requirements in pack order. */
export interface PackFramework {
  readonly key: string
  readonly subjects: readonly SubjectKind[]
  readonly columns: readonly PackRequirement[]
  readonly columnOf: ReadonlyMap<string, number>
  /** Columns of each foundational requirement FR1..FR7, in pack order; empty lists outside 3-3. */
  readonly columnsOfFr: readonly (readonly number[])[]
  readonly domains: Framework['domains']
  readonly levels: Framework['levels']
  /** Adopted frameworks carry duties; NIS2 duties and 2024/2690 are evaluated always. */
  readonly adopted: boolean
}

export interface PackRequirement {
  readonly id: string
  readonly domain: string
  readonly inheritable: boolean
  /** Gate 1..4 and FR index 0..6 for 3-3; 0 and -1 elsewhere. */
  readonly gate: number
  readonly fr: number
}

/** A 62443 requirement that carries a duty. */
export interface Carrier {
  readonly framework: number
  readonly column: number
  /** full 4, partial 2, supports 1; low confidence weighs as supports (rule 8). */
  readonly quarters: number
  /** Mapped full: counts at every zone and conduit whatever SL-T is (rule 6). */
  readonly full: boolean
}

export interface PackDuty {
  readonly duty: Duty
  /** Kind after rule 8: carried needs an adopted carrier that is full and not of low confidence. */
  readonly kind: Carried
  readonly column: number
  readonly carriers: readonly Carrier[]
  /** Mapped requirements of frameworks that are not adopted, per framework key. */
  readonly leftOut: ReadonlyMap<string, number>
}

export interface Pack {
  readonly contentVersion: string
  readonly frameworks: readonly PackFramework[]
  readonly frameworkOf: ReadonlyMap<string, number>
  readonly measures: readonly Measure[]
  readonly duties: readonly PackDuty[]
  readonly dutiesOfMeasure: readonly (readonly number[])[]
  /** Duties that a requirement carries, per framework and column. */
  readonly carriedBy: readonly (readonly (readonly number[])[])[]
}

const QUARTERS = { full: 4, partial: 2, supports: 1 } as const

/** Compiles content for one workspace and moment: adopted frameworks as columns, duties with their carriers in pack order. */
export function compilePack(content: Content, workspace: Workspace, moment: Moment): Pack {
  const adopted = adoptedKeys(workspace, moment)
  const frameworks = content.frameworks.map((framework) => packFramework(framework, adopted.has(framework.key)))
  const frameworkOf = new Map(frameworks.map((framework, index) => [framework.key, index]))
  const nis2 = frameworkOf.get(NIS2)
  const dutyColumns = nis2 === undefined ? undefined : frameworks[nis2]?.columnOf
  const carriersOf = new Map<string, Carrier[]>()
  const strongOf = new Set<string>()
  const leftOutOf = new Map<string, Map<string, number>>()
  for (const row of content.mappings) {
    const key = `${row.framework}:${row.edition}`
    const index = frameworkOf.get(key)
    const column = index === undefined ? undefined : frameworks[index]?.columnOf.get(row.requirement)
    for (const duty of row.duties) {
      if (index === undefined || column === undefined || !adopted.has(key)) {
        const counts = upsert(leftOutOf, duty, () => new Map<string, number>())
        counts.set(key, (counts.get(key) ?? 0) + 1)
        continue
      }
      const quarters = row.confidence === 'low' ? QUARTERS.supports : QUARTERS[row.strength]
      upsert(carriersOf, duty, () => []).push({ framework: index, column, quarters, full: row.strength === 'full' })
      if (row.strength === 'full' && row.confidence !== 'low') strongOf.add(duty)
    }
  }
  const duties = content.duties.map((duty): PackDuty => ({
    duty,
    kind: duty.carried === 'carried' && !strongOf.has(duty.id) ? 'partly' : duty.carried,
    column: dutyColumns?.get(duty.id) ?? -1,
    carriers: (carriersOf.get(duty.id) ?? []).sort((a, b) => a.framework - b.framework || a.column - b.column),
    leftOut: leftOutOf.get(duty.id) ?? new Map<string, number>(),
  }))
  return {
    contentVersion: content.contentVersion,
    frameworks,
    frameworkOf,
    measures: content.measures,
    duties,
    dutiesOfMeasure: content.measures.map((measure) => duties.flatMap((one, index) => (one.duty.measure === measure.id ? [index] : []))),
    carriedBy: carriedBy(frameworks, duties),
  }
}

/** Keys of the frameworks adopted by the as-of date. */
export const adoptedKeys = (workspace: Workspace, moment: Moment): ReadonlySet<string> =>
  new Set(workspace.frameworks.filter((one) => one.since === undefined || one.since <= moment.asOf).map((one) => one.framework))

function packFramework(framework: Framework, adopted: boolean): PackFramework {
  const columns = framework.requirements.map((requirement): PackRequirement => ({
    id: requirement.id,
    domain: requirement.domain,
    inheritable: requirement.inheritable,
    ...gate(framework.key, requirement),
  }))
  return {
    key: framework.key,
    subjects: framework.subjects,
    columns,
    columnOf: new Map(columns.map((column, index) => [column.id, index])),
    columnsOfFr: FOUNDATIONAL.map((_, fr) => columns.flatMap((column, index) => (column.fr === fr ? [index] : []))),
    domains: framework.domains,
    levels: framework.levels,
    adopted,
  }
}

const gate = (key: string, requirement: Requirement): { gate: number; fr: number } =>
  key === SYSTEM ? { gate: requirement.sl ?? 0, fr: FOUNDATIONAL.findIndex((fr) => fr === requirement.domain) } : { gate: 0, fr: -1 }

function carriedBy(frameworks: readonly PackFramework[], duties: readonly PackDuty[]): number[][][] {
  const result = frameworks.map((framework) => framework.columns.map((): number[] => []))
  duties.forEach((duty, index) => {
    for (const carrier of duty.carriers) result[carrier.framework]?.[carrier.column]?.push(index)
  })
  return result
}

function upsert<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const existing = map.get(key)
  if (existing !== undefined) return existing
  const made = make()
  map.set(key, made)
  return made
}
