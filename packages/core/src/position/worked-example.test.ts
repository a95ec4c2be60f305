import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Workspace } from '../company/workspace.ts'
import type {
  Carried,
  Content,
  Duty,
  Framework,
  MappingRow,
  Requirement,
  SecurityLevel,
  Strength,
  SubjectKind,
} from '../framework/content.ts'
import type { Confidence } from '../framework/text.ts'
import { explainMeasure } from './explain/measure.ts'
import { buildModel } from './model.ts'
import type { MeasurePosition } from './output.ts'
import { computePosition } from './position.ts'

/** The numeric example of docs/method/coverage.md: a measure M with three duties, two zones, one site. */
const page = readFileSync(new URL('../../../../docs/method/coverage.md', import.meta.url), 'utf8')

const text = (words: string) => ({ en: words, de: words })

const requirement = (id: string, domain: string, sl?: SecurityLevel): Requirement => ({
  id,
  title: text(id),
  domain,
  inheritable: false,
  text: { en: {} },
  source: 'example',
  confidence: 'high',
  ...(sl === undefined ? {} : { sl }),
})

const framework = (id: Framework['framework'], edition: string, subjects: SubjectKind[], requirements: Requirement[]): Framework => ({
  key: `${id}:${edition}`,
  framework: id,
  edition,
  title: text(id),
  subjects,
  levels: 'none',
  domains: [...new Set(requirements.map((one) => one.domain))].map((domain) => ({ id: domain, title: text(domain) })),
  headings: [],
  requirements,
  source: 'example',
  asOf: '2026-01-01',
})

const duty = (id: string, carried: Carried): Duty => ({
  id,
  measure: 'M',
  article: 'M',
  title: text(id),
  inheritable: false,
  carried,
  whyCarried: text(''),
  cir: [],
  text: { en: {}, de: {} },
  source: 'example',
  confidence: 'high',
  asOf: '2026-01-01',
})

const row = (key: string, id: string, dutyId: string, strength: Strength, confidence: Confidence): MappingRow => ({
  framework: key === 'nis2:2022' ? 'nis2' : key.startsWith('iec62443-2-1') ? 'iec62443-2-1' : 'iec62443-3-3',
  edition: key.split(':')[1] ?? '',
  requirement: id,
  measure: 'M',
  duties: [dutyId],
  strength,
  confidence,
  cir: '',
  rationale: '',
  source: 'example',
})

const SYSTEM = 'iec62443-3-3:2013'
const PROGRAMME = 'iec62443-2-1:2024'
const LAW = 'nis2:2022'

const content: Content = {
  contentVersion: 'worked-example',
  frameworks: [
    framework('iec62443-2-1', '2024', ['site'], [requirement('NET 1.1', 'SPE 3')]),
    framework(
      'iec62443-3-3',
      '2013',
      ['zone', 'conduit'],
      [
        requirement('SR 1.1', 'IAC', 1),
        requirement('SR 1.1 RE(2)', 'IAC', 3),
        requirement('SR 5.1', 'RDF', 1),
        requirement('SR 5.1 RE(1)', 'RDF', 2),
      ],
    ),
    framework(
      'nis2',
      '2022',
      ['entity'],
      ['M.1', 'M.2', 'M.3'].map((id) => requirement(id, 'M')),
    ),
  ],
  measures: [{ id: 'M', article: 'M', title: text('M'), summary: text('M') }],
  duties: [duty('M.1', 'answered'), duty('M.2', 'partly'), duty('M.3', 'carried')],
  mappings: [
    row(SYSTEM, 'SR 5.1', 'M.2', 'partial', 'high'),
    row(SYSTEM, 'SR 5.1 RE(1)', 'M.2', 'partial', 'high'),
    row(PROGRAMME, 'NET 1.1', 'M.2', 'supports', 'high'),
    row(SYSTEM, 'SR 1.1 RE(2)', 'M.3', 'full', 'medium'),
    row(SYSTEM, 'SR 1.1', 'M.3', 'full', 'low'),
  ],
  headingMappings: [],
  withoutDuty: [],
  crosswalk: [],
  laws: [],
  activities: [],
  nace: [],
}

const workspace: Workspace = {
  caponier: 1,
  organisation: { id: 'o', name: 'O' },
  frameworks: [{ framework: SYSTEM }, { framework: PROGRAMME }],
  entities: [{ id: 'works', name: 'Works', establishment: 'DE' }],
  sites: [{ id: 'plant', name: 'Plant', country: 'DE', entities: ['works'] }],
  zones: [
    { id: 'press', name: 'Press', site: 'plant', kind: 'ot', criticality: 3, slTarget: [2, 2, 2, 2, 2, 2, 2] },
    { id: 'packing', name: 'Packing', site: 'plant', kind: 'ot', criticality: 1, slTarget: [1, 1, 1, 1, 1, 1, 1] },
  ],
  controls: [
    { id: 'policy', name: 'Policy for everyone', status: 'planned' },
    { id: 'switches', name: 'Switches of its own for the press', status: 'planned' },
  ],
  evidence: [
    { id: 'fresh', name: 'Fresh', effective: '2026-01-01', validUntil: '2026-12-31' },
    { id: 'old', name: 'Old', effective: '2024-01-01', validUntil: '2025-12-31' },
  ],
  answers: [
    { subject: 'entity:works', framework: LAW, requirement: 'M.1', state: 'met' },
    { subject: 'entity:works', framework: LAW, requirement: 'M.2', state: 'partly' },
    { subject: 'zone:press', framework: SYSTEM, requirement: 'SR 5.1', state: 'met' },
    { subject: 'zone:packing', framework: SYSTEM, requirement: 'SR 5.1', state: 'partly' },
    { subject: 'zone:press', framework: SYSTEM, requirement: 'SR 5.1 RE(1)', state: 'not-met' },
    { subject: 'zone:packing', framework: SYSTEM, requirement: 'SR 5.1 RE(1)', state: 'met' },
    { subject: 'site:plant', framework: PROGRAMME, requirement: 'NET 1.1', state: 'met' },
    { subject: 'zone:press', framework: SYSTEM, requirement: 'SR 1.1 RE(2)', state: 'met' },
    {
      subject: 'zone:packing',
      framework: SYSTEM,
      requirement: 'SR 1.1 RE(2)',
      state: 'not-applicable',
      justification: 'Nobody reaches it from outside.',
    },
    { subject: 'zone:press', framework: SYSTEM, requirement: 'SR 1.1', state: 'partly' },
  ],
  links: [
    { subject: 'entity:works', framework: LAW, requirements: ['M.1'], evidence: ['old'] },
    { subject: 'entity:works', framework: LAW, requirements: ['M.2'], controls: ['policy'], evidence: ['fresh'] },
    { subject: 'zone:press', framework: SYSTEM, requirements: ['SR 5.1', 'SR 1.1 RE(2)'], evidence: ['fresh'] },
    { subject: 'zone:press', framework: SYSTEM, requirements: ['SR 5.1 RE(1)'], controls: ['switches'] },
  ],
}

const moment = { asOf: '2026-06-30', knownAt: null }
const measure = (): MeasurePosition | undefined =>
  computePosition(content, workspace, { ...moment, scope: [], bound: new Set() }).measures[0]

/** A line of a table in the page, e.g. `| M.2 | 0.975 | 0.525 | 0.4 |`. */
const tableLine = (...cells: (string | number | null)[]): string => `| ${cells.map(String).join(' | ')} |`

describe('the worked example of docs/method/coverage.md', () => {
  test('the measure and its duties come out as printed', () => {
    const found = measure()
    expect(found).toMatchObject({ designed: 0.95, implemented: 0.8, evidenced: 0.4, carriedShare: 0.5 })
    expect(page).toContain(tableLine('**M**', found?.designed ?? '', found?.implemented ?? '', found?.evidenced ?? ''))
    for (const one of found?.duties ?? []) expect(page).toContain(tableLine(one.id, one.kind, one.designed, one.implemented, one.evidenced))
    expect(found?.duties.map((one) => one.id)).toEqual(['M.1', 'M.2', 'M.3'])
  })

  test('so do the two halves of M.2 and the score of every carrier', () => {
    const second = measure()?.duties[1]
    expect(page).toContain(
      tableLine('own answer a', second?.answer?.designed ?? '', second?.answer?.implemented ?? '', second?.answer?.evidenced ?? ''),
    )
    expect(page).toContain(
      tableLine('carriers c', second?.carriers?.designed ?? '', second?.carriers?.implemented ?? '', second?.carriers?.evidenced ?? ''),
    )
    const traces = explainMeasure(buildModel(content, workspace, moment), 'entity:works', 'M')?.duties ?? []
    const lines = traces.flatMap((trace) =>
      trace.carriers.map(({ requirement: id, strength, confidence, weight, score }) =>
        tableLine(id, trace.id, `${strength}, ${confidence}`, weight, score.designed, score.implemented, score.evidenced),
      ),
    )
    expect(lines).toHaveLength(5)
    for (const line of lines) expect(page).toContain(line)
  })

  test('the weakest point is the one that is named', () => {
    expect(measure()?.weakest).toMatchObject({ duty: 'M.2', requirement: 'SR 5.1 RE(1)', subject: 'zone:press' })
    expect(page).toContain('`SR 5.1 RE(1)` at `zone:press`')
  })
})
