import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { settled } from './browser.ts'
import type { OpenedPage, Place } from './place.ts'
import { openPlace } from './place.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.stop())

/** Lets a test cut the stream of live updates, or let it fall silent, inside the page; the server knows nothing of it. */
const HANDLES = `
  const real = window.fetch
  window.fetch = async (address, options = {}) => {
    if (!String(address).endsWith('/events')) return real(address, options)
    const cut = new AbortController()
    window.cutLine = () => cut.abort()
    const answer = await real(address, { ...options, signal: AbortSignal.any([options.signal, cut.signal]) })
    if (!answer.ok) return answer
    const swallow = new TransformStream({
      transform: (chunk, control) => { if (window.isMute !== true) control.enqueue(chunk) },
    })
    return new Response(answer.body.pipeThrough(swallow), { headers: answer.headers })
  }`

const PEOPLE = /\/assets\/people-screen-[^/]*\.js/
const LOST = 'The connection to the server is lost.'

async function opened(path: string): Promise<OpenedPage> {
  const one = await place.open()
  await one.context.addInitScript(HANDLES)
  await one.go(path)
  return one
}

async function rename(id: string, name: string): Promise<void> {
  const params = { tenant: 'brenner', id }
  const shown = await place.api('sites.show', { params })
  if (!shown.ok) throw new Error(JSON.stringify(shown.problem))
  const done = await place.api('sites.replace', { params, body: { ...shown.value.doc, name }, version: shown.value.version })
  if (!done.ok) throw new Error(JSON.stringify(done.problem))
}

const banner = (page: Page) => page.getByText(LOST)

describe('when the line breaks', () => {
  test('what was changed meanwhile shows once it stands again', async () => {
    const { page, context } = await opened('/t/brenner/company/sites')
    const list = page.getByRole('grid')
    await list.getByText('Kempten').first().waitFor()
    await page.waitForFunction('window.cutLine !== undefined')
    await page.route('**/events', (route) => route.abort())
    // A stream that ends sooner counts as none.
    await page.waitForTimeout(1_100)
    await page.evaluate('window.cutLine()')
    await banner(page).waitFor()
    await rename('kempten', 'Kempten renamed')
    await page.waitForTimeout(300)
    expect(await list.getByText('Kempten renamed').count()).toBe(0)
    await page.unroute('**/events')
    await list.getByText('Kempten renamed').first().waitFor()
    await banner(page).waitFor({ state: 'detached' })
    await context.close()
  })

  test('and when it is renewed, as every ten minutes, nothing is said and nothing missed', async () => {
    const { page, context } = await opened('/t/brenner/company/sites')
    const list = page.getByRole('grid')
    await list.getByText('Kempten').first().waitFor()
    await page.waitForFunction('window.cutLine !== undefined')
    await page.waitForTimeout(1_100)
    // Mute first, so that the change is missed by the stream that is about to end.
    await page.evaluate('window.isMute = true')
    await rename('kempten', 'Kempten again')
    const asked = page.waitForRequest('**/events')
    await page.evaluate('window.isMute = false; window.cutLine()')
    expect((await asked).headers()['last-event-id']).toMatch(/^[^.]+\.\d{4}-\d{2}-\d{2}\.\d+$/)
    await list.getByText('Kempten again').first().waitFor()
    expect(await banner(page).count()).toBe(0)
    await context.close()
  })

  test('a server that says nothing any more is noticed within the minute', async () => {
    const one = await place.open()
    await one.context.addInitScript(HANDLES)
    await one.page.clock.install()
    await one.go('/t/brenner/company/sites')
    const { page } = one
    await page.waitForFunction('window.cutLine !== undefined')
    await page.evaluate('window.isMute = true')
    await page.route('**/events', () => new Promise<never>(() => undefined))
    await page.clock.fastForward(30_000)
    expect(await banner(page).count()).toBe(0)
    await page.clock.fastForward(20_000)
    await banner(page).waitFor()
    // It comes back when the server does: the try that hangs is given up too.
    await page.evaluate('window.isMute = false')
    await page.unroute('**/events')
    await page.clock.fastForward(50_000)
    await page.clock.fastForward(5_000)
    await banner(page).waitFor({ state: 'detached' })
    await one.context.close()
  })
})

describe('offline', () => {
  test('every screen of the rail opens, says that nothing can be read, and reads by itself afterwards', async () => {
    const { page, context, faults } = await opened('/t/brenner/cockpit')
    // All screens have been fetched in quiet.
    await page.waitForFunction("performance.getEntriesByType('resource').some((one) => one.name.includes('settings-screen'))")
    await settled(page)
    await page.waitForLoadState('networkidle').catch(() => undefined)
    await context.setOffline(true)
    await banner(page).waitFor()
    for (const [entry, heading] of [
      ['Evidence', 'Evidence'],
      ['People', 'People'],
      ['Scope', 'Scope'],
    ] as const) {
      await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: entry, exact: true }).click()
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
      await page.getByText('No connection to the server').first().waitFor()
      expect(await page.getByText('0 rows').count()).toBe(0)
      expect(await page.locator('[aria-busy="true"]').count()).toBe(0)
    }
    await context.setOffline(false)
    await banner(page).waitFor({ state: 'detached' })
    await page.getByText('No connection to the server').first().waitFor({ state: 'detached' })
    await page.getByText('Brenner Antriebstechnik').first().waitFor()
    expect(faults.filter((one) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/.test(one))).toEqual([])
    await context.close()
  })

  test('a change that cannot be sent is refused in sight, and what was typed stays', async () => {
    const { page, context } = await opened('/t/brenner/company/sites?open=kempten')
    const form = page.getByRole('dialog')
    await form.getByLabel('Name').first().fill('Typed while offline')
    await context.setOffline(true)
    await form.getByRole('button', { name: 'Save', exact: true }).click()
    await form.getByText('The server cannot be reached', { exact: false }).first().waitFor()
    expect(await form.getByLabel('Name').first().inputValue()).toBe('Typed while offline')
    await context.setOffline(false)
    await form.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('grid').getByText('Typed while offline').first().waitFor()
    await context.close()
  })
})

describe('a screen that cannot be fetched', () => {
  test('says so in its place with a way to try again; the page around it stays', async () => {
    const { context, page } = await place.open()
    await page.route(PEOPLE, (route) => route.abort())
    await page.goto(`${place.url}/t/brenner/cockpit`)
    await settled(page)
    await page.evaluate('window.isStillHere = true')
    await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'People', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'This page could not be fetched' }).waitFor()
    expect(await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'People', exact: true }).count()).toBe(1)
    await page.unroute(PEOPLE)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor()
    expect(await page.evaluate('window.isStillHere')).toBe(true)
    await context.close()
  })

  test('because the server has newer pages, asks to load the page again', async () => {
    const { context, page } = await place.open()
    await page.route(PEOPLE, (route) => route.fulfill({ status: 404, body: '' }))
    await page.goto(`${place.url}/t/brenner/cockpit`)
    await settled(page)
    await page.route(`${place.url}/`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<script type="module" crossorigin src="/assets/index-newer.js"></script>' }),
    )
    await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'People', exact: true }).click()
    await page.getByText('A newer version of Caponier is there. Finish what you are typing').waitFor()
    await page.getByRole('heading', { level: 1, name: 'A newer version of Caponier is there' }).waitFor()
    await context.close()
  })
})
