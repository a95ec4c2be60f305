import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/queries.ts'
import { Empty, Loaded } from '../../ui/page.tsx'
import { frameworkName } from '../assessment/framework-name.ts'
import { GoLink } from './go-link.tsx'
import type { Place } from './place.ts'
import styles from './position.module.css'
import { Formula } from './trace-parts.tsx'
import { usePlacePosition } from './weakest-point.tsx'

/** Maturity per domain of 2-1, 2-4 and 4-1 in one entity or site, with the distribution beside the lowest. */
export function MaturityTab({ place }: { readonly place: Place }) {
  const { t } = useTranslation('position')
  const query = usePlacePosition(place)
  return (
    <Loaded query={query} rows={8}>
      {({ maturity: rows }) => {
        const frameworks = [...new Set(rows.map((one) => one.framework))]
        if (rows.length === 0)
          return (
            <section className="panel">
              <Empty title={t('tab.maturity')}>{t('maturity.none')}</Empty>
            </section>
          )
        return (
          <div className="stack-lg">
            <Formula topic="maturity" />
            {frameworks.map((framework) => (
              <section key={framework} className="panel" aria-label={frameworkName(framework)}>
                <div className="panel-head">
                  <h2>{frameworkName(framework)}</h2>
                  <GoLink to={{ path: '/gaps', search: { filter: [`framework:eq:${framework}`] } }} className="small">
                    {t('whyOf', { what: frameworkName(framework) })}
                  </GoLink>
                </div>
                <DomainRows framework={framework} rows={rows.filter((one) => one.framework === framework)} />
              </section>
            ))}
          </div>
        )
      }}
    </Loaded>
  )
}

interface Row {
  readonly domain: string
  readonly level: number | null
  readonly distribution: readonly number[]
}

function DomainRows({ framework, rows }: { readonly framework: string; readonly rows: readonly Row[] }) {
  const { t } = useTranslation('position')
  const { data } = useRead('content.requirements', { params: { framework }, query: { limit: 1000 } }, { staleTime: Infinity })
  const titleOf = (domain: string): string => data?.items.find((one) => one.domain === domain)?.domainTitle ?? ''
  return (
    <div className={styles.scroll}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('maturity.domain')}</th>
            <th scope="col">{t('maturity.level')}</th>
            <th scope="col" className={styles.spreadColumn}>
              {t('maturity.spread')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.domain}>
              <td>
                {titleOf(one.domain) || one.domain} <span className="muted small">{one.domain}</span>
              </td>
              <td>
                <span className="sl" data-level={one.level ?? 'dash'}>
                  {one.level ?? '–'}
                </span>
              </td>
              <td>
                <Spread of={one.distribution} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** How many requirements stand at each level, as one bar with its figures. */
function Spread({ of }: { readonly of: readonly number[] }) {
  const { t } = useTranslation('position')
  const said = of.map((count, level) => t('maturity.spreadText', { level, count })).join(', ')
  return (
    <span className={styles.spread} role="img" aria-label={said} title={said}>
      {of.map(
        (count, level) =>
          count > 0 && (
            // The place is the level.
            // oxlint-disable-next-line react/no-array-index-key
            <span key={level} className="sl" data-level={level} style={{ flexGrow: count }}>
              {count}
            </span>
          ),
      )}
    </span>
  )
}
