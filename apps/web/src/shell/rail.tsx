import { Link, useLocation } from '@tanstack/react-router'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMay, useTenant } from '../api/session.ts'
import { RAIL } from './screens.ts'
import styles from './shell.module.css'

interface Props {
  readonly narrow: boolean
  readonly onNarrow?: (narrow: boolean) => void
  readonly onGo?: () => void
}

/** The left rail: the roadmap as screens, as far as the roles allow. */
export function Rail({ narrow, onNarrow, onGo }: Props) {
  const { t } = useTranslation('shell')
  const tenant = useTenant()
  const { may } = useMay()
  const { pathname } = useLocation()
  return (
    <>
      {RAIL.map(({ group, screens }) => {
        const seen = screens.filter((screen) => may(screen.permission))
        if (seen.length === 0) return null
        return (
          <div key={group} role="group" aria-label={t(`rail.${group}`)}>
            <div className={styles.group} aria-hidden="true">
              {t(`rail.${group}`)}
            </div>
            {seen.map(({ key, path, icon: Icon }) => {
              const isCurrent = pathname.startsWith(`/t/${tenant}${path}`)
              return (
                <Link
                  key={key}
                  to={`/t/${tenant}${path}` as never}
                  className={styles.item}
                  data-current={isCurrent}
                  aria-current={isCurrent ? 'page' : undefined}
                  aria-label={t(`rail.${key}`)}
                  title={narrow ? t(`rail.${key}`) : undefined}
                  {...(onGo !== undefined && { onClick: onGo })}
                >
                  <Icon size={18} stroke={1.6} />
                  <span>{t(`rail.${key}`)}</span>
                </Link>
              )
            })}
          </div>
        )
      })}
      {onNarrow !== undefined && (
        <div className={styles.foot}>
          <button
            type="button"
            className={`${styles.item} linkish`}
            style={{ textDecoration: 'none', width: '100%' }}
            aria-label={t(narrow ? 'rail.expand' : 'rail.collapse')}
            onClick={() => onNarrow(!narrow)}
          >
            {narrow ? <IconLayoutSidebarLeftExpand size={18} stroke={1.6} /> : <IconLayoutSidebarLeftCollapse size={18} stroke={1.6} />}
            <span>{t(narrow ? 'rail.expand' : 'rail.collapse')}</span>
          </button>
        </div>
      )}
    </>
  )
}
