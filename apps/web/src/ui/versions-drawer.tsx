import { Drawer } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Badge } from './badges.tsx'
import { DiffView } from './diff-view.tsx'
import { Loaded } from './page.tsx'
import { When } from './time.tsx'

interface Version {
  readonly version: number
  readonly doc: unknown
  readonly provenance: 'person' | 'import' | 'wire' | 'system'
  readonly changedAt: string
  readonly changedBy: string | null
  readonly endedAt: string | null
  readonly removed: boolean
}

interface Props<T> {
  readonly name: string
  readonly query: UseQueryResult<T>
  /** Word for a key of the document; the key itself where there is none. */
  readonly wordOf?: (key: string) => string | undefined
  readonly onClose: () => void
}

/** Every version of one thing against the one before: who, when, what. */
export function VersionsDrawer<T extends { readonly items: readonly Version[] }>({ name, query, wordOf, onClose }: Props<T>) {
  const { t } = useTranslation('company')
  const { t: common } = useTranslation('common')
  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('historyOf', { name })}
      size={720}
      padding="md"
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Loaded query={query}>
        {({ items: versions }) => (
          <div className="stack-lg">
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
                    {...(wordOf !== undefined && { wordOf })}
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
