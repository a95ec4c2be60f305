import type { Requirement } from '@caponier/core'
import { describe, expect, test } from 'vitest'
import { compileContent } from '../compile.ts'
import { CONTENT_ROOT } from '../load.ts'
import { lintTexts } from './texts.ts'

const content = compileContent(CONTENT_ROOT)

const said = (ids: readonly string[], change: (row: Requirement) => Requirement): string[] => {
  const frameworks = content.frameworks.map((one) => ({
    ...one,
    requirements: one.requirements.map((row) => (ids.includes(row.id) ? change(row) : row)),
  }))
  return lintTexts({ ...content, frameworks }).map((one) => `${one.id}: ${one.message}`)
}

describe('the lint of texts', () => {
  test('finds nothing in the content as it is', () => {
    expect(lintTexts(content)).toEqual([])
  })

  test('wants German in every framework', () => {
    const ids = ['4.2.2.1', 'SP.05.01 BR', 'ZCR 3.3', 'SR 1.1', 'SM-1', 'CR 1.1', '1.1.1', '20.1']
    expect(said(ids, (row) => ({ ...row, text: { en: row.text.en } })).sort()).toEqual(ids.map((id) => `${id}: has no German text`).sort())
  })

  test('wants title and doubt in German, not once more in English', () => {
    const english = (row: Requirement): Requirement => ({
      ...row,
      title: { en: row.title.en, de: row.title.en },
      doubt: { en: 'Seen on no page.', de: 'Seen on no page.' },
    })
    expect(said(['ZCR 3.3'], english)).toEqual(['ZCR 3.3: German lacks title, doubt'])
  })

  test('notices that the English changed after the translation', () => {
    const later = (row: Requirement): Requirement => ({
      ...row,
      text: { ...row.text, en: { ...row.text.en, intent: 'Another sentence about what every spare controller in the store must hold.' } },
    })
    expect(said(['CR 7.3'], later)).toEqual([
      'CR 7.3: German was made from another English text; check it, then run `npm run content:stamp`',
    ])
  })
})
