import { useTranslation } from 'react-i18next'
import type { Cockpit } from '@caponier/contract/position/cockpit'
import { NumbersLegend } from '../../charts/legend.tsx'
import { Ring } from '../../charts/ring.tsx'
import { useRead } from '../../api/queries.ts'
import { useFormats } from '../../i18n/format.ts'
import { ThreeNumbers } from '../../ui/three-numbers.tsx'
import { GoLink } from './go-link.tsx'
import { letterOf, meanOfLetters } from './letters.ts'
import type { Place } from './place.ts'
import styles from './position.module.css'
import { Formula } from './trace-parts.tsx'
import { toMeasure } from './trace-paths.ts'
import { usePlacePosition, WeakestPoint } from './weakest-point.tsx'

type Measure = Cockpit['sites'][number]['measures'][number]

/** Measures and articles with their three numbers; each leads to its duties. */
export function MeasuresTab({ cockpit, place }: { readonly cockpit: Cockpit; readonly place: Place }) {
  const { t } = useTranslation('position')
  const titles = useRead('content.measures', {}, { staleTime: Infinity }).data?.measures
  const measures = (place.kind === 'entity' ? cockpit.entities : cockpit.sites).find((one) => one.id === place.id)?.measures ?? []
  const titleOf = (ref: string): string => titles?.find((one) => one.id === ref)?.title ?? ''
  const letters = measures.filter((one) => letterOf(one.ref) !== null)
  const others = measures.filter((one) => letterOf(one.ref) === null)
  const mean = meanOfLetters(measures)
  return (
    <div className="stack-lg">
      <div className={styles.meanRow}>
        <Ring of={mean} mark="Ø" title={t('mean')} />
        <div>
          <strong>{t('mean')}</strong>
          <ThreeNumbers of={mean} />
        </div>
        <div className={styles.meanText}>
          <Formula topic="measure" />
          <Formula topic="numbers" />
          <Formula topic="carried" />
        </div>
      </div>
      <section className="panel" aria-label={t('twentyOne')}>
        <div className="panel-head">
          <h2>{t('twentyOne')}</h2>
          <NumbersLegend />
        </div>
        <MeasureRows rows={letters} place={place} titleOf={titleOf} />
      </section>
      <section className="panel" aria-label={t('others')}>
        <div className="panel-head">
          <h2>{t('others')}</h2>
        </div>
        <MeasureRows rows={others} place={place} titleOf={titleOf} />
      </section>
    </div>
  )
}

interface RowsProps {
  readonly rows: readonly Measure[]
  readonly place: Place
  readonly titleOf: (ref: string) => string
}

function MeasureRows({ rows, place, titleOf }: RowsProps) {
  const { t } = useTranslation(['position', 'common'])
  const { percent } = useFormats()
  // Read beside the numbers: the table stands before the weakest points are there.
  const position = usePlacePosition(place).data
  return (
    <div className={styles.scroll}>
      <table className={`plain-table ${styles.measures ?? ''}`}>
        <thead>
          <tr>
            <th scope="col">{t('measure')}</th>
            <th scope="col" className={styles.threeColumn}>
              {t('common:numbers.designed')} · {t('common:numbers.implemented')} · {t('common:numbers.evidenced')}
            </th>
            <th scope="col">{t('cir.weakest')}</th>
            <th scope="col" className="num">
              {t('carriedShare')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('why')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.ref}>
              <th scope="row">
                <GoLink to={toMeasure(one.ref, place)}>{titleOf(one.ref) || one.ref}</GoLink>
                <span className="muted small">Art. {one.ref}</span>
              </th>
              <td>
                <ThreeNumbers of={one} words={false} />
              </td>
              <td>
                <WeakestPoint position={position} measure={one.ref} place={place} />
              </td>
              <td className="num">{percent(one.carriedShare)}</td>
              <td className="num">
                <GoLink to={toMeasure(one.ref, place)} className={styles.why} aria-label={t('whyOf', { what: one.ref })}>
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
