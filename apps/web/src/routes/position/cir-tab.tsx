import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/queries.ts'
import { Badge } from '../../ui/badges.tsx'
import { Empty, Loaded } from '../../ui/page.tsx'
import { ThreeNumbers } from '../../ui/three-numbers.tsx'
import { GoLink } from './go-link.tsx'
import type { Place } from './place.ts'
import styles from './position.module.css'
import { Formula } from './trace-parts.tsx'
import { toAssessment, toCell } from './trace-paths.ts'
import { usePlacePosition } from './weakest-point.tsx'

/** Coverage of the 161 points of (EU) 2024/2690 by title of its annex, binding or yardstick. */
export function CirTab({ place }: { readonly place: Place }) {
  const { t } = useTranslation('position')
  const query = usePlacePosition(place, place.kind === 'entity')
  if (place.kind === 'site')
    return (
      <section className="panel">
        <Empty title={t('tab.cir')}>{t('cir.siteOnly')}</Empty>
      </section>
    )
  return (
    <Loaded query={query} rows={8}>
      {({ cir: found }) => {
        if (found === null)
          return (
            <section className="panel">
              <Empty title={t('tab.cir')}>{t('cir.none')}</Empty>
            </section>
          )
        return (
          <div className="stack-lg">
            <div className={styles.meanRow}>
              <div>
                <strong>{t('cir.all')}</strong>
                <ThreeNumbers of={found} />
              </div>
              <div className={styles.meanText}>
                <span>
                  <Badge tone={found.binding ? 'accent' : 'neutral'}>{t(found.binding ? 'cir.binding' : 'cir.yardstick')}</Badge>
                </span>
                <Formula topic="cir" />
                {found.weakest !== null && (
                  <span className="small">
                    {t('cir.weakest')}:{' '}
                    <GoLink to={toCell(found.weakest.subject, found.weakest.framework, found.weakest.requirement)}>
                      {found.weakest.requirement} {found.weakest.title}
                    </GoLink>
                  </span>
                )}
              </div>
            </div>
            <section className="panel" aria-label={t('tab.cir')}>
              <CirRows titles={found.titles} entity={found.entity} framework={found.weakest?.framework ?? 'cir-2024-2690:2024'} />
            </section>
          </div>
        )
      }}
    </Loaded>
  )
}

interface Title {
  readonly title: string
  readonly designed: number | null
  readonly implemented: number | null
  readonly evidenced: number | null
}

function CirRows({
  titles,
  entity,
  framework,
}: {
  readonly titles: readonly Title[]
  readonly entity: string
  readonly framework: string
}) {
  const { t } = useTranslation(['position', 'common'])
  const { data } = useRead('content.requirements', { params: { framework }, query: { limit: 1000 } }, { staleTime: Infinity })
  const nameOf = (title: string): string | undefined => data?.items.find((one) => one.domain === title)?.domainTitle
  return (
    <div className={styles.scroll}>
      <table className={`plain-table ${styles.measures ?? ''}`}>
        <thead>
          <tr>
            <th scope="col">{t('requirement')}</th>
            <th scope="col" className={styles.threeColumn}>
              {t('common:numbers.designed')} · {t('common:numbers.implemented')} · {t('common:numbers.evidenced')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('why')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {titles.map((one) => (
            <tr key={one.title}>
              <th scope="row">
                {nameOf(one.title) ?? ''}
                <span className="muted small">{t('cir.titleOf', { title: one.title })}</span>
              </th>
              <td>
                <ThreeNumbers of={one} words={false} />
              </td>
              <td className="num">
                <GoLink
                  to={toAssessment(framework, `entity:${entity}`)}
                  className={styles.why}
                  aria-label={t('whyOf', { what: t('cir.titleOf', { title: one.title }) })}
                >
                  {t('why')}
                </GoLink>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
