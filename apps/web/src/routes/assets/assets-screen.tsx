import { Button, Tabs } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { IconNetwork } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMay, useTenant } from '../../api/session.ts'
import { Page } from '../../ui/page.tsx'
import { ObjectList } from '../company/object-list.tsx'
import styles from '../company/company.module.css'
import { ProposalsList } from './proposals-list.tsx'
import { SheetMenu } from './sheet-menu.tsx'

const TABS = ['assets', 'asset-types', 'flows', 'proposals'] as const

/** Assets, their types, the flows between them, and what waits for a decision. */
export function AssetsScreen() {
  const { t } = useTranslation(['assets', 'company'])
  const tenant = useTenant()
  const navigate = useNavigate()
  const { list: asked } = useParams({ strict: false })
  const list = TABS.find((one) => one === asked) ?? 'assets'
  return (
    <Page
      title={t('company:assetsTitle')}
      lead={list === 'proposals' ? t('assets:proposal.lead') : t('company:assetsLead')}
      acts={<ImportMenu kind={list === 'asset-types' ? 'asset-types' : 'assets'} />}
    >
      <Tabs
        className={styles['tabs'] ?? ''}
        value={list}
        onChange={(next) => void navigate({ to: `/t/${tenant}/assets/${next ?? 'assets'}` as never })}
      >
        <Tabs.List aria-label={t('company:assetsTitle')}>
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`assets:tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      {list === 'proposals' ? <ProposalsList /> : <ObjectList key={list} list={list} />}
    </Page>
  )
}

function ImportMenu({ kind }: { readonly kind: 'assets' | 'asset-types' }) {
  const { t } = useTranslation('assets')
  const tenant = useTenant()
  const { may } = useMay()
  const navigate = useNavigate()
  return (
    <>
      <SheetMenu kind={kind} />
      {may('assets.write') && (
        <Button
          variant="default"
          leftSection={<IconNetwork size={15} />}
          onClick={() => void navigate({ to: `/t/${tenant}/assets/import-zeek` as never })}
        >
          {t('importZeek')}
        </Button>
      )}
    </>
  )
}
