import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../i18n/format.ts'
import styles from './charts.module.css'

const ORDER = ['high', 'medium', 'low'] as const
export type Severities = Readonly<Record<(typeof ORDER)[number], number>>

/** Findings by weight as one bar; widths are by number, the gravest first. */
export function SeverityBar({ of, title }: { readonly of: Severities; readonly title: string }) {
  const { t } = useTranslation('common')
  const { count } = useFormats()
  const id = useId()
  const total = of.high + of.medium + of.low
  const bars = ORDER.filter((one) => of[one] > 0)
  const before = (at: number): number => bars.slice(0, at).reduce((sum, one) => sum + of[one], 0)
  return (
    <svg className={styles.severity} viewBox="0 0 300 10" preserveAspectRatio="none" role="img" aria-labelledby={`${id}t ${id}d`}>
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{ORDER.map((one) => `${t(`severity.${one}`)} ${count(of[one])}`).join(', ')}</desc>
      <rect width="300" height="10" fill="var(--track)" />
      {bars.map((one, at) => (
        <rect
          key={one}
          x={(before(at) / total) * 300}
          width={Math.max((of[one] / total) * 300 - 1.5, 1)}
          height="10"
          fill={`var(--severity-${one})`}
        />
      ))}
    </svg>
  )
}
