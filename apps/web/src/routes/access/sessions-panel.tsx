import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAct, useRead } from '../../api/queries.ts'
import { useFormats } from '../../i18n/format.ts'
import { Badge } from '../../ui/badges.tsx'
import { Loaded, Panel } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { When } from '../../ui/time.tsx'
import styles from './account.module.css'

/** Where one is signed in, and how to end it. */
export function SessionsPanel() {
  const { t } = useTranslation('access')
  const { instant } = useFormats()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const sessions = useRead('account.sessions', { query: { limit: 100 } })
  const end = useAct('account.end-session', ['access'])
  const endOthers = useAct('account.end-others', ['access'])
  const leave = (): void => {
    cache.clear()
    void navigate({ to: '/sign-in' })
  }
  const others = sessions.data?.items.filter((one) => !one.current).length ?? 0
  const acts =
    others === 0 ? undefined : (
      <Button
        variant="default"
        loading={endOthers.isPending}
        onClick={() =>
          endOthers.mutate({}, { onSuccess: ({ ended }) => notifications.show({ message: t('account.ended', { count: ended }) }) })
        }
      >
        {t('account.endOthers')}
      </Button>
    )
  return (
    <Panel title={t('account.sessions')} acts={acts}>
      <p className="small muted" style={{ marginTop: 0 }}>
        {others === 0 && sessions.data !== undefined ? t('account.noOthers') : t('account.sessionsLead')}
      </p>
      <Loaded query={sessions}>
        {({ items }) =>
          items.map((one) => (
            <div key={one.id} className={styles.session}>
              <div>
                <div className="row">
                  <strong>{one.device === '' ? t('account.unknownDevice') : one.device}</strong>
                  {one.current && <Badge tone="met">{t('account.thisOne')}</Badge>}
                </div>
                <div className="small muted">
                  {t('account.lastSeen')} <When at={one.lastSeenAt} />
                </div>
                <div className="small muted">{t('account.since', { when: instant(one.createdAt) })}</div>
              </div>
              <Button
                variant="subtle"
                color="gray"
                aria-label={`${t('account.end')}: ${one.device}`}
                onClick={() => end.mutate({ params: { id: one.id } }, { onSuccess: () => one.current && leave() })}
              >
                {t('account.end')}
              </Button>
            </div>
          ))
        }
      </Loaded>
      {end.error !== null && <ProblemView error={end.error} />}
      {endOthers.error !== null && <ProblemView error={endOthers.error} />}
    </Panel>
  )
}
