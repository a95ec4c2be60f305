import { useTranslation } from 'react-i18next'
import type { Cockpit } from '@caponier/contract/position/cockpit'
import { Figure } from '../../charts/figure.tsx'
import { NumbersLegend } from '../../charts/legend.tsx'
import { Ring } from '../../charts/ring.tsx'
import { useFormats } from '../../i18n/format.ts'
import styles from './cockpit.module.css'
import { GoLink } from './go-link.tsx'
import { letterOf } from './letters.ts'
import type { Place } from './place.ts'
import { toMeasure, toPosition } from './trace-paths.ts'

type Measure = Cockpit['sites'][number]['measures'][number]

/** The ten measures of Art. 21(2) as rings, each a link to its duties. */
export function CockpitRings({ measures, place }: { readonly measures: readonly Measure[]; readonly place: Place }) {
  const { t } = useTranslation('cockpit')
  const letters = measures.flatMap((one) => {
    const letter = letterOf(one.ref)
    return letter === null ? [] : [{ letter, ...one }]
  })
  return (
    <Figure
      name={t('measuresName')}
      title={t('measures')}
      className={styles.rings ?? ''}
      acts={
        <>
          <NumbersLegend />
          <GoLink to={toPosition(place)} className="small">
            {t('otherArticles')}
          </GoLink>
        </>
      }
      picture={
        <ul className={styles.ringList}>
          {letters.map((one) => (
            <li key={one.ref}>
              <GoLink to={toMeasure(one.ref, place)} title={t('whyOf', { what: `21(2)(${one.letter})` })}>
                <Ring of={one} mark={`(${one.letter})`} title={`${one.ref} ${t(`letter.${one.letter}`)}`} />
                <span className={styles.ringName}>{t(`letter.${one.letter}`)}</span>
                <RingNumbers of={one} />
              </GoLink>
            </li>
          ))}
        </ul>
      }
      table={() => <MeasureTable measures={measures} place={place} />}
    />
  )
}

/** The three figures in the order of the legend. */
function RingNumbers({ of }: { readonly of: Measure }) {
  const figure = (share: number | null): string => (share === null ? '–' : String(Math.round(share * 100)))
  return (
    <span className={styles.ringNumbers} aria-hidden="true">
      {(['designed', 'implemented', 'evidenced'] as const).map((name) => (
        <span key={name}>
          <i style={{ background: `var(--${name})` }} />
          {figure(of[name])}
        </span>
      ))}
    </span>
  )
}

function MeasureTable({ measures, place }: { readonly measures: readonly Measure[]; readonly place: Place }) {
  const { t } = useTranslation(['cockpit', 'common'])
  const { percent } = useFormats()
  return (
    <div className={styles.scroll}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('measureTable.measure')}</th>
            {(['designed', 'implemented', 'evidenced'] as const).map((name) => (
              <th key={name} scope="col" className="num">
                {t(`common:numbers.${name}`)}
              </th>
            ))}
            <th scope="col" className="num">
              {t('measureTable.carried')}
            </th>
          </tr>
        </thead>
        <tbody>
          {measures.map((one) => {
            const letter = letterOf(one.ref)
            return (
              <tr key={one.ref}>
                <td>
                  <GoLink to={toMeasure(one.ref, place)}>{one.ref}</GoLink> {letter !== null && t(`letter.${letter}`)}
                </td>
                <td className="num">{percent(one.designed)}</td>
                <td className="num">{percent(one.implemented)}</td>
                <td className="num">{percent(one.evidenced)}</td>
                <td className="num">{percent(one.carriedShare)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
