import { ActionIcon, Menu, Tabs } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { IconDots } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useMay, useTenant } from '../../api/session.ts'
import { Page } from '../../ui/page.tsx'
import { saveFetched } from '../../ui/table/save-file.ts'
import { SheetMenu } from '../assets/sheet-menu.tsx'
import styles from './company.module.css'
import { ObjectList } from './object-list.tsx'
import { COMPANY_LISTS } from './object-kinds.ts'
import { OrganisationPanel } from './organisation-panel.tsx'

/** The model of the company, list by list. */
export function CompanyScreen() {
  const { t } = useTranslation('company')
  const tenant = useTenant()
  const { whole, aboveSites } = useMay()
  const navigate = useNavigate()
  const { list: asked } = useParams({ strict: false })
  const tabs = [...(whole('company.read') ? (['organisation'] as const) : []), ...COMPANY_LISTS]
  // Who sees single sites sees no legal entity as a whole.
  const first = aboveSites('company.read') ? 'entities' : 'sites'
  const list = tabs.find((one) => one === asked) ?? first
  const bar = useRef<HTMLDivElement>(null)
  // On a phone the tabs are wider than the page: the chosen one is brought into view. Newer browsers answer with a promise, which an
  // effect must not hand on: it would be called when the screen is left.
  useEffect(() => {
    bar.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [list])
  return (
    <Page title={t('title')} lead={t('lead')} acts={<ScreenActs list={list} />}>
      <Tabs
        className={styles['tabs'] ?? ''}
        value={list}
        onChange={(next) => void navigate({ to: `/t/${tenant}/company/${next ?? 'entities'}` as never })}
      >
        <Tabs.List ref={bar} aria-label={t('title')}>
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`list.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      {list === 'organisation' ? <OrganisationPanel /> : <ObjectList key={list} list={list} />}
    </Page>
  )
}

function ScreenActs({ list }: { readonly list: 'organisation' | (typeof COMPANY_LISTS)[number] }) {
  return (
    <>
      {list !== 'organisation' && <SheetMenu kind={list} />}
      <WorkspaceMenu />
    </>
  )
}

/** The organisation as a whole: out as a document or files, or another one beside it. */
function WorkspaceMenu() {
  const { t } = useTranslation('company')
  const tenant = useTenant()
  const { whole } = useMay()
  const navigate = useNavigate()
  if (!whole('workspace.export')) return null
  const save = (format: 'json' | 'zip'): void =>
    void saveFetched(client.file('workspace.export', { params: { tenant }, query: { format } }))
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('workspace.menu')} title={t('workspace.menu')}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('workspace.menu')}</Menu.Label>
        <Menu.Item onClick={() => save('json')}>{t('workspace.json')}</Menu.Item>
        <Menu.Item onClick={() => save('zip')}>{t('workspace.zip')}</Menu.Item>
        {whole('workspace.import') && <Menu.Item onClick={() => void navigate({ to: '/start' })}>{t('workspace.start')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}
