import { Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Cockpit } from '@caponier/contract/position/cockpit'
import { Figure } from '../../charts/figure.tsx'
import { NumbersLegend } from '../../charts/legend.tsx'
import { Ring } from '../../charts/ring.tsx'
import { useFormats } from '../../i18n/format.ts'
import styles from './cockpit.module.css'
import { GoLink } from './go-link.tsx'
import type { Letter } from './letters.ts'
import { letterOf } from './letters.ts'
import type { Place } from './place.ts'
import { toMeasure, toPosition } from './trace-paths.ts'
import type { PlacePosition } from './weakest-point.tsx'
import { usePlacePosition, WeakestPoint, weakestOf } from './weakest-point.tsx'

type Measure = Cockpit['sites'][number]['measures'][number]

/** The ten measures of Art. 21(2) as rings, each a link to its duties. */
export function CockpitRings({ measures, place }: { readonly measures: readonly Measure[]; readonly place: Place }) {
  const { t } = useTranslation('cockpit')
  const letters = measures.flatMap((one) => {
    const letter = letterOf(one.ref)
    return letter === null ? [] : [{ letter, ...one }]
  })
  const position = usePlacePosition(place).data
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
              <Tooltip
                label={<RingWords of={one} letter={one.letter} position={position} />}
                events={{ hover: true, focus: true, touch: true }}
                multiline
                w={290}
                openDelay={120}
                position="bottom"
                withArrow
              >
                <GoLink to={toMeasure(one.ref, place)}>
                  <Ring of={one} mark={`(${one.letter})`} title={`${one.ref} ${t(`letter.${one.letter}`)}`} />
                  <span className={styles.ringName}>{t(`letter.${one.letter}`)}</span>
                  <RingNumbers of={one} />
                </GoLink>
              </Tooltip>
            </li>
          ))}
        </ul>
      }
      table={() => <MeasureTable measures={measures} place={place} position={position} />}
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

interface WordsProps {
  readonly of: Measure
  readonly letter: Letter
  readonly position: PlacePosition | undefined
}

/** What a ring says on a closer look: its three numbers in words, and the weakest duty and subject below it. */
function RingWords({ of, letter, position }: WordsProps) {
  const { t } = useTranslation(['cockpit', 'common'])
  const { percent } = useFormats()
  const weakest = weakestOf(position, of.ref)
  return (
    <span className={styles.ringWords}>
      <b>
        ({letter}) {t(`letter.${letter}`)}
      </b>
      <span>
        {(['designed', 'implemented', 'evidenced'] as const)
          .map((name) => `${t(`common:numbers.${name}`)} ${percent(of[name])}`)
          .join(' · ')}
      </span>
      {weakest !== undefined && (
        <span>
          {t('weakest')}:{' '}
          {weakest === null
            ? '–'
            : [
                weakest.duty === weakest.requirement ? undefined : weakest.duty,
                `${weakest.requirement} ${weakest.title}`.trim(),
                weakest.subjectName,
              ]
                .filter((one) => one !== undefined)
                .join(' › ')}
        </span>
      )}
    </span>
  )
}

interface TableProps {
  readonly measures: readonly Measure[]
  readonly place: Place
  readonly position: PlacePosition | undefined
}

function MeasureTable({ measures, place, position }: TableProps) {
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
            <th scope="col">{t('weakest')}</th>
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
                <td>
                  <WeakestPoint position={position} measure={one.ref} place={place} />
                </td>
                <td className="num">{percent(one.carriedShare)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
