import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Result } from '@caponier/core'
import { checkWorkspace } from '@caponier/core/company/references'
import { ARBITRARY_FRAMEWORKS } from '@caponier/core/company/workspace.arbitrary'
import { initWorkspace, parseInitAnswers } from './build.ts'
import { initQuestions, parseTypedAnswer } from './questions.ts'
import { parsePlantTemplate } from './template.ts'

const value = <T>(result: Result<T>): T => {
  if (result.ok) return result.value
  throw new Error(JSON.stringify(result.problem, null, 1))
}
const template = value(
  parsePlantTemplate(readFileSync(new URL('../../../../content/plant-templates/packaging-line/template.yaml', import.meta.url))),
)
const today = '2026-11-23'
const answers = {
  organisation: 'Example Packaging',
  establishment: 'DE',
  site: 'Plant Süd',
  headcount: 180,
  turnover: 42e6,
  balance: 30e6,
  activities: ['II.5(d)'],
  lead: 'Head of automation',
}

describe('init', () => {
  test('a few answers give a workspace without a fault', () => {
    const workspace = value(initWorkspace(answers, { today }))
    expect(workspace).toEqual({
      caponier: 1,
      organisation: { id: 'example-packaging', name: 'Example Packaging' },
      frameworks: [
        { framework: 'iec62443-2-1:2024', since: today },
        { framework: 'iec62443-3-3:2013', since: today },
      ],
      entities: [
        {
          id: 'example-packaging',
          name: 'Example Packaging',
          establishment: 'DE',
          activities: ['II.5(d)'],
          years: [{ year: 2025, headcount: 180, turnover: 42e6, balance: 30e6 }],
          owner: 'lead',
        },
      ],
      people: [{ id: 'lead', name: 'Head of automation' }],
      sites: [{ id: 'plant-sued', name: 'Plant Süd', country: 'DE', entities: ['example-packaging'], owner: 'lead' }],
    })
    expect(checkWorkspace(workspace, { today, frameworks: ARBITRARY_FRAMEWORKS })).toEqual([])
  })

  test('the packaging line stands at the site: every id prefixed, every reference sound, no answer invented', () => {
    const workspace = value(initWorkspace({ ...answers, template: 'packaging-line' }, { today, template }))
    expect(checkWorkspace(workspace, { today, frameworks: ARBITRARY_FRAMEWORKS })).toEqual([])
    expect(
      [
        ...(workspace.zones ?? []),
        ...(workspace.conduits ?? []),
        ...(workspace.assets ?? []),
        ...(workspace.networks ?? []),
        ...(workspace.sucs ?? []),
      ].every((item) => item.id.startsWith('plant-sued-')),
    ).toBe(true)
    expect(workspace.answers).toBeUndefined()
    expect(workspace.zones?.filter((zone) => zone.kind === 'it')).toHaveLength(1)
    expect((workspace.assets ?? []).length).toBeGreaterThanOrEqual(25)
    expect([...(workspace.zones ?? []), ...(workspace.conduits ?? [])].filter((item) => item.owner !== 'lead')).toEqual([])
  })

  test('in the template no conduit lies below a zone it joins, every zone gives a reason, every zone holds an asset', () => {
    const targets = new Map(template.zones.map((zone) => [zone.id, zone.slTarget?.[0]]))
    const low: string[] = []
    for (const conduit of template.conduits) {
      for (const zone of conduit.zones) {
        const target = targets.get(zone)
        const vector = typeof target === 'object' && target !== null ? target.vector : []
        vector.forEach((level, at) => {
          const own = conduit.slTarget?.[at]
          if (typeof own !== 'number' || own < (level ?? 0)) low.push(`${conduit.id} joins ${zone}, element ${at}`)
        })
      }
    }
    expect(low).toEqual([])
    expect(template.zones.filter(({ slTarget }) => typeof slTarget?.[0] !== 'object' || slTarget[0]?.reason === undefined)).toEqual([])
    expect(template.zones.filter((zone) => !template.assets.some((asset) => asset.zone === zone.id))).toEqual([])
  })

  test('wrong answers are told by question', () => {
    const wrong: Record<string, unknown> = {
      organisation: 'X',
      establishment: 'Germany',
      site: 'S',
      headcount: 5,
      tempalte: 'none',
      programme: 'iec62443-2-1:1999',
    }
    const result = initWorkspace(wrong, { today })
    expect(
      !result.ok && result.problem.kind === 'invalid-input' ? result.problem.issues.map((issue) => `${issue.path} ${issue.message}`) : [],
    ).toEqual([
      'tempalte no question is called "tempalte"',
      'establishment is "Germany", needs a two-letter country code',
      'programme is "iec62443-2-1:1999"',
      'turnover is missing beside the other figures of the year',
      'balance is missing beside the other figures of the year',
    ])
  })

  test('an answers file is YAML with the ids of the questions', () => {
    expect(parseInitAnswers(new TextEncoder().encode('organisation: X\nheadcount: 12\nactivities: [II.5(c)]\n'))).toEqual({
      ok: true,
      value: { organisation: 'X', headcount: 12, activities: ['II.5(c)'] },
    })
    expect(parseInitAnswers(new TextEncoder().encode('- x\n')).ok).toBe(false)
  })

  test.each<[string, string, unknown]>([
    ['turnover', '1.250.000', 1_250_000],
    ['turnover', '1,250,000', 1_250_000],
    ['headcount', '49,5', 49.5],
    ['headcount', '49.5', 49.5],
    ['headcount', 'many', 'many'],
    ['establishment', ' de ', 'DE'],
    ['activities', 'II.5(c), II.5(d)', ['II.5(c)', 'II.5(d)']],
    ['lead', '', undefined],
  ])('%s typed as %j', (id, typed, expected) => {
    const question = initQuestions().find((one) => one.id === id)
    expect(question === undefined ? 'no such question' : parseTypedAnswer(question, typed)).toEqual(expected)
  })

  test('every question speaks both languages', () => {
    for (const question of initQuestions([{ id: template.template, title: template.title }])) {
      expect(`${question.id}: ${question.text.en}`).toMatch(/\?/)
      expect(`${question.id}: ${question.text.de}`).toMatch(/\?/)
      expect(question.text.en).not.toBe(question.text.de)
    }
  })
})
