import { expect, test } from 'vitest'
import type { Workspace, WorkspaceAnswer } from '../../company/workspace.ts'
import type { Content, Framework } from '../../framework/content.ts'
import { buildModel } from '../model.ts'
import { reviewOverdue } from './answers.ts'
import { standingAnswers } from './standing.ts'

const FRAMEWORK = 'iec62443-2-1:2024'
const text = (words: string) => ({ en: words, de: words })
const IDS = ['NET 1.1', 'NET 1.2']

const framework: Framework = {
  key: FRAMEWORK,
  framework: 'iec62443-2-1',
  edition: '2024',
  title: text('example'),
  subjects: ['site'],
  levels: 'none',
  domains: [{ id: 'NET', title: text('NET') }],
  headings: [],
  requirements: IDS.map((id) => ({
    id,
    title: text(id),
    domain: 'NET',
    inheritable: false,
    text: { en: {} },
    source: 'example',
    confidence: 'high' as const,
  })),
  source: 'example',
  asOf: '2026-01-01',
}

const content: Content = {
  contentVersion: 'example',
  frameworks: [framework],
  measures: [],
  duties: [],
  mappings: [],
  headingMappings: [],
  withoutDuty: [],
  crosswalk: [],
  laws: [],
  activities: [],
  nace: [],
}

/** What the rule finds on a day for answers of one site, compensated with a reason where nothing else is given. */
function found(given: readonly Partial<WorkspaceAnswer>[], asOf = '2026-11-23') {
  const workspace: Workspace = {
    caponier: 1,
    organisation: { id: 'example', name: 'Example' },
    entities: [{ id: 'e', name: 'E', establishment: 'DE', activities: [] }],
    people: [{ id: 'p', name: 'Petra Probe' }],
    sites: [{ id: 's', name: 'S', country: 'DE', entities: ['e'] }],
    frameworks: [{ framework: FRAMEWORK }],
    answers: given.map((one, at) => ({
      subject: 'site:s',
      framework: FRAMEWORK,
      requirement: IDS[at] ?? '',
      state: 'compensated' as const,
      justification: 'Because.',
      from: '2025-01-01',
      ...one,
    })),
  }
  const model = buildModel(content, workspace, { asOf, knownAt: null })
  return reviewOverdue.find({ model, scope: [], standing: standingAnswers(model) })
}

test('fires past the day, not on it, and not without one', () => {
  expect(found([{ review: '2026-11-22' }])).toHaveLength(1)
  expect(found([{ review: '2026-11-23' }, {}])).toEqual([])
})

test('is silent for answers that need no reason, and for those that lack theirs', () => {
  expect(found([{ review: '2026-01-01', state: 'met' }])).toEqual([])
  expect(found([{ review: '2026-01-01', justification: ' ' }])).toEqual([])
})

test('is one per subject and framework, with the earliest day and who was to look', () => {
  const [one, ...others] = found([
    { review: '2026-11-01', reviewer: 'p' },
    { review: '2026-10-01', state: 'not-applicable' },
  ])
  expect(others).toEqual([])
  expect(one?.requirements).toEqual(IDS)
  expect(one?.reason.en).toContain('since 2026-10-01 by Petra Probe')
  expect(one?.reason.de).toContain('seit 2026-10-01')
})
