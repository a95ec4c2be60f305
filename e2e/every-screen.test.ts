import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from './browser.ts'
import type { Place } from './place.ts'
import { openPlace, picture } from './place.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.stop())

/** Every screen by its address, with the name of its picture. */
const SCREENS = {
  cockpit: '/t/brenner/cockpit',
  scope: '/t/brenner/scope',
  company: '/t/brenner/company',
  zones: '/t/brenner/company/zones',
  zone: '/t/brenner/company/zones/gersthofen-line-3',
  assets: '/t/brenner/assets',
  proposals: '/t/brenner/assets/proposals',
  gaps: '/t/brenner/gaps',
  assessment: '/t/brenner/gaps/iec62443-3-3:2013/zone:gersthofen-line-3',
  snapshots: '/t/brenner/gaps/snapshots',
  mine: '/t/brenner/mine',
  position: '/t/brenner/position',
  findings: '/t/brenner/findings',
  controls: '/t/brenner/controls',
  evidence: '/t/brenner/evidence',
  reports: '/t/brenner/reports',
  frameworks: '/t/brenner/frameworks',
  requirement: `/t/brenner/frameworks/${encodeURIComponent('iec62443-3-3:2013')}/${encodeURIComponent('SR 5.1')}`,
  activity: '/t/brenner/activity',
  people: '/t/brenner/people',
  settings: '/t/brenner/settings',
  account: '/account',
  start: '/start',
} as const

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
      await opened.go(path)
      await picture(opened.page, `${name}${pictures}`)
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
