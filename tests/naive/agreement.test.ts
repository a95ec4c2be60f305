import { readFileSync } from 'node:fs'
import { loadContent } from '@caponier/content'
import type { Content } from '@caponier/core'
import { expect, test } from 'vitest'
import { frameworkFacts } from '../../packages/core/src/company/answer-subjects.ts'
import { checkWorkspace } from '../../packages/core/src/company/references.ts'
import { Workspace } from '../../packages/core/src/company/workspace.ts'
import { computePosition } from '../../packages/core/src/position/position.ts'
import { type Case, caseOfSeed, computedParts, contentOfSeed, expectedOf } from './corpus.ts'
import { firstDifference } from './first-difference.ts'
import { RANDOM_TODAY } from './random-workspace.ts'

const SYNTHETIC_CASES = 2_000
const REAL_CASES = 60

const coreOf = (content: Content, { workspace, asOf, knownAt, bound }: Case): ReturnType<typeof computedParts> =>
  computedParts(computePosition(content, workspace as Workspace, { asOf, knownAt, scope: [], bound: new Set(bound) }))

/** Seed and first differing path of the cases in which the core and the naive evaluator differ, at most five. */
function disagreements(cases: number, firstSeed: number, make: (seed: number) => readonly [Content, Case]): string[] {
  const found: string[] = []
  for (let seed = firstSeed; seed < firstSeed + cases && found.length < 5; seed++) {
    const [content, one] = make(seed)
    const difference = firstDifference(coreOf(content, one), expectedOf(content, one))
    if (difference !== null) found.push(`seed ${seed}: core ${difference} of the naive evaluator`)
  }
  return found
}

test('the naive evaluator imports nothing', () => {
  const source = readFileSync(new URL('./evaluator.ts', import.meta.url), 'utf8')
  expect(source.match(/^(import|export .* from)\b.*|\b(import|require)\(.*/gm)).toBeNull()
})

test('random workspaces are valid ones', () => {
  const issues: string[] = []
  for (let seed = 1; seed <= 150; seed++) {
    const content = contentOfSeed(seed)
    const parsed = Workspace.safeParse(caseOfSeed(seed, content).workspace)
    if (!parsed.success) issues.push(`seed ${seed}: ${parsed.error.message}`)
    else {
      const found = checkWorkspace(parsed.data, { today: RANDOM_TODAY, frameworks: frameworkFacts(content.frameworks) })
      for (const issue of found) if (issue.severity === 'error') issues.push(`seed ${seed}: ${issue.path} ${issue.message}`)
    }
  }
  expect(issues).toEqual([])
})

test('random workspaces reach every achieved and evidenced level, and every kind of number', () => {
  const seen = new Set<string>()
  for (let seed = 1; seed <= 150; seed++) {
    const content = contentOfSeed(seed)
    const position = coreOf(content, caseOfSeed(seed, content))
    const zones = [...position.zones, ...position.conduits] as { slAchieved: (number | null)[]; slEvidenced: (number | null)[] }[]
    for (const zone of zones) {
      zone.slAchieved.forEach((level) => seen.add(`SL-A ${level}`))
      zone.slEvidenced.forEach((level) => seen.add(`SL-E ${level}`))
    }
    const measures = [...position.measures, ...position.siteMeasures] as {
      duties: { kind: string; packKind: string; implemented: number | null }[]
    }[]
    for (const duty of measures.flatMap((measure) => measure.duties))
      seen.add(`${duty.packKind} as ${duty.kind}${duty.implemented === null ? ', null' : ''}`)
    for (const row of position.maturity as { level: number | null }[]) seen.add(`ML ${row.level}`)
  }
  const levels = ['null', 0, 1, 2, 3, 4]
  expect([...seen].sort()).toEqual(
    [
      ...levels.flatMap((level) => [`SL-A ${level}`, `SL-E ${level}`, `ML ${level}`]),
      ...['answered as answered', 'partly as partly', 'carried as carried', 'carried as partly'].flatMap((kind) => [kind, `${kind}, null`]),
    ].sort(),
  )
})

test(`the core agrees with the naive evaluator on ${SYNTHETIC_CASES} workspaces over small random contents`, () => {
  const found = disagreements(SYNTHETIC_CASES, 1, (seed) => {
    const content = contentOfSeed(seed)
    return [content, caseOfSeed(seed, content)]
  })
  expect(found).toEqual([])
})

test(`the core agrees with the naive evaluator on ${REAL_CASES} workspaces over the content that ships`, () => {
  const content = loadContent()
  expect(disagreements(REAL_CASES, 1, (seed) => [content, caseOfSeed(seed, content, { size: 1 + (seed % 3) })])).toEqual([])
})
