import { loadContent } from '@caponier/content'
import type { Content } from '@caponier/core'
import type { WorkspaceAnswer } from '@caponier/core/company/index'
import { buildModel, createLive, type LivePosition } from '@caponier/core/position/index'
import { historyOf } from '@caponier/core/position/slice'
import type { Benchmark, Measured } from '../benchmark.ts'
import { type Random, seededRandom } from '../random.ts'
import { largeWorkspace } from './workspace.ts'

const MOMENT = { asOf: '2026-11-01', knownAt: null }
const SHAPE = {
  entities: 100,
  sitesPerEntity: 1,
  zonesPerSite: 1,
  conduitsPerSite: 1,
  suppliers: 10,
  assetTypes: 10,
  assetsPerSite: 10,
  flowsPerSite: 10,
}
/** Per site 87 of 2-1 at the site, 100 of 3-3 at a zone and at a conduit, 64 duties at its legal entity: 351 requirements. */
const ANSWERED = ['iec62443-2-1:2024', 'iec62443-3-3:2013', 'nis2:2022']
const CHANGES = 4_000
const WARM_UP = 500
/** Every change is one: to a state that the cell does not have. */
const STATES = ['met', 'partly', 'not-met'] as const

/** What changes: a cell anywhere, or an inheritable requirement at the organisation. */
type Choice = (random: Random) => Pick<WorkspaceAnswer, 'subject' | 'framework' | 'requirement'>

function anySubject(content: Content): Choice {
  return (random) => {
    const site = `e${random.between(0, 99)}-s0`
    const [framework, subject] = random.pick([
      ['iec62443-2-1:2024', `site:${site}`],
      ['iec62443-3-3:2013', `zone:${site}-z0`],
      ['iec62443-3-3:2013', `conduit:${site}-c0`],
      ['nis2:2022', `entity:${site.slice(0, site.indexOf('-'))}`],
    ] as const)
    return { subject, framework, requirement: random.pick(rows(content, framework)).id }
  }
}

function organisation(content: Content): Choice {
  return (random) => {
    const framework = random.pick(['iec62443-2-1:2024', 'iec62443-3-3:2013', 'nis2:2022'])
    return { subject: 'organisation', framework, requirement: random.pick(rows(content, framework).filter((one) => one.inheritable)).id }
  }
}

const rows = (content: Content, key: string) => content.frameworks.find((framework) => framework.key === key)?.requirements ?? []

/** Milliseconds of each of many answers, given one after the other to a live position. */
function measureChanges(choice: (content: Content) => Choice, overridden: number): Measured {
  const content = loadContent()
  const workspace = largeWorkspace(content, SHAPE, { seed: 2_555, answered: ANSWERED, overridden, answers: null })
  const live: LivePosition = createLive(buildModel(content, workspace, MOMENT))
  const random = seededRandom(7)
  const values: number[] = []
  let moved = 0
  let mostMoved = 0
  const choose = choice(content)
  for (let change = 0; change < WARM_UP + CHANGES; change++) {
    const cell = choose(random)
    const before = historyOf(live.model.slice.histories, cell.subject, cell.framework, cell.requirement).at(-1)?.state
    const entry: WorkspaceAnswer = {
      ...cell,
      state: random.pick(STATES.filter((state) => state !== before)),
      from: '2026-02-01',
      recordedAt: new Date(Date.UTC(2026, 1, 1) + change * 1_000).toISOString().replace('.000', ''),
    }
    const start = performance.now()
    const { measures, levels } = live.answer(entry)
    const took = performance.now() - start
    if (change < WARM_UP) continue
    values.push(took)
    if (measures.length + levels.length > 0) moved++
    mostMoved = Math.max(mostMoved, measures.length + levels.length)
  }
  return {
    values,
    input: {
      changes: CHANGES,
      sites: SHAPE.entities,
      answers: workspace.answers?.length ?? 0,
      changesThatMovedNumbers: moved,
      mostNumbersMoved: mostMoved,
    },
  }
}

export const positionChange: Benchmark = {
  key: 'position_change_ms',
  what: 'one answer among 100 sites of 351 requirements, to every number it moves',
  unit: 'ms',
  aim: 2,
  headline: 'p95',
  measure: async () => measureChanges(anySubject, 0.7),
}

export const positionChangeInherited: Benchmark = {
  key: 'position_change_inherited_ms',
  what: "an organisation's answer that 100 sites inherit, to every number it moves",
  unit: 'ms',
  aim: null,
  headline: 'p95',
  measure: async () => measureChanges(organisation, 0),
}
