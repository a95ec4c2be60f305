import { expect, test } from 'vitest'
import type { Content } from '@caponier/core'
import type { Workspace, WorkspaceAnswer } from '../packages/core/src/company/workspace.ts'
import { buildModel } from '../packages/core/src/position/model.ts'
import type { Model } from '../packages/core/src/position/model.ts'
import { createLive } from '../packages/core/src/position/live.ts'
import type { Position } from '../packages/core/src/position/output.ts'
import { readPosition } from '../packages/core/src/position/position.ts'
import { isKnown } from '../packages/core/src/position/slice.ts'
import { implementedHalves, NOT_APPLICABLE } from '../packages/core/src/position/states.ts'
import { caseOfSeed, contentOfSeed } from './naive/corpus.ts'
import { seededRandom } from './naive/random.ts'

const CASES = 400
const INPUT = { scope: [], bound: new Set<string>() }

interface Sample {
  readonly content: Content
  readonly workspace: Workspace
  readonly asOf: string
  readonly knownAt: string | null
}

function sample(seed: number): Sample {
  const content = contentOfSeed(seed)
  const one = caseOfSeed(seed, content)
  return { content, workspace: one.workspace as Workspace, asOf: one.asOf, knownAt: one.knownAt }
}

const modelOf = ({ content, workspace, asOf, knownAt }: Sample): Model => buildModel(content, workspace, { asOf, knownAt })
const read = (model: Model): Position =>
  readPosition(model, { ...INPUT, asOf: model.slice.moment.asOf, knownAt: model.slice.moment.knownAt })

interface Three {
  readonly designed: number | null
  readonly implemented: number | null
  readonly evidenced: number | null
}
const threes = (position: Position): Three[] => [
  ...[...position.measures, ...position.siteMeasures].flatMap((measure) => [measure, ...measure.duties]),
  ...position.cir.flatMap((one) => [one, ...one.titles]),
]
const levels = (position: Position): (number | null)[] =>
  [...position.zones, ...position.conduits].flatMap((one) => [...one.slAchieved, ...one.slEvidenced])

test(`evidenced <= implemented <= designed in every number of ${CASES} random positions`, () => {
  let seen = 0
  for (let seed = 1; seed <= CASES; seed++) {
    for (const { designed, implemented, evidenced } of threes(read(modelOf(sample(seed))))) {
      if (designed === null || implemented === null || evidenced === null) {
        expect([designed, implemented, evidenced]).toEqual([null, null, null])
        continue
      }
      seen += 1
      expect(evidenced).toBeLessThanOrEqual(implemented)
      expect(implemented).toBeLessThanOrEqual(designed)
    }
  }
  expect(seen).toBeGreaterThan(10_000)
})

/** True when no effective answer is lower afterwards and not applicable stands where it stood. */
function isRaised(before: Model, after: Model): boolean {
  let raised = false
  for (const [index, block] of before.blocks.entries()) {
    const other = after.blocks[index]
    if (other === undefined) return false
    for (let cell = 0; cell < block.effective.length; cell++) {
      const [was, is] = [block.effective[cell] ?? 0, other.effective[cell] ?? 0]
      if (was === is) continue
      if (was === NOT_APPLICABLE || is === NOT_APPLICABLE || implementedHalves(is) < implementedHalves(was)) return false
      raised ||= implementedHalves(is) > implementedHalves(was)
    }
  }
  return raised
}

test('raising an answer never lowers any number', () => {
  let raisedCases = 0
  for (let seed = 1; seed <= CASES; seed++) {
    const random = seededRandom(seed * 7919)
    const one = sample(seed)
    const answers = one.workspace.answers ?? []
    const before = modelOf(one)
    const numbers = read(before)
    for (let tries = 0; tries < 6; tries++) {
      const picked = answers[random.below(answers.length)]
      if (picked === undefined) continue
      const same = (other: WorkspaceAnswer): boolean =>
        other.subject === picked.subject && other.framework === picked.framework && other.requirement === picked.requirement
      const raised: WorkspaceAnswer = {
        subject: picked.subject,
        framework: picked.framework,
        requirement: picked.requirement,
        state: random.chance(0.3) ? 'partly' : 'met',
      }
      const after = modelOf({ ...one, workspace: { ...one.workspace, answers: [...answers.filter((other) => !same(other)), raised] } })
      if (!isRaised(before, after)) continue
      raisedCases += 1
      const now = read(after)
      const [was, is] = [threes(numbers), threes(now)]
      was.forEach((three, index) => {
        for (const side of ['designed', 'implemented', 'evidenced'] as const)
          expect(is[index]?.[side] ?? 0, `seed ${seed} ${side}`).toBeGreaterThanOrEqual(three[side] ?? 0)
      })
      const [levelsBefore, levelsAfter] = [levels(numbers), levels(now)]
      levelsBefore.forEach((level, index) => expect(levelsAfter[index] ?? 0, `seed ${seed} level`).toBeGreaterThanOrEqual(level ?? 0))
    }
  }
  expect(raisedCases).toBeGreaterThan(300)
})

test('incremental equals from scratch after random answers, and what it says has moved is what moved', () => {
  const states = ['not-assessed', 'not-met', 'partly', 'met', 'compensated', 'not-applicable'] as const
  let moves = 0
  for (let seed = 1; seed <= 150; seed++) {
    const random = seededRandom(seed * 104_729)
    const one = sample(seed)
    const live = createLive(modelOf(one))
    const added: WorkspaceAnswer[] = []
    for (let step = 0; step < 25; step++) {
      const block = live.model.blocks[random.below(live.model.blocks.length)]
      const subject = live.model.graph.subjects[block?.subjectOf[random.below(block.subjectOf.length)] ?? -1]
      const column = block?.framework.columns[random.below(block.framework.columns.length)]
      if (block === undefined || subject === undefined || column === undefined) continue
      const entry: WorkspaceAnswer = {
        subject: subject.ref,
        framework: block.framework.key,
        requirement: column.id,
        state: random.pick(states),
        ...(random.chance(0.7) ? { justification: 'because' } : {}),
        ...(random.chance(0.8) ? { from: one.asOf } : { from: '2027-01-01' }),
      }
      added.push(entry)
      const before = read(live.model)
      const moved = live.answer(entry)
      moves += moved.measures.length + moved.levels.length
      const after = read(live.model)
      const changed = [...after.measures, ...after.siteMeasures].filter((measure, index) => {
        const was = [...before.measures, ...before.siteMeasures][index]
        return was?.designed !== measure.designed || was?.implemented !== measure.implemented || was?.evidenced !== measure.evidenced
      })
      expect(moved.measures.map((move) => `${move.scope.kind}:${move.scope.id} ${move.measure}`).sort()).toEqual(
        changed
          .map((measure) => `${measure.entity === undefined ? `site:${measure.site ?? ''}` : `entity:${measure.entity}`} ${measure.ref}`)
          .sort(),
      )
    }
    const scratch = read(modelOf({ ...one, workspace: { ...one.workspace, answers: [...(one.workspace.answers ?? []), ...added] } }))
    expect(read(live.model)).toEqual(scratch)
  }
  expect(moves).toBeGreaterThan(1_000)
})

type Hanging = { readonly [List in 'links' | 'controls' | 'evidence']: NonNullable<Workspace[List]> }
type Relink = Parameters<ReturnType<typeof createLive>['relink']>[1]

/** Links, controls and evidence after one random change, and what that change touched. */
function rehung({ links, controls, evidence }: Hanging, model: Model, random: ReturnType<typeof seededRandom>): [Hanging, Relink] {
  const touched = { links: [] as Hanging['links'], controls: new Set<string>(), evidence: new Set<string>() }
  const what = random.below(5)
  const [link, control, item] = [random.below(links.length), random.below(controls.length), random.below(evidence.length)]
  const was = links[link]
  if (what === 0 && controls[control] !== undefined) {
    const status = random.pick(['proposed', 'planned', 'operating', 'retired'] as const)
    touched.controls.add(controls[control].id)
    return [{ links, evidence, controls: controls.with(control, { ...controls[control], status }) }, touched]
  }
  if (what === 1 && evidence[item] !== undefined) {
    const { validUntil: _, ...open } = evidence[item]
    const changed = random.chance(0.5) ? { ...open, effective: '2020-01-01' } : { ...evidence[item], validUntil: '2020-01-02' }
    touched.evidence.add(changed.id)
    return [{ links, controls, evidence: evidence.with(item, changed) }, touched]
  }
  if (what === 2 && was !== undefined) {
    touched.links.push(was)
    return [{ controls, evidence, links: links.toSpliced(link, 1) }, touched]
  }
  if (what === 3 && was !== undefined) {
    const { evidence: __, ...rest } = was
    const changed = random.chance(0.5) ? { ...was, until: '2020-01-01' } : rest
    touched.links.push(was, changed)
    return [{ controls, evidence, links: links.with(link, changed) }, touched]
  }
  const block = model.blocks[random.below(model.blocks.length)]
  const subject = model.graph.subjects[block?.subjectOf[random.below(block.subjectOf.length)] ?? -1]
  const columns = block?.framework.columns ?? []
  const requirements = [0, 1, 2].flatMap(() => columns[random.below(columns.length)]?.id ?? [])
  if (block === undefined || subject === undefined || requirements.length === 0) return [{ links, controls, evidence }, touched]
  const added: Hanging['links'][number] = {
    subject: subject.ref,
    framework: block.framework.key,
    requirements: [...new Set(requirements)],
    ...(controls[control] !== undefined && { controls: [controls[control].id], target: random.pick(['partly', 'met'] as const) }),
    ...(evidence[item] !== undefined && { evidence: [evidence[item].id] }),
    ...(random.chance(0.1) && { from: '2030-01-01' }),
  }
  touched.links.push(added)
  return [{ controls, evidence, links: [...links, added] }, touched]
}

test('incremental equals from scratch after random changes of links, controls and evidence among answers', () => {
  let moves = 0
  for (let seed = 1; seed <= 150; seed++) {
    const random = seededRandom(seed * 1_299_709)
    const one = sample(seed)
    const { links = [], controls = [], evidence = [] } = one.workspace
    let hanging: Hanging = { links, controls, evidence }
    const answers = [...(one.workspace.answers ?? [])]
    const live = createLive(modelOf(one))
    for (let step = 0; step < 20; step++) {
      const picked = answers[random.below(answers.length)]
      if (picked !== undefined && random.chance(0.3)) {
        const { from: _, recordedAt: __, ...cell } = picked
        const entry: WorkspaceAnswer = { ...cell, state: random.pick(['not-met', 'partly', 'met'] as const), from: one.asOf }
        answers.push(entry)
        live.answer(entry)
        continue
      }
      const [next, touched] = rehung(hanging, live.model, random)
      hanging = next
      const before = read(live.model)
      const moved = live.relink(hanging, touched)
      const after = read(live.model)
      moves += moved.measures.length + moved.levels.length
      const [was, is] = [threes(before), threes(after)]
      const coverage = is.some(
        (three, at) =>
          JSON.stringify([three.designed, three.implemented, three.evidenced]) !==
          JSON.stringify([was[at]?.designed, was[at]?.implemented, was[at]?.evidenced]),
      )
      // What moved is told: coverage of a measure only moves with one of its duties.
      if (moved.measures.length > 0) expect(coverage).toBe(true)
      expect(moved.levels.length > 0).toBe(JSON.stringify(levels(before)) !== JSON.stringify(levels(after)))
    }
    const scratch = modelOf({ ...one, workspace: { ...one.workspace, ...hanging, answers } })
    expect(read(live.model)).toEqual(read(scratch))
    expect(live.levels()).toEqual(createLive(scratch).levels())
  }
  expect(moves).toBeGreaterThan(300)
})

/** A workspace as it was on disk at an instant: everything recorded later taken out by hand. */
function asItWas(workspace: Workspace, knownAt: string): Workspace {
  const moment = { asOf: '2026-06-15', knownAt }
  const known = <T extends { recordedAt?: string | undefined }>(list: readonly T[] | undefined): T[] =>
    (list ?? []).filter((one) => isKnown(one.recordedAt, moment))
  const targets = <
    T extends { slTarget?: Workspace['zones'] extends (infer Z)[] | undefined ? (Z extends { slTarget?: infer S } ? S : never) : never },
  >(
    one: T,
  ): T => {
    const declared = one.slTarget
    if (declared === undefined || !Array.isArray(declared) || typeof declared[0] !== 'object' || declared[0] === null) return one
    return {
      ...one,
      slTarget: (declared as { recordedAt?: string }[]).filter((entry) => isKnown(entry.recordedAt, moment)),
    }
  }
  return {
    ...workspace,
    entities: known(workspace.entities),
    sites: known(workspace.sites),
    sucs: known(workspace.sucs),
    zones: known(workspace.zones).map(targets),
    conduits: known(workspace.conduits).map(targets),
    assets: known(workspace.assets),
    flows: known(workspace.flows),
    suppliers: known(workspace.suppliers),
    products: known(workspace.products),
    controls: known(workspace.controls).map((control) =>
      typeof control.status === 'string' ? control : { ...control, status: known(control.status) },
    ),
    evidence: known(workspace.evidence),
    answers: known(workspace.answers),
    links: known(workspace.links),
    contradictions: known(workspace.contradictions),
  }
}

test('as known at a past instant is the position as it stood then, with content pinned', () => {
  let different = 0
  for (let seed = 1; seed <= CASES; seed++) {
    const one = sample(seed)
    const knownAt = '2026-05-20T12:00:00Z'
    const later = read(modelOf({ ...one, knownAt }))
    const then = read(modelOf({ ...one, workspace: asItWas(one.workspace, knownAt), knownAt: null }))
    expect({ ...later, knownAt: null }).toEqual(then)
    if (JSON.stringify(read(modelOf({ ...one, knownAt: null }))) !== JSON.stringify(then)) different += 1
  }
  expect(different).toBeGreaterThan(CASES / 4)
})

test('the order of every list of the workspace has no meaning', () => {
  for (let seed = 1; seed <= CASES; seed++) {
    const random = seededRandom(seed * 31)
    const one = sample(seed)
    const shuffled = Object.fromEntries(
      Object.entries(one.workspace).map(([key, value]) => [key, Array.isArray(value) ? random.shuffled(value as unknown[]) : value]),
    ) as Workspace
    expect(JSON.stringify(read(modelOf({ ...one, workspace: shuffled })))).toBe(JSON.stringify(read(modelOf(one))))
  }
})
