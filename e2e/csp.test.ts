import { afterAll, beforeAll, expect, test } from 'vitest'
import { settled } from './browser.ts'
import type { Place } from './place.ts'
import { openPlace } from './place.ts'
import { SCREENS } from './screens.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.stop())

/** Runs in the page before anything else; what the policy refuses is kept where the test reads it. */
const LISTEN = `window.__refused = []; addEventListener('securitypolicyviolation', (event) =>
  window.__refused.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile))`

test('no screen asks for anything that the policy refuses', async () => {
  const opened = await place.open()
  await opened.context.addInitScript(LISTEN)
  const refused: string[] = []
  for (const [name, path] of Object.entries({ ...SCREENS, signIn: '/sign-in', link: '/link#nothing' })) {
    await opened.go(path)
    refused.push(...(await opened.page.evaluate<string[]>('window.__refused')).map((one) => `${name}: ${one}`))
  }
  // What floats makes its styles only when it opens.
  await opened.go(SCREENS.zones)
  await opened.page.keyboard.press('Control+k')
  await opened.page.getByRole('combobox', { name: /Search/ }).fill('SR 5.1')
  await opened.page.getByRole('option').first().waitFor()
  await opened.page.keyboard.press('Escape')
  await opened.page.getByRole('button', { name: 'Add', exact: true }).click()
  await opened.page.getByRole('dialog').waitFor()
  refused.push(...(await opened.page.evaluate<string[]>('window.__refused')))
  expect(refused).toEqual([])
  // A link that leads nowhere is answered so.
  expect(opened.faults.filter((one) => !/link#nothing.*410/.test(one))).toEqual([])
  // The listener itself works: an inline script and an inline style are refused.
  await opened.page.evaluate(
    `document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.__ran = true" style="color:red">')`,
  )
  // Not waitForFunction: it evaluates text in the page between frames, which the policy refuses too.
  await expect.poll(() => opened.page.evaluate<number>('window.__refused.length'), { timeout: 10_000 }).toBeGreaterThanOrEqual(2)
  expect(await opened.page.evaluate('window.__ran')).toBeUndefined()
  await opened.context.close()
})

test('headers and cookie are strict; a call from elsewhere is refused', async () => {
  const answer = await fetch(`${place.url}/t/brenner/cockpit`)
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/script-src 'self'(;|$)/)
  expect(policy).not.toMatch(/unsafe|\*|https?:/)
  for (const [header, value] of [
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'no-referrer'],
    ['x-frame-options', 'DENY'],
    ['cross-origin-opener-policy', 'same-origin'],
  ] as const)
    expect(answer.headers.get(header)).toBe(value)

  const opened = await place.open()
  await opened.context.clearCookies()
  await opened.go('/sign-in')
  await opened.page.getByLabel('E-mail address').fill('first@example.com')
  await opened.page.getByRole('textbox', { name: 'Password' }).fill('three words of our own')
  await opened.page.getByRole('button', { name: 'Sign in' }).click()
  await opened.page.waitForURL('**/cockpit')
  await settled(opened.page)
  const [cookie, ...others] = await opened.context.cookies()
  expect(others).toEqual([])
  expect([cookie?.name, cookie?.httpOnly, cookie?.sameSite, cookie?.path]).toEqual(['caponier_session', true, 'Lax', '/'])
  expect(await opened.page.evaluate('document.cookie')).toBe('')

  const before = await place.api('activity.list', { params: { tenant: 'brenner' }, query: { limit: 1 } })
  const forged = async (headers: Readonly<Record<string, string>>): Promise<number> =>
    (
      await fetch(`${place.url}/api/tenants/brenner/answers`, {
        method: 'POST',
        headers: { cookie: `${cookie?.name ?? ''}=${cookie?.value ?? ''}`, 'content-type': 'application/json', ...headers },
        body: '{}',
      })
    ).status
  expect(await forged({})).toBe(403)
  expect(await forged({ 'x-caponier': '1', origin: 'https://elsewhere.example' })).toBe(403)
  expect(await forged({ 'x-caponier': '1', 'sec-fetch-site': 'cross-site' })).toBe(403)
  const after = await place.api('activity.list', { params: { tenant: 'brenner' }, query: { limit: 1 } })
  expect(after).toEqual(before)
  // A page of another origin with a real form: the browser sends it, the server refuses it.
  await opened.page.goto('about:blank')
  const answered = opened.page.waitForResponse((response) => response.url().endsWith('/api/session'))
  await opened.page.setContent(`<form method="post" action="${place.url}/api/session"><button>win</button></form>`)
  await opened.page.getByRole('button', { name: 'win' }).click()
  expect((await answered).status()).toBe(403)
  await opened.go('/account')
  await opened.page.getByRole('heading', { level: 1, name: 'My account' }).waitFor()
  await opened.context.close()
})

const HOSTILE = [
  {
    name: 'drawing.svg',
    type: 'image/svg+xml',
    text: '<svg xmlns="http://www.w3.org/2000/svg"><script>parent.__ran = 1; __ran = 1</script></svg>',
  },
  { name: 'page.html', type: 'text/html', text: '<!doctype html><script>window.__ran = 1; parent.__ran = 1</script><h1>hello</h1>' },
  { name: 'note.txt', type: 'text/plain', text: '<script>window.__ran = 1; parent.__ran = 1</script>' },
]

test('an uploaded drawing, page or text never runs: not in the preview, not when its address is opened', async () => {
  const opened = await place.open()
  for (const { name, type, text } of HOSTILE) {
    const added = await place.api('evidence.add', {
      params: { tenant: 'brenner' },
      query: { name },
      body: new File([text], name, { type }),
    })
    if (!added.ok) {
      // Refused at the door is as good.
      expect(added.problem.code).toBe('unsupported-media')
      continue
    }
    await opened.go(`/t/brenner/evidence?open=${added.value.id}`)
    await opened.page.getByText(added.value.file.sha256, { exact: false }).waitFor()
    expect(await opened.page.evaluate('window.__ran')).toBeUndefined()
    const address = `${place.url}/api/tenants/brenner/evidence/${added.value.id}/file`
    const handed = await opened.context.request.get(address)
    expect(handed.headers()['x-content-type-options']).toBe('nosniff')
    expect(handed.headers()['content-security-policy']).toContain("default-src 'none'")
    expect(handed.headers()['content-type']).not.toMatch(/html|svg/)
    // In a frame of a page of the same origin, where it could reach the most.
    await opened.page.evaluate(`new Promise((done) => {
      const frame = document.createElement('iframe'); frame.src = ${JSON.stringify(address)}; frame.onload = done; setTimeout(done, 1500)
      document.body.append(frame) })`)
    expect(await opened.page.evaluate('window.__ran')).toBeUndefined()
  }
  await opened.context.close()
})
