import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenedPage, Place } from './place.ts'
import { openPlace } from './place.ts'

let place: Place
let opened: OpenedPage
beforeAll(async () => {
  place = await openPlace()
  opened = await place.open({ dark: true })
})
afterAll(async () => {
  await opened.context.close()
  await place.stop()
})

const SCREENS = {
  measure: 'position/measures/21(2)(e)?scope=entity:brenner-motori',
  duty: 'position/measures/21(2)(e)?scope=entity:brenner-motori&duty=21(2)(e).3',
  level: 'position/levels/zone:gersthofen-line-3/RDF',
  position: 'position',
} as const

/** Width of A4 between the margins, in CSS pixels. */
const PAPER = ((210 - 28) / 25.4) * 96

describe.each(Object.entries(SCREENS))('%s', (_, path) => {
  test('is printed dark on white, within the paper, without what belongs to the screen', { timeout: 60_000 }, async () => {
    const { page, go } = opened
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark' })
    await go(`/t/brenner/${path}`)
    await page.setViewportSize({ width: Math.floor(PAPER), height: 1000 })
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    const seen = await page.evaluate<{ heading: number; page: number; wide: number }>(`(() => {
      const light = (colour) => Math.max(...colour.match(/\\d+(\\.\\d+)?/g).slice(0, 3).map(Number))
      const of = (selector) => getComputedStyle(document.querySelector(selector))
      return {
        heading: light(of('h1').color),
        page: light(of('body').backgroundColor),
        wide: document.documentElement.scrollWidth,
      }
    })()`)
    expect(seen.heading).toBeLessThan(80)
    expect(seen.page).toBe(255)
    expect(seen.wide).toBeLessThanOrEqual(Math.ceil(PAPER))
    expect((await page.pdf({ format: 'A4', preferCSSPageSize: true })).subarray(0, 5).toString()).toBe('%PDF-')
    await page.setViewportSize({ width: 1440, height: 900 })
  })
})
