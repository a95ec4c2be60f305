import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { GoLink } from '../position/go-link.tsx'
import styles from './framework.module.css'
import { toFrameworks, toLaws, toMeasures } from './framework-paths.ts'

/** The three parts of the reader. */
export function FrameworkTabs() {
  const { t } = useTranslation('framework')
  const { pathname } = useLocation()
  const now = pathname.includes('/frameworks/measures') ? 'measures' : pathname.includes('/frameworks/law') ? 'laws' : 'frameworks'
  const tabs = [
    ['frameworks', toFrameworks()],
    ['measures', toMeasures()],
    ['laws', toLaws()],
  ] as const
  return (
    <nav className={styles['tabs']} aria-label={t('title')}>
      {tabs.map(([key, to]) => (
        <GoLink key={key} to={to} {...(key === now && { 'aria-current': 'page' as const })}>
          {t(`tabs.${key}`)}
        </GoLink>
      ))}
    </nav>
  )
}
