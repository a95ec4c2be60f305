import { Drawer } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTenant } from '../../api/session.ts'
import { Badge } from '../../ui/badges.tsx'
import { DiffView } from '../../ui/diff-view.tsx'
import { Loaded } from '../../ui/page.tsx'
import { When } from '../../ui/time.tsx'
import styles from './company.module.css'
import { useHistory } from './object-calls.ts'
import type { ObjectList } from './object-kinds.ts'

/** Every version of an object against the one before: who, when, what. */
export function HistoryDrawer({
  list,
  id,
  name,
  onClose,
}: {
  readonly list: ObjectList
  readonly id: string
  readonly name: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation('company')
  const history = useHistory(list, useTenant(), id)
  return (
    <Drawer opened onClose={onClose} title={t('historyOf', { name })} size={720} padding="md">
      <Loaded query={history}>
        {({ versions }) => (
          <div className={styles['versions']}>
            {versions.length === 1 && <p className="muted">{t('noFormer')}</p>}
            {versions.map((one, at) => {
              const before = versions[at + 1]
              return (
                <section key={one.version} className="stack">
                  <div className="row">
                    <h3>{t('version', { version: one.version })}</h3>
                    {one.removed && <Badge tone="not-met">{t('removedVersion')}</Badge>}
                    {one.endedAt === null && <Badge tone="met">{t('standing')}</Badge>}
                    <Badge>{t(`provenance.${one.provenance}`)}</Badge>
                    <span className="muted small">
                      <When at={one.changedAt} /> · {one.changedBy === null ? t('bySystem') : t('by', { name: one.changedBy })}
                    </span>
                  </div>
                  <DiffView
                    before={before?.doc ?? null}
                    after={one.doc}
                    beforeLabel={before === undefined ? t('firstVersion') : t('before')}
                    afterLabel={t('after')}
                  />
                </section>
              )
            })}
          </div>
        )}
      </Loaded>
    </Drawer>
  )
}
