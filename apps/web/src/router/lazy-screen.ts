import { lazyRouteComponent } from '@tanstack/react-router'
import { ProblemError } from '../api/client.ts'
import { lookForNewVersion } from '../api/version.ts'

const known = new Set<() => Promise<unknown>>()
const failed = new Set<() => Promise<unknown>>()

/**
 * A screen in a file of its own. One that cannot be fetched is a problem like any other, which the screen shows with a way to try again:
 * left to itself the router would load the whole page anew, and where there is no connection the browser shows its own error instead.
 */
export const lazyScreen: typeof lazyRouteComponent = (load, name) => {
  known.add(load)
  // Browsers remember of a file that it could not be fetched; under another address it is asked for again.
  let address: string | undefined
  const fetchIt = (): ReturnType<typeof load> =>
    address === undefined ? load() : (import(/* @vite-ignore */ `${address}?again=${Date.now()}`) as ReturnType<typeof load>)
  const screen = lazyRouteComponent(
    () =>
      fetchIt().catch((error: unknown) => {
        address ??= /https?:\S+\.js/.exec(String(error))?.[0]
        // The router asks once for each screen; afterwards the screen itself is asked again.
        failed.add(async () => screen.preload?.())
        void lookForNewVersion()
        throw new ProblemError({ code: 'environment' })
      }),
    name,
  )
  return screen
}

/** Fetches again what could not be fetched; what fails again will say so. */
export async function fetchFailedScreens(): Promise<void> {
  const again = [...failed]
  failed.clear()
  await Promise.all(again.map((fetch) => fetch()))
}

/** Fetches all screens one after the other while nothing else is to do, so that each opens at once, also without a connection. */
export async function fetchAllScreens(signal: AbortSignal): Promise<void> {
  for (const load of known) {
    await whenIdle()
    if (signal.aborted) return
    await load().catch(() => undefined)
  }
}

/** Safari has no idle callback. */
const whenIdle = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 2_000 })
    else setTimeout(resolve, 200)
  })
