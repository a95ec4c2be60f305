import { useTranslation } from 'react-i18next'
import { Figure } from '../../charts/figure.tsx'
import type { TrendPoint } from '../../charts/trend-chart.tsx'
import { TrendChart } from '../../charts/trend-chart.tsx'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import type { ValueOf } from '../../api/client.ts'
import { useFormats } from '../../i18n/format.ts'
import { Loaded } from '../../ui/page.tsx'
import styles from './cockpit.module.css'
import type { Place } from './place.ts'
import { placeRef } from './place.ts'

type Points = ValueOf<'cockpit.trend'>['points']

/** How the mean of the ten measures moved; computed from the history, a request of its own. */
export function CockpitTrend({ place }: { readonly place: Place }) {
  const { t } = useTranslation('cockpit')
  const query = useRead(
    'cockpit.trend',
    { params: { tenant: useTenant() }, query: { months: 12, place: placeRef(place) } },
    { staleTime: 300_000 },
  )
  return (
    <Loaded query={query} rows={5}>
      {({ points }) => {
        const line = pointsOf(points, place)
        const last = points.at(-1)
        return (
          <Figure
            name={t('trendName')}
            title={<span title={t('trendName')}>{t('trend')}</span>}
            className={styles.trend ?? ''}
            picture={
              line.length < 2 ? (
                <p className="small muted">{t('trendShort')}</p>
              ) : (
                <>
                  <TrendChart points={line} title={t('trendName')} />
                  {last !== undefined && last.elements > 0 && (
                    <p className="small muted">{t('trendBelowText', { below: last.belowTarget, elements: last.elements })}</p>
                  )}
                </>
              )
            }
            table={() => <TrendTable points={points} line={line} />}
          />
        )
      }}
    </Loaded>
  )
}

/** The points of one place; months before anything was recorded are left out. */
function pointsOf(points: Points, place: Place): readonly TrendPoint[] {
  return points.flatMap((point) => {
    const found = (place.kind === 'entity' ? point.entities : point.sites).find((one) => one.id === place.id)
    return found === undefined || found.designed === null ? [] : [{ date: point.date, ...found }]
  })
}

function TrendTable({ points, line }: { readonly points: Points; readonly line: readonly TrendPoint[] }) {
  const { t } = useTranslation(['cockpit', 'common'])
  const { date, percent } = useFormats()
  return (
    <div className={styles.scroll}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('trendDate')}</th>
            {(['designed', 'implemented', 'evidenced'] as const).map((name) => (
              <th key={name} scope="col" className="num">
                {t(`common:numbers.${name}`)}
              </th>
            ))}
            <th scope="col" className="num" title={t('trendBelow')}>
              {t('heatKey.mark')}
            </th>
          </tr>
        </thead>
        <tbody>
          {line.map((one) => (
            <tr key={one.date}>
              <td>{date(one.date)}</td>
              <td className="num">{percent(one.designed)}</td>
              <td className="num">{percent(one.implemented)}</td>
              <td className="num">{percent(one.evidenced)}</td>
              <td className="num">{points.find((point) => point.date === one.date)?.belowTarget}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
