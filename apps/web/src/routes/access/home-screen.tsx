import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../api/session.ts'
import { TenantLinks } from '../../shell/tenant-links.tsx'
import { EntryPage } from './entry-page.tsx'

/** The choice among organisations, for whoever serves several or none. */
export function HomeScreen() {
  const { t } = useTranslation('shell')
  const { tenants } = useMe()
  const navigate = useNavigate()
  return (
    <EntryPage title={t(tenants.length === 0 ? 'noTenant' : 'pickTenant')} lead={tenants.length === 0 ? t('noTenantText') : undefined}>
      <TenantLinks tenants={tenants} />
      <Button variant="default" onClick={() => void navigate({ to: '/start' })}>
        {t('begin')}
      </Button>
    </EntryPage>
  )
}
