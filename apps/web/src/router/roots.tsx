import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import type { Me } from '@caponier/contract/access/session'
import { call, problemOf } from '../api/client.ts'
import { queryKey } from '../api/queries.ts'
import { firstPage } from './first-page.ts'
import { lazyScreen } from './lazy-screen.ts'
import { BrokenPage, MissingPage } from '../shell/fallback-pages.tsx'
import { TenantFrame } from '../shell/tenant-frame.tsx'

/** Everything that a loader may need. */
export interface RouterContext {
  readonly queries: QueryClient
}

/** Root of all pages. What the address says after the question mark belongs to the page; nothing is taken away. */
export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: MissingPage,
  errorComponent: BrokenPage,
  validateSearch: (search: Record<string, unknown>): Record<string, unknown> => search,
})

/** Asks who is signed in; leads to the sign-in page when nobody is, and back afterwards. */
export async function signedInOrLeave(queries: QueryClient, href: string): Promise<Me> {
  try {
    const session = { queryKey: queryKey('session.show', {}), queryFn: () => call('session.show', {}) }
    // Outside of the shell nobody reads it, so that what made it untrue (a new organisation) has not renewed it yet.
    const isUntrue = queries.getQueryState(session.queryKey)?.isInvalidated === true
    return await (isUntrue ? queries.fetchQuery(session) : queries.ensureQueryData(session))
  } catch (error) {
    if (problemOf(error).code === 'unauthenticated') throw redirect({ to: '/sign-in', search: { to: href } })
    throw error
  }
}

/** Pages of one organisation. */
export const tenantRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/t/$tenant',
  component: TenantFrame,
  notFoundComponent: MissingPage,
  errorComponent: BrokenPage,
  beforeLoad: async ({ context, location }) => {
    await signedInOrLeave(context.queries, location.href)
  },
})

/** The way in: the only organisation at once, a choice among several, a beginning where there is none. */
export const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: lazyScreen(() => import('../routes/access/home-screen.tsx'), 'HomeScreen'),
  beforeLoad: async ({ context, location }) => {
    const me = await signedInOrLeave(context.queries, location.href)
    const [only, ...others] = me.tenants
    if (only !== undefined && others.length === 0) throw redirect({ to: firstPage(only) })
  },
})
