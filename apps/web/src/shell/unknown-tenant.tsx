import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMe } from '../api/session.ts'
import { EntryPage } from '../routes/access/entry-page.tsx'
import { TenantLinks } from './tenant-links.tsx'

/** An address into an organisation that does not exist or is not open to the caller, which nobody is told apart. The address stays. */
export function UnknownTenant({ id }: { readonly id: string }) {
  const { t } = useTranslation('shell')
  const { tenants } = useMe()
  return (
    <EntryPage title={t('unknownTenant')} lead={t('unknownTenantText', { id })}>
      {tenants.length > 0 && (
        <nav aria-label={t('yourTenants')}>
          <h2>{t('yourTenants')}</h2>
          <TenantLinks tenants={tenants} />
        </nav>
      )}
      <Button component="a" href="/" variant="default">
        {t('pickTenant')}
      </Button>
    </EntryPage>
  )
}
