import { Button, Menu, Tabs } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { IconChevronDown, IconFileDownload, IconFileSpreadsheet, IconNetwork } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { client, ProblemError } from '../../api/client.ts'
import { useMay, useTenant } from '../../api/session.ts'
import { Page } from '../../ui/page.tsx'
import { saveFile } from '../../ui/table/save-file.ts'
import { ObjectList } from '../company/object-list.tsx'
import styles from '../company/company.module.css'
import { ProposalsList } from './proposals-list.tsx'

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
      acts={<ImportMenu />}
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

function ImportMenu() {
  const { t } = useTranslation('assets')
  const tenant = useTenant()
  const { may } = useMay()
  const navigate = useNavigate()
  const save = async (format: 'csv' | 'xlsx'): Promise<void> => {
    const file = await client.file('asset-sheets.export', { params: { tenant }, query: { format } })
    if (!file.ok) throw new ProblemError(file.problem)
    saveFile(file.value)
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconFileDownload size={15} />}
            rightSection={<IconChevronDown size={14} />}
            title={t('exportSheetHelp')}
          >
            {t('exportSheet')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void save('xlsx')}>XLSX</Menu.Item>
          <Menu.Item onClick={() => void save('csv')}>CSV</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {may('assets.write') && (
        <>
          <Button
            variant="default"
            leftSection={<IconFileSpreadsheet size={15} />}
            onClick={() => void navigate({ to: `/t/${tenant}/assets/import-sheet` as never })}
          >
            {t('importSheet')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconNetwork size={15} />}
            onClick={() => void navigate({ to: `/t/${tenant}/assets/import-zeek` as never })}
          >
            {t('importZeek')}
          </Button>
        </>
      )}
    </>
  )
}
