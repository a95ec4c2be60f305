import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerStateName } from '../../ui/badges.tsx'
import { StateBadge } from '../../ui/badges.tsx'
import { useFormats } from '../../i18n/format.ts'
import { frameworkName } from '../assessment/framework-name.ts'
import type { Duty } from './duty.ts'
import { GoLink } from './go-link.tsx'
import styles from './position.module.css'
import { inLanguage, weakestFirst } from './trace-order.ts'
import { Formula, ThreeFigures } from './trace-parts.tsx'
import { toCell, toRequirement } from './trace-paths.ts'

type Carrier = Duty['carriers'][number]
const isStrength = (text: string): text is 'full' | 'partial' | 'supports' => text === 'full' || text === 'partial' || text === 'supports'

/** Requirements that carry a duty, the weakest first, each with its subjects one click away. */
export function CarrierTable({ carriers }: { readonly carriers: readonly Carrier[] }) {
  const { t } = useTranslation(['position', 'common'])
  return (
    <div className={styles.scroll}>
      <table className={`plain-table ${styles.carriers ?? ''}`}>
        <thead>
          <tr>
            <th scope="col">{t('carrier')}</th>
            <th scope="col">{t('strength')}</th>
            <th scope="col" className="num">
              {t('weight')}
            </th>
            <th scope="col">
              {t('common:numbers.designed')} · {t('common:numbers.implemented')} · {t('common:numbers.evidenced')}
            </th>
            <th scope="col">{t('subject')}</th>
          </tr>
        </thead>
        <tbody>
          {weakestFirst(carriers, (one) => one.score).map((one) => (
            <CarrierRow key={`${one.framework} ${one.requirement}`} carrier={one} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function CarrierRow({ carrier }: { readonly carrier: Carrier }) {
  const { t, i18n } = useTranslation('position')
  const { count } = useFormats()
  const [open, setOpen] = useState(false)
  return (
    <>
      <tr>
        <td>
          <GoLink to={toRequirement(carrier.framework, carrier.requirement)}>{inLanguage(carrier.title, i18n.language)}</GoLink>
          <div className="muted small">
            {frameworkName(carrier.framework)} · {carrier.requirement}
          </div>
          <div className="small">{carrier.rationale}</div>
        </td>
        <td>
          {isStrength(carrier.strength) ? t(`strengthOf.${carrier.strength}`) : carrier.strength}
          {carrier.confidence === 'low' && <div className="muted small">{t('lowConfidence')}</div>}
        </td>
        <td className="num">{count(carrier.weight)}</td>
        <td>
          <ThreeFigures of={carrier.score} />
        </td>
        <td>
          {carrier.subjects.length === 0 ? (
            <span className="muted small">{t('noSubjects')}</span>
          ) : (
            <button type="button" className="linkish" aria-expanded={open} onClick={() => setOpen(!open)}>
              {t('subjects', { count: carrier.subjects.length })}
            </button>
          )}
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={5} className={styles.nested}>
            <Formula topic="requirement" />
            <ul className={styles.subjectList}>
              {weakestFirst(carrier.subjects, (one) => one).map((one) => (
                <li key={one.subject}>
                  <GoLink to={toCell(one.subject, carrier.framework, carrier.requirement)}>{one.name}</GoLink>
                  <span className="muted small">× {one.weight}</span>
                  <StateBadge state={one.state as AnswerStateName} />
                  <ThreeFigures of={one} />
                </li>
              ))}
            </ul>
          </td>
        </tr>
      )}
    </>
  )
}
