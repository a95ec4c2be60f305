import { readFileSync } from 'node:fs'
import type { Content } from '@caponier/core'
import type { Workspace } from '../../packages/core/src/company/workspace.ts'
import { evaluate, type NaivePosition } from './evaluator.ts'
import { seededRandom } from './random.ts'
import { type RandomCase, randomWorkspace } from './random-workspace.ts'
import { type ManifestRow, syntheticContent } from './synthetic-content.ts'

const MANIFEST = new URL('../../content/manifest/iec62443-3-3.json', import.meta.url)
const ROWS = (JSON.parse(readFileSync(MANIFEST, 'utf8')) as { rows: ManifestRow[] }).rows

/** How many different synthetic contents there are; cases take them in turn. */
export const SYNTHETIC_CONTENTS = 48

const contents = new Map<number, Content>()

/** One of {@link SYNTHETIC_CONTENTS} small contents; one in eight has all 100 rows of IEC 62443-3-3. */
export function contentOfSeed(seed: number): Content {
  const which = seed % SYNTHETIC_CONTENTS
  const made = contents.get(which) ?? syntheticContent(which, ROWS, [1, 0.1, 0.2, 0.1, 0.3, 0.1, 0.2, 0.1][which % 8] ?? 0.1)
  contents.set(which, made)
  return made
}

/** A random workspace over a content, with the entities that 2024/2690 binds. */
export interface Case extends RandomCase {
  readonly bound: readonly string[]
}

export function caseOfSeed(seed: number, content: Content, options: { readonly size?: number; readonly density?: number } = {}): Case {
  const random = seededRandom(seed + 500_009)
  const made = randomWorkspace(seed, content.frameworks, {
    size: options.size ?? random.pick([1, 2, 2, 3]),
    density: options.density ?? random.pick([0.7, 0.9, 1]),
  })
  const { entities } = made.workspace as { entities: { id: string }[] }
  return { ...made, bound: random.some(entities.map((entity) => entity.id)) }
}

/** What the naive evaluator says of a case. */
export const expectedOf = (content: Content, { workspace, asOf, knownAt, bound }: Case): NaivePosition =>
  evaluate(content, workspace, asOf, knownAt, Object.fromEntries(bound.map((id) => [id, true])))

/** The parts of a position that the naive evaluator computes too. */
export const computedParts = ({ zones, conduits, measures, siteMeasures, maturity, cir }: NaivePosition): NaivePosition => ({
  zones,
  conduits,
  measures,
  siteMeasures,
  maturity,
  cir,
})

/** Cases with what is expected of them, as one JSON document; `content` is an index into `contents`. */
export interface Corpus {
  readonly contents: readonly Content[]
  readonly cases: readonly (Omit<Case, 'workspace'> & {
    readonly seed: number
    readonly content: number
    readonly workspace: Workspace
    readonly expected: NaivePosition
  })[]
}

/** The first cases of the agreement test, with the naive evaluator's answers. */
export function fixedCorpus(cases: number): Corpus {
  return {
    contents: Array.from({ length: SYNTHETIC_CONTENTS }, (_, which) => contentOfSeed(which)),
    cases: Array.from({ length: cases }, (_, index) => {
      const seed = index + 1
      const content = contentOfSeed(seed)
      const one = caseOfSeed(seed, content)
      return { ...one, workspace: one.workspace as Workspace, seed, content: seed % SYNTHETIC_CONTENTS, expected: expectedOf(content, one) }
    }),
  }
}
