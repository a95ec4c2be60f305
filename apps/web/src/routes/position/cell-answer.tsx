import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { StateBadge } from '../../ui/badges.tsx'
import type { Cell } from './cell.ts'
import { GoLink } from './go-link.tsx'
import styles from './position.module.css'
import { Formula } from './trace-parts.tsx'
import { toCell } from './trace-paths.ts'

/** Name of a person of the organisation; the id where nothing more may be seen. */
function usePersonName(id: string | null): string | null {
  const persons = useRead(
    'persons.list',
    { params: { tenant: useTenant() }, query: { limit: 500 } },
    { enabled: id !== null, staleTime: 60_000 },
  )
  return persons.data?.items.find((one) => one.id === id)?.name ?? id
}

/** The effective answer, where it was given and by whom, and what caps it. */
export function CellAnswer({ cell }: { readonly cell: Cell }) {
  const { t } = useTranslation(['position', 'common'])
  return (
    <div className="stack">
      <div className="row">
        <StateBadge state={cell.effective} />
        {cell.sources.length > 0 && (
          <span className="muted">
            {cell.own ? t('cell.own') : t('cell.inherited', { name: cell.sources.map((one) => one.name).join(', ') })}
          </span>
        )}
      </div>
      {cell.sources.length === 0 && <p className="muted">{t('cell.none')}</p>}
      {cell.sources.length > 1 && <p className="small">{t('cell.severalSources')}</p>}
      {cell.uncounted !== null && <p className={styles.warning}>{t('cell.uncounted', { state: t(`common:state.${cell.uncounted}`) })}</p>}
      {cell.contradictions.map((one) => (
        <p key={one.id} className={styles.warning}>
          {t('cell.capped')}: {one.reason}
        </p>
      ))}
      {cell.sources.map((one) => (
        <Source key={one.subject} source={one} cell={cell} />
      ))}
      <Formula topic="answer" />
    </div>
  )
}

function Source({ source, cell }: { readonly source: Cell['sources'][number]; readonly cell: Cell }) {
  const { t } = useTranslation('position')
  const { date } = useFormats()
  const { answer } = source
  const line = (key: string): string | null => {
    const value = answer[key]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const by = usePersonName(line('by'))
  const from = line('from')
  return (
    <blockquote className={styles.source}>
      <div className="row">
        <StateBadge state={source.state} />
        {source.subject === cell.subject ? (
          <span>{source.name}</span>
        ) : (
          <GoLink to={toCell(source.subject, cell.framework, cell.requirement)}>{source.name}</GoLink>
        )}
        <span className="muted small">
          {[from === null ? null : t('cell.from', { date: date(from) }), by === null ? null : t('cell.by', { name: by })]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      {[line('justification'), line('note')].map(
        (text) =>
          text !== null && (
            <p key={text} className={styles.prose}>
              {text}
            </p>
          ),
      )}
    </blockquote>
  )
}
