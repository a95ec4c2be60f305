import { useTranslation } from 'react-i18next'
import { useFormats } from '../../i18n/format.ts'
import { ActivityNames } from './activity-names.tsx'
import { Contributions } from './contributions.tsx'
import type { EntityScope } from './entity-scope.ts'
import styles from './scope.module.css'

type Reason = EntityScope['reasons'][number]

/** Each step as a lawyer reads it: what it decides, the article, and the figures, activities or facts that decided it. */
export function Reasons({ of }: { readonly of: EntityScope }) {
  const { t } = useTranslation('scope')
  const withFigures = of.contributions.length === 0 ? -1 : of.reasons.findIndex((reason) => reason.comparisons.length > 0)
  return (
    <ol className={styles.reasons}>
      {of.reasons.map((reason, index) => (
        <li key={`${reason.rule} ${reason.fact}`} aria-label={t('reasonStep', { number: index + 1 })}>
          <div className={styles.reasonHead}>
            <b>{t(`reason.${reason.rule as 'large'}`)}</b>
            <span className="muted small">{reason.readableArticle}</span>
          </div>
          {reason.comparisons.length === 0 || reason.rule === 'two-year-rule' ? <p>{reason.readableFact}</p> : null}
          {reason.comparisons.length > 0 && <Comparisons of={reason.comparisons} />}
          {index === withFigures && <Contributions of={of.contributions} />}
          <ActivityNames of={reason.activities} />
        </li>
      ))}
    </ol>
  )
}

/** Each figure of each year beside its threshold. */
function Comparisons({ of }: { readonly of: Reason['comparisons'] }) {
  const { t } = useTranslation('scope')
  const formats = useFormats()
  const withOwn = of.some((one) => one.own !== null)
  const withYear = of.some((one) => one.year !== null)
  return (
    <div className={styles.scroll} tabIndex={0}>
      <table className={`plain-table ${styles.comparisons}`}>
        <thead>
          <tr>
            {withYear && <th>{t('compared.year')}</th>}
            <th>{t('compared.figure')}</th>
            <th className="num">{t(withOwn ? 'compared.together' : 'compared.value')}</th>
            <th className="num">{t('compared.threshold')}</th>
          </tr>
        </thead>
        <tbody>
          {of.map((one, index) => (
            <tr key={`${one.year} ${one.figure}`}>
              {withYear && <td>{one.year === of[index - 1]?.year ? '' : one.year}</td>}
              <td>{t(`compared.${one.figure}`)}</td>
              <td className="num">
                {formats.decimal(one.value)}
                {one.own !== null && <div className="muted small">{t('compared.own', { value: formats.decimal(one.own) })}</div>}
              </td>
              <td className="num">
                {RELATION[one.relation]} {formats.decimal(one.threshold)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const RELATION = { '>=': '≥', '<': '<', '>': '>', '<=': '≤' } as const
