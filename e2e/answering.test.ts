import { afterAll, beforeAll, expect, test } from 'vitest'
import { computeAll } from '@caponier/offline/position/compute'
import { loadContent } from '@caponier/content/load'
import { Workspace } from '@caponier/core/company/workspace'
import type { Place } from './place.ts'
import { openPlace, picture } from './place.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.stop())

const PARAMS = { tenant: 'brenner', framework: 'iec62443-3-3:2013', subject: 'zone:brescia-assembly' } as const

test('twenty answers by keyboard alone; the position moves as the offline program computes it', async () => {
  const opened = await place.open()
  await opened.go(`/t/brenner/gaps/${PARAMS.framework}/${PARAMS.subject}`)
  await opened.page.keyboard.press('f')
  await opened.page.getByRole('radiogroup').first().waitFor()
  await picture(opened.page, 'focus-mode')
  for (let answer = 0; answer < 20; answer += 1) {
    const saved = opened.page.waitForResponse((response) => response.request().method() === 'PUT' && response.url().includes('/answers/'))
    await opened.page.keyboard.press(answer % 4 === 0 ? '2' : '3')
    expect((await saved).status()).toBe(200)
    await opened.page.waitForTimeout(30)
  }
  const shown = await place.api('position.show', { params: { tenant: 'brenner' }, query: { lang: 'en' } })
  const exported = await place.api.file('workspace.export', { params: { tenant: 'brenner' } })
  if (!shown.ok || !exported.ok) throw new Error('not readable')
  const workspace = Workspace.parse(JSON.parse(await exported.value.text()))
  const entered = (workspace.answers ?? []).filter(
    (one) => one.subject === PARAMS.subject && one.recordedAt?.startsWith(new Date().toISOString().slice(0, 10)),
  )
  expect(entered.length).toBe(20)
  const offline = computeAll(loadContent(), workspace, { asOf: shown.value.asOf, knownAt: null, lang: 'en', flips: false })
  if (!offline.ok) throw new Error(offline.problem.message)
  expect(shown.value).toEqual(JSON.parse(JSON.stringify(offline.value.position)))
  expect(opened.faults).toEqual([])
  await opened.context.close()
})
