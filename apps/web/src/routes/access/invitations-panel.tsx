import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { useAct, useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { Badge } from '../../ui/badges.tsx'
import { Panel } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import styles from './people.module.css'
import { GrantBadge, type NameOfPlace } from './role-words.tsx'

/** Open invitations, shown only where there are any. */
export function InvitationsPanel({ nameOf }: { readonly nameOf: NameOfPlace }) {
  const { t } = useTranslation('people')
  const { instant } = useFormats()
  const tenant = useTenant()
  const invitations = useRead('invitations.list', { params: { tenant }, query: { limit: 200 } })
  const withdraw = useAct('invitations.withdraw', ['access'])
  if (invitations.error !== null) return <ProblemView error={invitations.error} retry={() => void invitations.refetch()} />
  const items = invitations.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Panel title={t('invitations')}>
      {items.map((one) => (
        <div key={one.id} className={styles.invitation}>
          <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            <strong>{one.name}</strong>
            <div className="small muted">{one.email}</div>
          </div>
          <div className="row">
            {one.grants.map((grant) => (
              <GrantBadge key={JSON.stringify(grant)} grant={grant} nameOf={nameOf} />
            ))}
          </div>
          <div className="small muted">
            {one.expired ? <Badge tone="not-met">{t('expired')}</Badge> : `${t('expires')} ${instant(one.expiresAt)}`}
          </div>
          <Button
            variant="subtle"
            color="gray"
            aria-label={`${t('withdraw')}: ${one.name}`}
            onClick={() =>
              withdraw.mutate({ params: { tenant, id: one.id } }, { onSuccess: () => notifications.show({ message: t('withdrawn') }) })
            }
          >
            {t('withdraw')}
          </Button>
        </div>
      ))}
      {withdraw.error !== null && <ProblemView error={withdraw.error} />}
    </Panel>
  )
}
