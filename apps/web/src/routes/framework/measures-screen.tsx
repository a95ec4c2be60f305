import { useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useRead } from '../../api/queries.ts'
import { Badge } from '../../ui/badges.tsx'
import { Loaded, Page } from '../../ui/page.tsx'
import { GoLink } from '../position/go-link.tsx'
import styles from './framework.module.css'
import { NIS2, toRequirementPage } from './framework-paths.ts'
import { FrameworkTabs } from './framework-tabs.tsx'

type Measure = ValueOf<'content.measures'>['measures'][number]

const TONE: Readonly<Record<string, string>> = { carried: 'met', partly: 'partly', answered: 'compensated' }
const anchor = (measure: string): string => `measure-${measure.replace(/[^a-z0-9]+/gi, '-')}`

/** The measures and articles of NIS2 with their duties. */
export function MeasuresScreen() {
  const { t } = useTranslation('framework')
  const all = useRead('content.measures', {}, { staleTime: Number.POSITIVE_INFINITY })
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const wanted = typeof search['measure'] === 'string' ? search['measure'] : null
  const isThere = all.data !== undefined
  useEffect(() => {
    if (wanted !== null && isThere) document.getElementById(anchor(wanted))?.scrollIntoView({ block: 'start' })
  }, [wanted, isThere])
  return (
    <Page title={t('tabs.measures')} lead={t('measuresLead')}>
      <FrameworkTabs />
      <Loaded query={all} rows={10}>
        {({ measures }) => (
          <div className={styles['measures']}>
            {measures.map((one) => (
              <MeasureView key={one.id} of={one} opened={wanted === null ? one.id.startsWith('21(2)(') : wanted === one.id} />
            ))}
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function MeasureView({ of, opened }: { readonly of: Measure; readonly opened: boolean }) {
  const { t } = useTranslation('framework')
  return (
    <section className="panel" id={anchor(of.id)}>
      <details className={styles['measure']} open={opened}>
        <summary>
          <Badge tone="accent">{of.id}</Badge>
          <strong>{of.title}</strong>
          <span className="muted small">
            {of.article} · {t('dutiesOf', { count: of.duties.length })}
          </span>
        </summary>
        <p className="muted" style={{ maxWidth: '90ch' }}>
          {of.summary}
        </p>
        {of.duties.map((duty) => (
          <div key={duty.id} className={styles['duty']}>
            <GoLink to={toRequirementPage(NIS2, duty.id)}>{duty.id}</GoLink>
            <span>{duty.title}</span>
            <span className="muted small">{t('carriersOf', { count: duty.carriers })}</span>
            <Badge tone={TONE[duty.carried] ?? 'neutral'} title={t(`carriedBy.${duty.carried as 'partly'}`)}>
              {t(`carriedShort.${duty.carried as 'partly'}`)}
            </Badge>
          </div>
        ))}
      </details>
    </section>
  )
}
