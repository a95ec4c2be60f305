import { useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/page.tsx'
import styles from './position.module.css'
import type { Topic } from './trace-parts.tsx'
import { PrintButton } from './trace-parts.tsx'

const TOPICS: readonly Topic[] = ['numbers', 'answer', 'requirement', 'duty', 'measure', 'carried', 'level', 'maturity', 'cir']

/** The rules of computation in short, each with its place in the documentation. */
export function MethodScreen() {
  const { t } = useTranslation('method')
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const about = TOPICS.find((one) => one === search['about'])
  useEffect(() => {
    if (about !== undefined) document.getElementById(`method-${about}`)?.scrollIntoView({ block: 'start' })
  }, [about])
  return (
    <Page title={t('title')} lead={t('lead')} acts={<PrintButton />}>
      <div className={styles.method}>
        {TOPICS.map((topic) => (
          <section
            key={topic}
            id={`method-${topic}`}
            className="panel"
            data-chosen={topic === about}
            aria-label={t(`topics.${topic}.title`)}
          >
            <h2>{t(`topics.${topic}.title`)}</h2>
            <p>{t(`topics.${topic}.text`)}</p>
            <p className="small muted">{t('docs', { page: t(`topics.${topic}.page`) })}</p>
          </section>
        ))}
      </div>
    </Page>
  )
}
