import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from './browser.ts'
import type { Place } from './place.ts'
import { openPlace, picture } from './place.ts'
import { SCREENS } from './screens.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.stop())

const LOOKS = [
  { name: 'wide, light, English', look: { width: 1440, height: 900 }, pictures: '' },
  { name: 'wide, dark, German', look: { width: 1440, height: 900, dark: true, language: 'de' }, pictures: '-dark-de' },
  { name: 'phone, light, German', look: { width: 390, height: 844, language: 'de' }, pictures: '-phone-de' },
] as const

describe.each(LOOKS)('$name', ({ look, pictures }) => {
  test('every screen opens without a fault and keeps to WCAG 2.2 AA', async () => {
    const opened = await place.open(look)
    const wrong: string[] = []
    for (const [name, path] of Object.entries(SCREENS)) {
      try {
        await opened.go(path)
      } catch (error) {
        wrong.push(`${name}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`)
        continue
      }
      await picture(opened.page, `screen-${name}${pictures}`)
      const missing = await opened.page
        .getByText(/This page does not exist|Diese Seite gibt es nicht|The page failed|Die Seite ist fehlgeschlagen/)
        .count()
      if (missing > 0) wrong.push(`${name}: does not open`)
      wrong.push(...(await violations(opened.page)).map((one) => `${name}: ${one}`))
      const wider = await opened.page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
      if (wider > 1) wrong.push(`${name}: ${wider} px wider than the window`)
    }
    expect(wrong).toEqual([])
    expect(opened.faults).toEqual([])
    await opened.context.close()
  })
})
