import type { Block } from './block.ts'
import type { Model } from './model.ts'
import type { MaturityPosition } from './output.ts'
import { NOT_APPLICABLE } from './states.ts'

interface Tally {
  level: number | null
  readonly distribution: [number, number, number, number, number]
}

/**
 * Maturity per domain of every adopted framework with maturity levels (2-1, 2-4, 4-1): the minimum over the applicable
 * requirements, unrecorded counting as 0, with the distribution beside it (rule 9). For each subject, and as the minimum over
 * the subjects of each legal entity and site.
 */
export function maturityPositions(model: Model): MaturityPosition[] {
  return model.blocks.flatMap((block) => (block.framework.adopted && block.framework.levels === 'ML' ? ofFramework(model, block) : []))
}

function ofFramework(model: Model, block: Block): MaturityPosition[] {
  const bySubject: MaturityPosition[] = []
  const byScope = model.graph.scopes.map(() => new Map<string, Tally>())
  block.subjectOf.forEach((index, row) => {
    const subject = model.graph.subjects[index]
    if (subject === undefined || block.scored[row] !== 1) return
    const tallies = tally(block, row)
    for (const domain of block.framework.domains) {
      const one = tallies.get(domain.id)
      if (one === undefined) continue
      bySubject.push({
        framework: block.framework.key,
        subject: subject.ref,
        scope: false,
        domain: domain.id,
        level: one.level,
        distribution: [...one.distribution],
      })
      for (const scope of subject.scopes) merge(byScope[scope], domain.id, one)
    }
  })
  const scopes = byScope.flatMap((tallies, index) => {
    const scope = model.graph.scopes[index]
    return scope === undefined
      ? []
      : block.framework.domains.flatMap((domain): MaturityPosition[] => {
          const one = tallies.get(domain.id)
          return one === undefined
            ? []
            : [
                {
                  framework: block.framework.key,
                  subject: `${scope.kind}:${scope.id}`,
                  scope: true,
                  domain: domain.id,
                  level: one.level,
                  distribution: [...one.distribution],
                },
              ]
        })
  })
  return [...bySubject, ...scopes]
}

function tally(block: Block, row: number): Map<string, Tally> {
  const result = new Map<string, Tally>()
  block.framework.columns.forEach((column, index) => {
    const one = result.get(column.domain) ?? { level: null, distribution: [0, 0, 0, 0, 0] }
    result.set(column.domain, one)
    const cell = row * block.width + index
    if (block.effective[cell] === NOT_APPLICABLE) return
    const level = block.maturity[cell] ?? 0
    one.level = one.level === null ? level : Math.min(one.level, level)
    one.distribution[level as 0] = (one.distribution[level] ?? 0) + 1
  })
  return result
}

function merge(into: Map<string, Tally> | undefined, domain: string, one: Tally): void {
  if (into === undefined) return
  const sum = into.get(domain) ?? { level: null, distribution: [0, 0, 0, 0, 0] }
  into.set(domain, sum)
  if (one.level !== null) sum.level = sum.level === null ? one.level : Math.min(sum.level, one.level)
  one.distribution.forEach((count, level) => (sum.distribution[level as 0] = (sum.distribution[level] ?? 0) + count))
}
