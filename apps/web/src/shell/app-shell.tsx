import { ActionIcon, Drawer, Modal } from '@mantine/core'
import { useHotkeys, useLocalStorage } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { IconMenu2, IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLine, useNewVersion } from '../api/line.ts'
import { useLive } from '../api/live.ts'
import { useTenant } from '../api/session.ts'
import { fetchAllScreens } from '../router/lazy-screen.ts'
import { ExpiredDialog } from './expired-dialog.tsx'
import { KeysHelp } from './keys-help.tsx'
import { Mark } from './mark.tsx'
import { Palette } from './palette.tsx'
import { Rail } from './rail.tsx'
import { ScreenGate } from './screen-gate.tsx'
import styles from './shell.module.css'
import { TenantMenu } from './tenant-menu.tsx'
import { UserMenu } from './user-menu.tsx'

/** The frame of every screen of an organisation. */
export function AppShell() {
  const { t } = useTranslation('shell')
  const tenant = useTenant()
  useLive(tenant)
  const line = useLine()
  const isNewer = useNewVersion()
  const [narrow, setNarrow] = useLocalStorage({ key: 'caponier-rail-narrow', defaultValue: false, getInitialValueInEffect: false })
  const [palette, setPalette] = useState(false)
  const [keys, setKeys] = useState(false)
  const [drawer, setDrawer] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    void fetchAllScreens(stop.signal)
    return () => stop.abort()
  }, [])
  useHotkeys([
    ['mod+K', () => setPalette(true)],
    ['shift+?', () => setKeys(true)],
  ])
  return (
    <div className={styles.shell} data-narrow={narrow}>
      <a className={styles.skip} href="#content">
        {t('skip')}
      </a>
      <Link className={styles.brand} to={`/t/${tenant}/cockpit` as never} aria-label={t('product')}>
        <Mark />
        <span>{t('product')}</span>
      </Link>
      <header className={styles.bar}>
        <ActionIcon className={styles.phoneOnly} size={36} aria-label={t('menu')} onClick={() => setDrawer(true)}>
          <IconMenu2 size={20} />
        </ActionIcon>
        <TenantMenu />
        <span className="grow" style={{ flex: 1 }} />
        <button type="button" className={styles.searchButton} onClick={() => setPalette(true)}>
          <IconSearch size={15} />
          <span>{t('search')}</span>
          <kbd>Ctrl K</kbd>
        </button>
        <UserMenu />
      </header>
      <nav className={styles.rail} aria-label={t('menu')}>
        <Rail narrow={narrow} onNarrow={setNarrow} />
      </nav>
      <main className={styles.main} id="content" tabIndex={-1}>
        {line === 'lost' && (
          <div className={styles.banner} role="status">
            {t('offline')}
          </div>
        )}
        {isNewer && (
          <div className={styles.banner} role="status">
            {t('newVersionNote')}{' '}
            <button type="button" className="linkish" onClick={() => window.location.reload()}>
              {t('reload')}
            </button>
          </div>
        )}
        <ScreenGate />
      </main>
      <Drawer opened={drawer} onClose={() => setDrawer(false)} position="left" size={280} title={t('product')}>
        <nav className={styles.drawerRail} aria-label={t('menu')}>
          <Rail narrow={false} onGo={() => setDrawer(false)} />
        </nav>
      </Drawer>
      <Palette opened={palette} onClose={() => setPalette(false)} />
      <Modal opened={keys} onClose={() => setKeys(false)} title={t('keysTitle')}>
        <KeysHelp />
      </Modal>
      <ExpiredDialog />
    </div>
  )
}
