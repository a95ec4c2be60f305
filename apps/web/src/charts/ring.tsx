import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../i18n/format.ts'
import type { Three } from '../ui/three-numbers.tsx'
import { ringArcs } from './arcs.ts'
import styles from './charts.module.css'

const SIZE = 76
const RADIUS = 32
const LENGTH = 2 * Math.PI * RADIUS

interface Props {
  readonly of: Three
  /** Short mark in the middle, above the figure. */
  readonly mark: string
  readonly title: string
}

/**
 * One measure as a ring: what is evidenced, then what is implemented without evidence, then what is only designed. The figure in the
 * middle is the evidenced share.
 */
export function Ring({ of, mark, title }: Props) {
  const { t } = useTranslation('common')
  const { percent } = useFormats()
  const id = useId()
  const centre = SIZE / 2
  const nothing = of.designed === null
  return (
    <svg className={styles.ring} viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-labelledby={`${id}t ${id}d`}>
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>
        {(['designed', 'implemented', 'evidenced'] as const).map((name) => `${t(`numbers.${name}`)} ${percent(of[name])}`).join(', ')}
      </desc>
      <circle
        cx={centre}
        cy={centre}
        r={RADIUS}
        fill="none"
        stroke={nothing ? 'var(--line)' : 'var(--track)'}
        strokeWidth="8"
        strokeDasharray={nothing ? '2 4' : undefined}
      />
      {ringArcs(of).map((arc) => (
        <circle
          key={arc.name}
          cx={centre}
          cy={centre}
          r={RADIUS}
          fill="none"
          stroke={`var(--${arc.name})`}
          strokeWidth="8"
          strokeDasharray={`${arc.share * LENGTH} ${LENGTH}`}
          strokeDashoffset={-arc.from * LENGTH}
          transform={`rotate(-90 ${centre} ${centre})`}
        />
      ))}
      <text x={centre} y={centre - 7} className={styles.ringMark}>
        {mark}
      </text>
      <text x={centre} y={centre + 11} className={styles.ringFigure}>
        {nothing ? '–' : Math.round((of.evidenced ?? 0) * 100)}
      </text>
    </svg>
  )
}
