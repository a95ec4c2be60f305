import { useTranslation } from 'react-i18next'
import { NOTHING, useFormats } from '../../i18n/format.ts'
import type { EntityScope } from './entity-scope.ts'
import styles from './scope.module.css'

/** How the figures come together: the entity's own, a partner by its share, a linked enterprise whole. */
export function Contributions({ of }: { readonly of: EntityScope['contributions'] }) {
  const { t } = useTranslation('scope')
  const formats = useFormats()
  const figure = (value: string | null): string => (value === null ? NOTHING : formats.decimal(value))
  const years = [...new Set(of.map((one) => one.year))]
  return (
    <details className={styles.contributions}>
      <summary>{t('contributions.title')}</summary>
      {years.map((year) => (
        <div key={year} className={styles.scroll} tabIndex={0}>
          <table className={`plain-table ${styles.comparisons}`}>
            <thead>
              <tr>
                <th>{year ?? t('contributions.whose')}</th>
                <th className="num">{t('compared.headcount')}</th>
                <th className="num">{t('compared.turnover')}</th>
                <th className="num">{t('compared.balance')}</th>
              </tr>
            </thead>
            <tbody>
              {of
                .filter((one) => one.year === year)
                .map((one) => (
                  <tr key={one.name}>
                    <td>
                      {one.name ?? t('contributions.own')}
                      {one.kind !== 'own' && (
                        <div className="muted small">{t(`contributions.${one.kind}`, { percent: formats.percent(one.percent / 100) })}</div>
                      )}
                    </td>
                    <td className="num">{figure(one.headcount)}</td>
                    <td className="num">{figure(one.turnover)}</td>
                    <td className="num">{figure(one.balance)}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      ))}
    </details>
  )
}
