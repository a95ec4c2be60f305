import { expect, test } from 'vitest'
import type { Workspace, WorkspaceAnswer } from '../../company/workspace.ts'
import type { Content, Framework } from '../../framework/content.ts'
import { computePosition } from '../position.ts'

const FRAMEWORK = 'iec62443-2-1:2024'
const text = (words: string) => ({ en: words, de: words })

const framework: Framework = {
  key: FRAMEWORK,
  framework: 'iec62443-2-1',
  edition: '2024',
  title: text('example'),
  subjects: ['site'],
  levels: 'none',
  domains: [{ id: 'NET', title: text('NET') }],
  headings: [],
  requirements: [
    { id: 'NET 1.1', title: text('NET 1.1'), domain: 'NET', inheritable: false, text: { en: {} }, source: 'example', confidence: 'high' },
  ],
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

type Entry = Pick<WorkspaceAnswer, 'state' | 'from' | 'justification'>

/** Does the rule fire for these entries, proved by evidence that took effect on the first of June 2025? */
function fires(...entries: readonly Entry[]): boolean {
  const workspace: Workspace = {
    caponier: 1,
    organisation: { id: 'example', name: 'Example' },
    entities: [{ id: 'e', name: 'E', establishment: 'DE', activities: [] }],
    sites: [{ id: 's', name: 'S', country: 'DE', entities: ['e'] }],
    frameworks: [{ framework: FRAMEWORK }],
    answers: entries.map((entry) => ({ subject: 'site:s', framework: FRAMEWORK, requirement: 'NET 1.1', ...entry })),
    evidence: [{ id: 'proof', name: 'Proof', effective: '2025-06-01' }],
    links: [{ subject: 'site:s', framework: FRAMEWORK, requirements: ['NET 1.1'], evidence: ['proof'] }],
  }
  const { findings } = computePosition(content, workspace, { asOf: '2026-01-01', knownAt: null, scope: [], bound: new Set() })
  return findings.some((one) => one.rule === 'raised-after-evidence')
}

test('an answer raised after its newest evidence took effect is found', () => {
  expect(fires({ state: 'partly', from: '2025-01-01' }, { state: 'met', from: '2025-09-01' })).toBe(true)
  expect(fires({ state: 'not-met', from: '2025-01-01' }, { state: 'partly', from: '2025-09-01' })).toBe(true)
})

test('raised on the day of the evidence, or before, it is proved', () => {
  expect(fires({ state: 'partly', from: '2025-01-01' }, { state: 'met', from: '2025-06-01' })).toBe(false)
  expect(fires({ state: 'partly', from: '2025-01-01' }, { state: 'met', from: '2025-03-01' })).toBe(false)
})

test('a first answer raises nothing, however late it comes', () => {
  expect(fires({ state: 'met', from: '2025-09-01' })).toBe(false)
  expect(fires({ state: 'not-assessed', from: '2025-01-01' }, { state: 'met', from: '2025-09-01' })).toBe(false)
  // Compensated without a reason counts as not assessed.
  expect(fires({ state: 'compensated', from: '2025-01-01' }, { state: 'met', from: '2025-09-01' })).toBe(false)
})

test('an answer taken back in between still stood before', () => {
  const [before, between] = [{ state: 'partly', from: '2025-01-01' } as const, { state: 'not-assessed', from: '2025-02-01' } as const]
  expect(fires(before, between, { state: 'met', from: '2025-09-01' })).toBe(true)
})

test('what comes from or goes to not applicable, or is lowered, is not raised', () => {
  const notApplicable = { state: 'not-applicable', justification: 'no network' } as const
  expect(fires({ ...notApplicable, from: '2025-01-01' }, { state: 'met', from: '2025-09-01' })).toBe(false)
  expect(fires({ state: 'partly', from: '2025-01-01' }, { ...notApplicable, from: '2025-09-01' })).toBe(false)
  expect(fires({ state: 'met', from: '2025-01-01' }, { state: 'partly', from: '2025-09-01' })).toBe(false)
})
