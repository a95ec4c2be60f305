import { expect, test } from 'vitest'
import type { Workspace, WorkspaceAnswer } from '../packages/core/src/company/workspace.ts'
import { whatIf } from '../packages/core/src/position/explain/what-if.ts'
import type { LivePosition } from '../packages/core/src/position/live.ts'
import { createLive } from '../packages/core/src/position/live.ts'
import { dutiesOfScope } from '../packages/core/src/position/measures.ts'
import type { Model } from '../packages/core/src/position/model.ts'
import { buildModel } from '../packages/core/src/position/model.ts'
import { readPosition } from '../packages/core/src/position/position.ts'
import { toDecimal } from '../packages/core/src/position/rational.ts'
import { caseOfSeed, contentOfSeed } from './naive/corpus.ts'
import { seededRandom } from './naive/random.ts'

type Random = ReturnType<typeof seededRandom>
const CASES = 120

function sample(seed: number) {
  const content = contentOfSeed(seed)
  const one = caseOfSeed(seed, content)
  const moment = { asOf: one.asOf, knownAt: one.knownAt }
  const build = (workspace: Workspace, histories?: Model['slice']['histories']): Model => buildModel(content, workspace, moment, histories)
  return { workspace: one.workspace as Workspace, moment, build }
}

const read = (model: Model) => readPosition(model, { ...model.slice.moment, scope: [], bound: new Set() })
const numbersOf = (live: LivePosition) => [live.model.graph.scopes.map((_, scope) => live.measures(scope)), live.levels()]

function anyAnswer(model: Model, random: Random): WorkspaceAnswer | null {
  const block = model.blocks[random.below(model.blocks.length)]
  const subject = model.graph.subjects[block?.subjectOf[random.below(block.subjectOf.length)] ?? -1]
  const column = block?.framework.columns[random.below(block.framework.columns.length)]
  if (block === undefined || subject === undefined || column === undefined) return null
  const state = random.pick(['not-assessed', 'not-met', 'partly', 'met', 'compensated', 'not-applicable'] as const)
  const cell = { subject: subject.ref, framework: block.framework.key, requirement: column.id }
  return { ...cell, state, justification: 'because', from: random.chance(0.8) ? model.slice.moment.asOf : '2030-01-01' }
}

const anyAnswers = (model: Model, random: Random): WorkspaceAnswer[] =>
  Array.from({ length: 1 + random.below(12) }, () => anyAnswer(model, random)).filter((one) => one !== null)

test('many answers at once give what each after the other gives, and every number is told once', () => {
  let moves = 0
  for (let seed = 1; seed <= CASES; seed++) {
    const random = seededRandom(seed * 7_919)
    const { workspace, build } = sample(seed)
    const [together, single] = [createLive(build(workspace)), createLive(build(workspace))]
    const added: WorkspaceAnswer[] = []
    for (let step = 0; step < 8; step++) {
      const entries = anyAnswers(together.model, random)
      added.push(...entries)
      numbersOf(together)
      const moved = together.answers(entries)
      for (const entry of entries) single.answer(entry)
      moves += moved.measures.length
      const names = moved.measures.map((one) => `${one.scope.kind}:${one.scope.id} ${one.measure}`)
      expect(new Set(names).size).toBe(names.length)
      expect(numbersOf(together)).toEqual(numbersOf(single))
    }
    const scratch = build({ ...workspace, answers: [...(workspace.answers ?? []), ...added] })
    expect(read(together.model)).toEqual(read(scratch))
    expect(numbersOf(together)).toEqual(numbersOf(createLive(scratch)))
  }
  expect(moves).toBeGreaterThan(500)
})

test('what answers would move is the difference to a model in which they stand, and the model stays as it was', () => {
  let moves = 0
  for (let seed = 1; seed <= CASES; seed++) {
    const random = seededRandom(seed * 15_485_863)
    const { workspace, moment, build } = sample(seed)
    const model = build(workspace)
    const before = read(model)
    // Recorded after all that stands, as somebody would enter them.
    const picked = anyAnswers(model, random).map((one) => ({ ...one, from: moment.asOf, recordedAt: '2099-01-01T00:00:00Z' }))
    const answers = [...new Map(picked.map((one) => [`${one.subject} ${one.framework} ${one.requirement}`, one])).values()]
    const moved = whatIf(model, answers)
    expect(read(model)).toEqual(before)
    const changed = buildModel(
      model.content,
      { ...workspace, answers: [...(workspace.answers ?? []), ...answers] },
      { ...moment, knownAt: null },
    )
    if (moment.knownAt !== null) continue
    const expected = model.graph.scopes.flatMap((scope, index) => {
      if (scope.kind !== 'entity') return []
      const was = dutiesOfScope(model, index)
      return dutiesOfScope(changed, index).flatMap(({ total }, duty) => {
        const points = (side: 'designed' | 'implemented' | 'evidenced'): number =>
          Math.round(((toDecimal(total?.[side] ?? null) ?? 0) - (toDecimal(was[duty]?.total?.[side] ?? null) ?? 0)) * 1e5) / 1e3
        const move = { designed: points('designed'), implemented: points('implemented'), evidenced: points('evidenced') }
        const name = `${scope.id} ${model.pack.duties[duty]?.duty.id ?? ''}`
        return move.designed === 0 && move.implemented === 0 && move.evidenced === 0 ? [] : [[name, move]]
      })
    })
    moves += moved.length
    expect(Object.fromEntries(moved.map(({ entity, duty, ...move }) => [`${entity} ${duty}`, move]))).toEqual(Object.fromEntries(expected))
  }
  expect(moves).toBeGreaterThan(100)
})

/** The workspace after a random change of its objects. */
function restructured(workspace: Workspace, random: Random): Workspace {
  const { zones = [], sites = [], assets = [], suppliers = [], assetTypes = [] } = workspace
  const zone = zones[random.below(zones.length)]
  const site = sites[random.below(sites.length)]
  const what = random.below(6)
  if (what === 0 && zone !== undefined)
    return { ...workspace, zones: zones.map((one) => (one === zone ? { ...one, name: `${one.name}!` } : one)) }
  if (what === 1 && zone !== undefined)
    return { ...workspace, zones: zones.map((one) => (one === zone ? { ...one, criticality: random.pick([1, 2, 3] as const) } : one)) }
  if (what === 2 && zone !== undefined)
    return { ...workspace, zones: [...zones, { ...zone, id: `${zone.id}-${zones.length}`, name: 'New' }] }
  if (what === 3 && zone !== undefined)
    return {
      ...workspace,
      zones: zones.map((one) => (one === zone ? { ...one, slTarget: [random.below(5), 1, 2, 3, 1, 0, 4] as never } : one)),
    }
  if (what === 4 && site !== undefined) {
    const type = assetTypes[random.below(assetTypes.length)]?.id
    const asset = { id: `asset-${assets.length}-new`, name: 'New', site: site.id, ...(type !== undefined && { type }) }
    return { ...workspace, assets: [...assets, asset] }
  }
  return { ...workspace, suppliers: [...suppliers, { id: `supplier-${suppliers.length}-new`, name: 'New' }] }
}

test('a change of objects is followed in place where the structure stays, and is the same as from scratch where it does not', () => {
  let [kept, rebuilt] = [0, 0]
  for (let seed = 1; seed <= CASES; seed++) {
    const random = seededRandom(seed * 32_452_843)
    const one = sample(seed)
    let workspace = one.workspace
    let live = createLive(one.build(workspace))
    for (let step = 0; step < 8; step++) {
      numbersOf(live)
      const entries = anyAnswers(live.model, random)
      live.answers(entries)
      workspace = restructured({ ...workspace, answers: [...(workspace.answers ?? []), ...entries] }, random)
      if (live.refit(workspace)) kept += 1
      else {
        live = createLive(one.build(workspace, live.model.slice.histories))
        rebuilt += 1
      }
    }
    const scratch = one.build(workspace)
    expect(read(live.model)).toEqual(read(scratch))
    expect(numbersOf(live)).toEqual(numbersOf(createLive(scratch)))
  }
  expect(kept).toBeGreaterThan(100)
  expect(rebuilt).toBeGreaterThan(100)
})
