import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay, useTenant } from '../../api/session.ts'
import css from './assessment.module.css'

const TABS = [
  ['list', '/gaps', 'assessment.read'],
  ['delegated', '/gaps/delegated', 'assessment.read'],
  ['snapshots', '/gaps/snapshots', 'snapshots.read'],
  ['compare', '/gaps/compare', 'snapshots.read'],
] as const

/** The parts of the gap analysis. */
export function GapTabs({ at }: { readonly at: (typeof TABS)[number][0] }) {
  const { t } = useTranslation('assessment')
  const tenant = useTenant()
  const { may } = useMay()
  return (
    <nav className={css.tabs} aria-label={t('title')}>
      {TABS.filter(([, , permission]) => may(permission)).map(([name, path]) => (
        <Link
          key={name}
          to={`/t/${tenant}${path}` as never}
          activeOptions={{ exact: true }}
          aria-current={name === at ? 'page' : undefined}
        >
          {t(`tabs.${name}`)}
        </Link>
      ))}
    </nav>
  )
}
