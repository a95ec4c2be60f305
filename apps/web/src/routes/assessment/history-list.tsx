import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/queries.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { Loaded } from '../../ui/page.tsx'
import { When } from '../../ui/time.tsx'
import { useFormats } from '../../i18n/format.ts'
import detailCss from './detail.module.css'

interface Props {
  readonly cell: { readonly tenant: string; readonly framework: string; readonly subject: string; readonly requirement: string }
}

/** Every entry of one answer, newest first. */
export function HistoryList({ cell }: Props) {
  const { t } = useTranslation('assessment')
  const { date } = useFormats()
  const query = useRead('answers.history', { params: { ...cell }, query: { limit: 5_000 } })
  return (
    <Loaded query={query} rows={3}>
      {({ items: entries }) =>
        entries.length === 0 ? (
          <p className="muted">{t('detail.never')}</p>
        ) : (
          <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
            {entries.map((entry) => (
              <li key={entry.n} className={detailCss.comment}>
                <div className="row">
                  <StateBadge state={entry.state} />
                  {entry.maturity !== null && <span className="muted">ML {entry.maturity}</span>}
                  {entry.from !== null && <span className="muted small">{date(entry.from)}</span>}
                </div>
                {entry.justification !== null && <p>{entry.justification}</p>}
                {entry.review !== null && (
                  <p className="muted small">
                    {t('row.reviewOn', { date: date(entry.review) })}
                    {entry.reviewer === null ? '' : `, ${entry.reviewer.name}`}
                  </p>
                )}
                {entry.note !== null && <p>{entry.note}</p>}
                <p className="muted small">
                  {entry.by ?? ''} {entry.recordedAt !== null && <When at={entry.recordedAt} />}
                </p>
              </li>
            ))}
          </ol>
        )
      }
    </Loaded>
  )
}
