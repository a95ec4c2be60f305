import { firstPage } from '../../router/first-page.ts'
import { Button } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import { IconArrowLeft, IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { ExpiredDialog } from '../../shell/expired-dialog.tsx'
import { Mark } from '../../shell/mark.tsx'
import { Page, Panel } from '../../ui/page.tsx'
import { saveFetched } from '../../ui/table/save-file.ts'
import styles from './account.module.css'
import { PasswordPanel } from './password-panel.tsx'
import { ProfilePanel } from './profile-panel.tsx'
import { GrantBadge } from './role-words.tsx'
import { SessionsPanel } from './sessions-panel.tsx'

/** One's own account, outside any organisation. */
export function AccountScreen() {
  const { t } = useTranslation('access')
  const router = useRouter()
  return (
    <div className={styles.frame}>
      <header className={styles.bar}>
        <Link to="/" className={styles.brand} aria-label="Caponier">
          <Mark />
          <span>Caponier</span>
        </Link>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconArrowLeft size={15} />}
          onClick={() => (window.history.length > 1 ? router.history.back() : void router.navigate({ to: '/' }))}
        >
          {t('account.back')}
        </Button>
      </header>
      <main className={styles.main}>
        <Page title={t('account.title')} lead={t('account.lead')}>
          <div className={styles.panels}>
            <div className="stack-lg">
              <ProfilePanel />
              <PasswordPanel />
            </div>
            <div className="stack-lg">
              <SessionsPanel />
              <OrganisationsPanel />
              <DataPanel />
            </div>
          </div>
        </Page>
      </main>
      <ExpiredDialog />
    </div>
  )
}

function OrganisationsPanel() {
  const { t } = useTranslation('access')
  const { tenants } = useMe()
  return (
    <Panel title={t('account.organisations')}>
      <div className="stack">
        {tenants.map((one) => (
          <div key={one.id}>
            <Link to={firstPage(one)}>{one.name}</Link>
            <div className="row">
              {one.grants.map((grant) => (
                <GrantBadge key={JSON.stringify(grant)} grant={grant} nameOf={(scope) => (scope.kind === 'organisation' ? '' : scope.id)} />
              ))}
            </div>
          </div>
        ))}
      </div>
    </Panel>
  )
}

function DataPanel() {
  const { t } = useTranslation('access')
  return (
    <Panel title={t('account.data')}>
      <p className="small muted" style={{ marginTop: 0 }}>
        {t('account.dataLead')}
      </p>
      <Button
        variant="default"
        leftSection={<IconDownload size={15} />}
        onClick={() => void saveFetched(client.file('account.export', {}))}
      >
        {t('account.export')}
      </Button>
    </Panel>
  )
}
