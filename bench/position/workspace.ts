import type { Content, Framework, SubjectKind } from '@caponier/core'
import type { Workspace, WorkspaceAnswer, WorkspaceLink } from '@caponier/core/company/index'
import { type Random, seededRandom } from '../random.ts'
import { type Shape, structureOf } from './structure.ts'

/** Frameworks that are adopted: every mapping counts but those of the older edition of 2-1, which cannot stand beside the newer. */
const ADOPTED = [
  'iec62443-2-1:2024',
  'iec62443-2-4:2023',
  'iec62443-3-2:2020',
  'iec62443-3-3:2013',
  'iec62443-4-1:2018',
  'iec62443-4-2:2019',
]

export interface Filling {
  readonly seed: number
  /** Frameworks that are answered. */
  readonly answered: readonly string[]
  /** Share of the inheritable requirements that a subject answers itself although it is answered above. */
  readonly overridden: number
  /** Answer entries in all; entries of an earlier year fill up what the cells leave over. Null: one per cell. */
  readonly answers: number | null
}

const PROVEN = 3_000
const CONTROLS = 1_200

/** A large seeded workspace: a tenth of the answers not applicable, inheritable rows answered above, links to controls and evidence. */
export function largeWorkspace(content: Content, shape: Shape, filling: Filling): Workspace {
  const random = seededRandom(filling.seed)
  const structure = structureOf(shape, random)
  const frameworks = content.frameworks.filter((framework) => filling.answered.includes(framework.key))
  const answers: WorkspaceAnswer[] = []
  const links: WorkspaceLink[] = []
  for (const framework of frameworks) {
    const inheritable = framework.requirements.filter((one) => one.inheritable)
    for (const subject of aboveSubjects(framework, structure)) {
      for (const one of inheritable) answers.push(answerOf(random, subject, framework, one.id))
      links.push(
        ...linksOf(
          random,
          subject,
          framework,
          inheritable.map((one) => one.id),
        ),
      )
    }
    for (const subject of subjectsOf(framework, structure)) {
      const own = framework.requirements.filter((one) => !one.inheritable || random.chance(filling.overridden))
      for (const one of own) answers.push(answerOf(random, subject, framework, one.id))
      links.push(
        ...linksOf(
          random,
          subject,
          framework,
          framework.requirements.map((one) => one.id),
        ),
      )
    }
  }
  return {
    ...structure,
    frameworks: ADOPTED.map((framework) => ({ framework })),
    controls: Array.from({ length: CONTROLS }, (_, index) => ({
      id: `control-${index}`,
      name: `Control ${index}`,
      status: random.pick(['operating', 'operating', 'planned', 'proposed', 'retired'] as const),
      due: `2026-${String(random.between(1, 12)).padStart(2, '0')}-15`,
    })),
    evidence: Array.from({ length: PROVEN }, (_, index) => ({
      id: `evidence-${index}`,
      name: `Evidence ${index}`,
      effective: `202${random.between(4, 5)}-0${random.between(1, 9)}-10`,
      ...(random.chance(0.6) ? { validUntil: `202${random.between(6, 8)}-0${random.between(1, 9)}-10` } : {}),
    })),
    answers: filling.answers === null ? answers : filledUp(answers, filling.answers),
    links,
  }
}

/** Where answers that are handed down are given: for zones and conduits at their site, for sites and entities at the top. */
function aboveSubjects(framework: Framework, structure: Pick<Workspace, 'sites'>): string[] {
  if (framework.subjects.includes('zone')) return (structure.sites ?? []).map((site) => `site:${site.id}`)
  return framework.subjects.includes('site') || framework.subjects.includes('entity') || framework.subjects.includes('suc')
    ? ['organisation']
    : []
}

type Structure = ReturnType<typeof structureOf>

/** Lists of the workspace that hold the subjects of a kind. */
const LIST_OF = {
  entity: 'entities',
  site: 'sites',
  suc: 'sucs',
  zone: 'zones',
  conduit: 'conduits',
  'asset-type': 'assetTypes',
  supplier: 'suppliers',
} as const satisfies Partial<Record<SubjectKind, keyof Structure>>

const hasList = (kind: SubjectKind): kind is keyof typeof LIST_OF => kind in LIST_OF

const subjectsOf = (framework: Framework, structure: Structure): string[] =>
  framework.subjects.filter(hasList).flatMap((kind) => (structure[LIST_OF[kind]] ?? []).map((one) => `${kind}:${one.id}`))

function answerOf(random: Random, subject: string, framework: Framework, requirement: string): WorkspaceAnswer {
  const state = random.chance(0.1)
    ? 'not-applicable'
    : random.pick(['met', 'met', 'met', 'partly', 'partly', 'not-met', 'compensated'] as const)
  return {
    subject,
    framework: framework.key,
    requirement,
    state,
    ...(state === 'not-applicable' || state === 'compensated' ? { justification: 'as the assessment of the zone says' } : {}),
    ...(framework.levels === 'ML' ? { maturity: random.pick([1, 2, 3]) } : {}),
    from: `2025-${String(random.between(1, 12)).padStart(2, '0')}-01`,
    recordedAt: '2025-12-31T08:00:00Z',
  }
}

/** One link per domain with controls, every second one with evidence. */
function linksOf(random: Random, subject: string, framework: Framework, requirements: readonly string[]): WorkspaceLink[] {
  const wanted = new Set(requirements)
  return framework.domains.flatMap((domain): WorkspaceLink[] => {
    const ids = framework.requirements.filter((one) => one.domain === domain.id && wanted.has(one.id)).map((one) => one.id)
    if (ids.length === 0) return []
    return [
      {
        subject,
        framework: framework.key,
        requirements: ids,
        controls: [`control-${random.between(0, CONTROLS - 1)}`],
        ...(random.chance(0.5)
          ? { evidence: [`evidence-${random.between(0, PROVEN - 1)}`, `evidence-${random.between(0, PROVEN - 1)}`] }
          : {}),
      },
    ]
  })
}

/** Exactly `count` entries: answers of the year before stand beside the first ones. */
function filledUp(answers: readonly WorkspaceAnswer[], count: number): WorkspaceAnswer[] {
  if (answers.length > count) throw new Error(`${answers.length} answers are more than the ${count} wanted`)
  const earlier = answers
    .slice(0, count - answers.length)
    .map((answer): WorkspaceAnswer => ({ ...answer, state: 'not-met', from: '2024-01-01', recordedAt: '2024-01-02T08:00:00Z' }))
  if (answers.length + earlier.length < count) throw new Error(`only ${answers.length} cells for ${count} answers`)
  return [...answers, ...earlier]
}
