import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../i18n/format.ts'
import type { Three } from '../ui/three-numbers.tsx'
import styles from './charts.module.css'
import { apart, linePath, placeOf } from './trend-points.ts'

export interface TrendPoint extends Three {
  readonly date: string
}

const NAMES = ['designed', 'implemented', 'evidenced'] as const
const WIDTH = 320
const HEIGHT = 132
const FRAME = { left: 30, top: 8, width: 246, height: 102 }

/** Three shares over time; the newest value stands at the end of its line. */
export function TrendChart({ points, title }: { readonly points: readonly TrendPoint[]; readonly title: string }) {
  const { t } = useTranslation('common')
  const { percent, date } = useFormats()
  const id = useId()
  const dates = points.map((one) => one.date)
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined) return null
  const place = placeOf(FRAME, dates)
  const ends = apart(
    NAMES.map((name) => place(last.date, last[name] ?? 0)[1]),
    13,
  )
  return (
    <svg className={styles.trend} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={`${id}t ${id}d`}>
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>
        {[first, last]
          .map((point) => `${date(point.date)}: ${NAMES.map((name) => `${t(`numbers.${name}`)} ${percent(point[name])}`).join(', ')}`)
          .join('; ')}
      </desc>
      {[0, 0.25, 0.5, 0.75, 1].map((share) => {
        const y = place(first.date, share)[1]
        return (
          <g key={share}>
            <line x1={FRAME.left} x2={FRAME.left + FRAME.width} y1={y} y2={y} stroke="var(--line)" strokeWidth="1" />
            {share % 0.5 === 0 && (
              <text x={FRAME.left - 6} y={y + 4} className={styles.axis} textAnchor="end">
                {share * 100}
              </text>
            )}
          </g>
        )
      })}
      {NAMES.map((name, index) => {
        const path = linePath(
          points.map((point) => point[name]),
          dates,
          FRAME,
        )
        const [x, y] = place(last.date, last[name] ?? 0)
        return (
          <g key={name}>
            <path d={path} fill="none" stroke={`var(--line-${name})`} strokeWidth="2" strokeLinejoin="round" strokeDasharray={DASH[name]} />
            {last[name] !== null && (
              <>
                <circle cx={x} cy={y} r="2.6" fill={`var(--line-${name})`} />
                <text x={x + 8} y={(ends[index] ?? y) + 4} className={styles.trendEnd}>
                  {percent(last[name])}
                </text>
              </>
            )}
          </g>
        )
      })}
      <text x={FRAME.left} y={HEIGHT - 6} className={styles.axis}>
        {date(first.date)}
      </text>
      <text x={FRAME.left + FRAME.width} y={HEIGHT - 6} className={styles.axis} textAnchor="end">
        {date(last.date)}
      </text>
    </svg>
  )
}

/** Lines are told apart by their dash besides their shade. */
const DASH = { designed: '2 3', implemented: '6 2', evidenced: undefined } as const
