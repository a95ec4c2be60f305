import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useTenant } from '../../api/session.ts'
import styles from './framework.module.css'
import { toFrameworks, toLaws, toMeasures } from './framework-paths.ts'

const TABS = [
  ['frameworks', toFrameworks()],
  ['measures', toMeasures()],
  ['laws', toLaws()],
] as const

/** The three parts of the reader; the router marks the one that is open. */
export function FrameworkTabs() {
  const { t } = useTranslation('framework')
  const tenant = useTenant()
  return (
    <nav className={styles['tabs']} aria-label={t('title')}>
      {TABS.map(([key, to]) => (
        <Link key={key} to={`/t/${tenant}${to.path}` as never} activeOptions={{ exact: true, includeSearch: false }}>
          {t(`tabs.${key}`)}
        </Link>
      ))}
    </nav>
  )
}
