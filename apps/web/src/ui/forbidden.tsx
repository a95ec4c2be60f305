import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Permission } from '@caponier/contract/access/roles'
import { ROLES, roleHas } from '@caponier/contract/access/roles'
import { useRead } from '../api/queries.ts'
import { useMay, useMe, useTenant } from '../api/session.ts'
import { firstPage } from '../router/first-page.ts'

interface Props {
  readonly permission: Permission
  /** Stands in place of a whole screen, from which somebody wants to go on. */
  readonly withWayBack?: boolean
}

const isReading = (permission: Permission): boolean => /\.read(-confidential)?$/.test(permission)

/** What the caller lacks: the right in words, the roles that give it, whom to ask. */
export function Forbidden({ permission, withWayBack = false }: Props) {
  const { t } = useTranslation(['shell', 'people'])
  const navigate = useNavigate()
  const tenant = useTenant()
  const { roles } = useMay()
  const own = useMe().tenants.find((one) => one.id === tenant)
  const right = t(`people:permission.${permission}`)
  const words = (list: readonly (typeof ROLES)[number][]): string => list.map((role) => t(`people:roleName.${role}`)).join(', ')
  return (
    <div className="stack">
      <p style={{ margin: 0 }}>{t(isReading(permission) ? 'shell:forbidden.sees' : 'shell:forbidden.may', { right })}</p>
      <dl className="facts">
        <dt>{t('shell:forbidden.roles')}</dt>
        <dd>{words(ROLES.filter((role) => roleHas(role, permission)))}</dd>
        <dt>{t('shell:forbidden.have')}</dt>
        <dd>{roles.length === 0 ? t('shell:forbidden.none') : words(roles)}</dd>
        <dt>{t('shell:forbidden.ask')}</dt>
        <dd>
          <Administrators />
        </dd>
      </dl>
      {withWayBack && own !== undefined && (
        <div className="row">
          <Button variant="default" onClick={() => void navigate({ to: firstPage(own) })}>
            {t(firstPage(own).endsWith('/mine') ? 'shell:toMine' : 'shell:toCockpit')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Administrators by name, as far as the caller may see members; else that there is one. */
function Administrators() {
  const { t } = useTranslation('shell')
  const tenant = useTenant()
  const { may } = useMay()
  const admins = useRead(
    'members.list',
    { params: { tenant }, query: { filter: ['roles:has:admin'], sort: 'name', limit: 5 } },
    { enabled: may('people.read') },
  )
  const names = (admins.data?.items ?? []).filter((one) => !one.own).map((one) => `${one.name} (${one.email})`)
  return names.length === 0 ? t('forbidden.anyone') : names.join(', ')
}
