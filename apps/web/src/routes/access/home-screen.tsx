import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../api/session.ts'
import { firstPage } from '../../router/first-page.ts'
import { Badge } from '../../ui/badges.tsx'
import { EntryPage } from './entry-page.tsx'

/** The choice among organisations, for whoever serves several or none. */
export function HomeScreen() {
  const { t } = useTranslation('shell')
  const { tenants } = useMe()
  const navigate = useNavigate()
  return (
    <EntryPage title={t(tenants.length === 0 ? 'noTenant' : 'pickTenant')} lead={tenants.length === 0 ? t('noTenantText') : undefined}>
      <div className="stack">
        {tenants.map((one) => (
          <Link key={one.id} to={firstPage(one)} className="row panel" style={{ textDecoration: 'none' }}>
            <strong>{one.name}</strong> {one.sample && <Badge tone="compensated">{t('sample')}</Badge>}
          </Link>
        ))}
      </div>
      <Button variant="default" onClick={() => void navigate({ to: '/start' })}>
        {t('begin')}
      </Button>
    </EntryPage>
  )
}
