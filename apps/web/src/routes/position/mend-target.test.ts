import { describe, expect, test } from 'vitest'
import { byRule, mendOf } from './mend-target.ts'

const finding = (rule: string, subject: string, more: { framework?: string; requirements?: string[]; refs?: string[] } = {}) => ({
  rule,
  subject,
  requirements: more.requirements ?? [],
  refs: more.refs ?? [],
  ...(more.framework !== undefined && { framework: more.framework }),
})

describe('a finding is mended', () => {
  test('at the answer, with its requirement open', () => {
    const [mend] = mendOf(
      finding('met-without-evidence', 'zone:press', { framework: 'iec62443-3-3:2013', requirements: ['SR 5.1', 'SR 5.2'] }),
    )
    expect(mend).toEqual({ act: 'answer', to: { path: '/gaps/iec62443-3-3%3A2013/zone%3Apress', search: { r: 'SR 5.1' } } })
  })
  test('at the zone, the asset, the control, the evidence', () => {
    expect(mendOf(finding('sl-target-missing', 'zone:press'))).toEqual([{ act: 'target', to: { path: '/company/zones/press' } }])
    expect(mendOf(finding('asset-without-zone', 'asset:plc'))).toEqual([
      { act: 'zone', to: { path: '/assets/assets', search: { open: 'plc' } } },
    ])
    expect(mendOf(finding('control-late', 'control:c'))[0]?.to.path).toBe('/controls')
    expect(mendOf(finding('evidence-expired', 'evidence:e', { requirements: ['SR 1.1'] }))[0]?.to.search).toEqual({ open: 'e' })
  })
  test('where the traffic is, and by a new conduit', () => {
    const mends = mendOf(finding('flow-without-conduit', 'zone:a', { refs: ['flow:f', 'zone:b'] }))
    expect(mends.map((one) => one.act)).toEqual(['conduit', 'flow'])
  })
  test('by looking again at the answer', () => {
    const found = finding('review-overdue', 'zone:a', { framework: 'iec62443-3-3:2013', requirements: ['SR 1.1'] })
    expect(mendOf(found).map((one) => one.act)).toEqual(['review'])
  })
  test('by a rule that nobody knows yet: at its subject', () => {
    expect(mendOf(finding('new-rule', 'network:n'))).toEqual([{ act: 'open', to: { path: '/company/networks', search: { open: 'n' } } }])
  })
})

test('rules stand gravest first, then by number; a group is as grave as its gravest finding and counts all', () => {
  const count = (rule: string, severity: 'high' | 'medium' | 'low', number: number) => ({ rule, title: rule, severity, count: number })
  const groups = byRule([count('few', 'medium', 1), count('many', 'medium', 700), count('mixed', 'medium', 600), count('mixed', 'high', 1)])
  expect(groups).toEqual([count('mixed', 'high', 601), count('many', 'medium', 700), count('few', 'medium', 1)])
})
