import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { chromium } from 'playwright-core'

/** How a page is looked at. */
export interface Look {
  readonly width?: number
  readonly height?: number
  readonly dark?: boolean
  readonly language?: 'en' | 'de'
}

/**
 * A Chromium from the npm package. Its bundled libraries are unpacked only where the package believes that it runs in a function
 * service, hence the variable; CHROMIUM names an installed browser instead.
 */
export async function launchBrowser(): Promise<Browser> {
  const installed = process.env['CHROMIUM']
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args: ['--no-sandbox'] })
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x'
  const { default: bundled } = await import('@sparticuz/chromium')
  // Not the arguments that come with it: one process for everything falls with the first page closed, and its security is off.
  return chromium.launch({
    executablePath: await bundled.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
  })
}

/** A context of its own: size, colour scheme and language as asked, no animation. Failures of the page are collected, not lost. */
export async function openContext(
  browser: Browser,
  look: Look = {},
): Promise<{ readonly context: BrowserContext; readonly faults: string[] }> {
  const language = look.language ?? 'en'
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1440, height: look.height ?? 900 },
    colorScheme: look.dark === true ? 'dark' : 'light',
    locale: language === 'de' ? 'de-DE' : 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  })
  // The empty page before the first one has no storage.
  await context.addInitScript(`if (location.protocol !== 'about:') localStorage.setItem('caponier-language', '${language}')`)
  const faults: string[] = []
  context.on('page', (page) => {
    page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(`${page.url()}: ${message.text()}`)
    })
  })
  return { context, faults }
}

/** Puts the session cookie (`name=value`) of somebody who signed in by the API into a context. */
export async function signInWith(context: BrowserContext, origin: string, cookie: string): Promise<void> {
  const [pair = ''] = cookie.split(';')
  const at = pair.indexOf('=')
  await context.addCookies([{ name: pair.slice(0, at), value: pair.slice(at + 1), url: origin, httpOnly: true, sameSite: 'Lax' }])
}

/** First-run link, filled in as a newcomer would; gives the page of the first organisation. */
export async function becomeFirst(
  page: Page,
  link: string,
  who: { readonly name: string; readonly email: string; readonly password: string },
) {
  await page.goto(link)
  await page.locator('input[autocomplete="name"]').fill(who.name)
  await page.locator('input[type="email"]').fill(who.email)
  await page.locator('input[autocomplete="new-password"]').fill(who.password)
  await page.locator('button[type="submit"]').click()
  await page.waitForURL(/\/t\/[^/]+\//)
}

/** Waits until nothing loads any more and no skeleton is shown. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  await page.evaluate('document.fonts.ready.then(() => undefined)')
}

/** Violations of WCAG 2.2 A and AA on the page, one line each; empty is what is wanted. */
export async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    // No second page to join frames in: ours show none.
    .setLegacyMode(true)
    .analyze()
  return found.map(
    (one) =>
      `${one.impact ?? '?'} ${one.id}: ${one.nodes
        .slice(0, 3)
        .map((node) => node.target.join(' '))
        .join(' | ')}`,
  )
}
