import { useTranslation } from 'react-i18next'
import { Badge, Shape } from '../../ui/badges.tsx'
import styles from './evidence.module.css'

/** Days before its end from which evidence is said to run out, as in the report. */
export const SOON = 90

const TONES = { valid: 'met', expired: 'not-met', future: 'neutral' } as const
const SHAPES = { valid: 'met', expired: 'not-met', future: 'not-assessed' } as const

export function ValidityBadge({ validity }: { readonly validity: keyof typeof TONES }) {
  const { t } = useTranslation('evidence')
  return (
    <Badge tone={TONES[validity]}>
      <Shape state={SHAPES[validity]} />
      {t(`validities.${validity}`)}
    </Badge>
  )
}

/** How long it still proves something; long ago and soon are told apart by words and weight, not by colour alone. */
export function DaysLeft({ days }: { readonly days: number | null }) {
  const { t } = useTranslation('evidence')
  if (days === null) return <span className="muted">{t('open')}</span>
  const tone = days < 0 ? 'gone' : days <= SOON ? 'soon' : 'far'
  return (
    <span className={styles['left']} data-tone={tone}>
      {days < 0 ? t('agoDays', { count: -days }) : t('inDays', { count: days })}
    </span>
  )
}
