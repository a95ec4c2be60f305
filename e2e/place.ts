import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { createClient } from '@caponier/contract/kit/client'
import { ROUTES } from '@caponier/contract/table'
import { buildWhenStale } from '../scripts/web/build-when-stale.ts'
import { startServer, takeOver } from '../tests/server-process.test-support.ts'
import { launchBrowser, openContext, settled, signInWith } from './browser.ts'
import type { Look } from './browser.ts'
import { fileOfPicture } from './guide-pictures.ts'
import { freshData } from './prepared-data.ts'
import { smallPng } from './small-png.ts'

const ROOT = join(import.meta.dirname, '..')

/** A real server on fresh data with the sample, its first administrator, and a browser. */
export interface Place {
  readonly url: string
  /** Token of the administrator's session. */
  readonly token: string
  /** The API as the administrator. */
  readonly api: ReturnType<typeof createClient<typeof ROUTES>>
  readonly browser: Browser
  /** A page of somebody who is signed in; failures of the page end up in `faults`. */
  readonly open: (look?: Look, token?: string) => Promise<OpenedPage>
  readonly stop: () => Promise<void>
}

export interface OpenedPage {
  readonly page: Page
  readonly context: BrowserContext
  readonly faults: string[]
  /** Goes to a path and waits until it has settled. */
  readonly go: (path: string) => Promise<void>
}

/** Opens a place. The pages are built first where they are missing or stale. */
export async function openPlace(): Promise<Place> {
  const built = await buildWhenStale(() => undefined)
  if (built.kind === 'failed') throw new Error(built.said)
  const dataDir = freshData()
  const server = await startServer({ dataDir })
  const token = await takeOver(server)
  const browser = await launchBrowser()
  return {
    url: server.url,
    token,
    api: createClient(ROUTES, { baseUrl: server.url, headers: { authorization: `Bearer ${token}` } }),
    browser,
    open: async (look, as = token) => {
      const { context, faults } = await openContext(browser, look)
      await signInWith(context, server.url, `caponier_session=${as}`)
      const page = await context.newPage()
      return {
        page,
        context,
        faults,
        go: async (path) => {
          await page.goto(server.url + path)
          await settled(page)
        },
      }
    },
    stop: async () => {
      await browser.close()
      server.kill('SIGTERM')
      await server.ended
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Keeps a picture for the guide when CAPONIER_PICTURES is set and the guide shows it; journeys feed the guide that way. */
export async function picture(page: Page, name: string): Promise<void> {
  const file = fileOfPicture(name)
  if (process.env['CAPONIER_PICTURES'] === undefined || file === undefined) return
  const folder = join(ROOT, 'docs/guide/pictures')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${file}.png`), smallPng(await page.screenshot()))
}
