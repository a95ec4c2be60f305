import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MovedNumbers } from '@caponier/contract/assessment/cells'
import type { Position } from '@caponier/core/position/index'
import { FOUNDATIONAL } from '@caponier/core/framework/content'
import { computeAll } from '@caponier/offline/position/compute'
import { answersHandlers } from './answers-handlers.ts'
import { need } from './assessment.test-support.ts'
import type { MemberContext } from '../context.ts'
import type { TestApp } from '../app.test-support.ts'
import { TEST_DAY, testApp, WHOLE } from '../app.test-support.ts'

let there: TestApp
let lead: MemberContext
beforeAll(async () => {
  there = await testApp()
  lead = await there.member('brenner', ['lead', WHOLE])
})
afterAll(() => there.stop())

/** The position from scratch, of the workspace as it stands. */
function fromScratch(): Position {
  const computed = computeAll(there.app.content, structuredClone(lead.model.workspace()), {
    asOf: TEST_DAY,
    knownAt: null,
    lang: 'en',
    flips: false,
  })
  if (!computed.ok) throw new Error(computed.problem.message)
  return computed.value.position
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Every measure and every level that differs between two positions, as the effect of an answer tells them. */
function difference(before: Position, after: Position): string[] {
  const three = ({ designed, implemented, evidenced }: Position['measures'][number]) => ({ designed, implemented, evidenced })
  const measures = [...after.measures, ...after.siteMeasures].flatMap((one) => {
    const was = [...before.measures, ...before.siteMeasures].find(
      (other) => other.ref === one.ref && other.entity === one.entity && other.site === one.site,
    )
    if (was === undefined || same(three(was), three(one))) return []
    const scope = one.entity === undefined ? `site:${one.site ?? ''}` : `entity:${one.entity}`
    return [`${scope} ${one.ref} ${JSON.stringify([three(was), three(one)])}`]
  })
  const levels = (['zone', 'conduit'] as const).flatMap((kind) =>
    (kind === 'zone' ? after.zones : after.conduits).flatMap((one) => {
      const was = (kind === 'zone' ? before.zones : before.conduits).find((other) => other.id === one.id)
      return FOUNDATIONAL.flatMap((fr, index) => {
        const pair = [was?.slAchieved[index], was?.slEvidenced[index], one.slAchieved[index], one.slEvidenced[index]]
        return pair[0] === pair[2] && pair[1] === pair[3] ? [] : [`${kind}:${one.id} ${fr} ${JSON.stringify(pair)}`]
      })
    }),
  )
  return [...measures, ...levels].sort()
}

const told = (moved: MovedNumbers): string[] =>
  [
    ...moved.measures.map((one) => `${one.scope.kind}:${one.scope.id} ${one.measure} ${JSON.stringify([one.before, one.after])}`),
    ...moved.levels.map(
      (one) =>
        `${one.subject} ${one.fr} ${JSON.stringify([one.before.achieved, one.before.evidenced, one.after.achieved, one.after.evidenced])}`,
    ),
  ].sort()

test('what a save says it moved is the difference of two positions computed from scratch', { timeout: 240_000 }, async () => {
  const { model } = lead.model.live(TEST_DAY)
  const cells = model.blocks.flatMap((block) =>
    block.framework.adopted || block.framework.key === 'nis2:2022'
      ? block.subjectOf.flatMap((subject, row) =>
          block.framework.columns
            .filter((column) => block.scored[row] === 1 || column.inheritable)
            .map((column) => ({
              framework: block.framework.key,
              subject: model.graph.subjects[subject]?.ref ?? '',
              requirement: column.id,
            })),
        )
      : [],
  )
  const answer = fc.record({
    cell: fc.nat({ max: cells.length - 1 }),
    state: fc.constantFrom('not-assessed', 'not-met', 'partly', 'met', 'compensated', 'not-applicable'),
  })
  let before = fromScratch()
  let moves = 0
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 12 }), async (answers) => {
      const chosen = new Map(answers.map((one) => [one.cell, one]))
      const result = need(
        await answersHandlers['answers.bulk'](lead, {
          params: { tenant: 'brenner' },
          query: undefined,
          version: undefined,
          body: {
            answers: [...chosen.values()].flatMap(({ cell, state }) => {
              const at = cells[cell]
              return at === undefined ? [] : [{ ...at, answer: { state, justification: 'because' } }]
            }),
          },
        }),
      )
      expect(result.saved).toBe(chosen.size)
      const after = fromScratch()
      expect(told(result.moved)).toEqual(difference(before, after))
      moves += result.moved.measures.length + result.moved.levels.length
      before = after
    }),
    { numRuns: 25, seed: 20_261_128 },
  )
  expect(moves).toBeGreaterThan(100)
})
