import { useTranslation } from 'react-i18next'
import styles from './charts.module.css'

/** What the three shades of rings and bars mean. */
export function NumbersLegend() {
  const { t } = useTranslation('common')
  return (
    <span className={styles.legend}>
      {(['designed', 'implemented', 'evidenced'] as const).map((name) => (
        <span key={name}>
          <i data-number={name} />
          {t(`numbers.${name}`)}
        </span>
      ))}
    </span>
  )
}
