import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useRead } from '../../api/queries.ts'
import { useMay, useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { Badge } from '../../ui/badges.tsx'
import { Loaded, Page } from '../../ui/page.tsx'
import { SourceNote } from '../../ui/source-note.tsx'
import { frameworkName } from '../assessment/framework-name.ts'
import { GoLink } from '../position/go-link.tsx'
import { AdoptionDialog } from './adoption-dialog.tsx'
import styles from './framework.module.css'
import { toFrameworkList } from './framework-paths.ts'
import { FrameworkTabs } from './framework-tabs.tsx'
import type { Adopted } from './adopted.ts'

type Summary = ValueOf<'content.frameworks'>['frameworks'][number]
/** All frameworks that this version ships, and which of them this organisation has adopted. */
export function FrameworksScreen() {
  const { t } = useTranslation('framework')
  const tenant = useTenant()
  const all = useRead('content.frameworks', {}, { staleTime: Number.POSITIVE_INFINITY })
  const adopted = useRead('frameworks.list', { params: { tenant } })
  const [asked, setAsked] = useState<Adopted | null>(null)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <FrameworkTabs />
      <Loaded query={all} rows={8}>
        {({ frameworks, contentVersion }) => (
          <>
            <div className={styles['list']}>
              {frameworks.map((one) => (
                <FrameworkItem
                  key={one.key}
                  summary={one}
                  adopted={adopted.data?.frameworks.find((other) => other.key === one.key)}
                  changesEdition={adopted.data?.frameworks.some((other) => other.adopted && isOtherEdition(other.key, one.key)) === true}
                  onAsk={setAsked}
                />
              ))}
            </div>
            <p className="muted small">{t('contentVersion', { version: contentVersion })}</p>
          </>
        )}
      </Loaded>
      {asked !== null && <AdoptionDialog framework={asked} onClose={() => setAsked(null)} />}
    </Page>
  )
}

/** Keys end in the edition: `iec62443-2-1:2024`. */
const isOtherEdition = (key: string, other: string): boolean => key !== other && key.split(':')[0] === other.split(':')[0]

interface ItemProps {
  readonly summary: Summary
  readonly adopted: Adopted | undefined
  /** Another edition of the same part is adopted; adopting this one takes its place. */
  readonly changesEdition: boolean
  readonly onAsk: (framework: Adopted) => void
}

function FrameworkItem({ summary, adopted, changesEdition, onAsk }: ItemProps) {
  const { t } = useTranslation('framework')
  const { t: common } = useTranslation('common')
  const { date, count } = useFormats()
  const { whole } = useMay()
  const subjects = summary.subjects.map((one) => common(`subjectKind.${one as 'zone'}`)).join(', ')
  return (
    <article className={styles['item']}>
      <div className="stack" style={{ gap: 3, minWidth: 0 }}>
        <div className="row">
          <h2>
            <GoLink to={toFrameworkList(summary.key)}>{frameworkName(summary.key)}</GoLink>
          </h2>
          {adopted !== undefined && (
            <Badge tone={adopted.always ? 'accent' : adopted.adopted ? 'met' : 'neutral'}>
              {t(adopted.always ? 'always' : adopted.adopted ? 'adopted' : 'notAdopted')}
            </Badge>
          )}
          {adopted?.adopted === true && adopted.since !== null && (
            <span className="muted small">{t('since', { date: date(adopted.since) })}</span>
          )}
        </div>
        <span>{summary.title}</span>
        <span className="muted small">
          {t('count', { count: summary.requirements })} · {t('subjects')}: {subjects} · {t(`levels.${summary.levels}`)}
          {adopted !== undefined && adopted.answers > 0 && ` · ${t('answers', { count: adopted.answers })}`}
        </span>
        <span className="muted small">
          {summary.fullTexts === 0
            ? t('shortTexts')
            : summary.fullTexts === summary.requirements
              ? t('allTexts')
              : t('fullTexts', { count: summary.fullTexts, total: count(summary.requirements) })}
        </span>
        <SourceNote source={summary.source} asOf={summary.asOf} />
      </div>
      {adopted !== undefined && !adopted.always && whole('frameworks.adopt') && (
        <Button variant="default" onClick={() => onAsk(adopted)}>
          {t(adopted.adopted ? 'drop' : changesEdition ? 'preview.change' : 'adopt')} …
        </Button>
      )}
    </article>
  )
}
