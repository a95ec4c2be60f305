import { Outlet, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Permission } from '@caponier/contract/access/roles'
import { useMay, useTenant } from '../api/session.ts'
import { Page } from '../ui/page.tsx'
import { Forbidden } from '../ui/forbidden.tsx'
import { RAIL } from './screens.ts'

/** The permission that the screen of a path below the organisation takes; undefined for those of everybody. */
export const permissionOfPath = (path: string): Permission | undefined =>
  RAIL.flatMap(({ screens }) => screens).find((screen) => path === screen.path || path.startsWith(`${screen.path}/`))?.permission

/** The screen of the address, or what it takes to see it. */
export function ScreenGate() {
  const { t } = useTranslation('shell')
  const tenant = useTenant()
  const { may } = useMay()
  const { pathname } = useLocation()
  const permission = permissionOfPath(pathname.slice(`/t/${tenant}`.length))
  if (permission === undefined || may(permission)) return <Outlet />
  return (
    <Page title={t('noAccess')}>
      <section className="panel">
        <Forbidden permission={permission} withWayBack />
      </section>
    </Page>
  )
}
