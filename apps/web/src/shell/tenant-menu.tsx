import { Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { IconSelector } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMe, useTenant } from '../api/session.ts'
import { firstPage } from '../router/first-page.ts'
import { Badge } from '../ui/badges.tsx'
import styles from './shell.module.css'

/** The organisation of the page; for whoever serves several, the switcher. */
export function TenantMenu() {
  const { t } = useTranslation('shell')
  const { tenants } = useMe()
  const tenant = useTenant()
  const navigate = useNavigate()
  const current = tenants.find((one) => one.id === tenant)
  const name = (
    <>
      <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{current?.name ?? tenant}</span>
      {current?.sample === true && <Badge tone="compensated">{t('sample')}</Badge>}
    </>
  )
  return (
    <Menu position="bottom-start" width={320}>
      <Menu.Target>
        <button type="button" className={`${styles.tenant} linkish`} style={{ color: 'var(--ink)', textDecoration: 'none' }}>
          <span className="visually-hidden">{t('tenant')}: </span>
          {name}
          <IconSelector size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('tenant')}</Menu.Label>
        {tenants.map((one) => (
          <Menu.Item key={one.id} onClick={() => void navigate({ to: firstPage(one) })} fw={one.id === tenant ? 600 : 400}>
            {one.name} {one.sample && <span className="muted small">({t('sample')})</span>}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void navigate({ to: '/start' })}>{t('begin')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
