import { useTranslation } from 'react-i18next'
import { useFormats } from '../i18n/format.ts'
import type { Three } from '../ui/three-numbers.tsx'
import { ringArcs } from './arcs.ts'

/** Three numbers as one small bar, the same shades as the rings; for lists where a ring has no room. */
export function StackedBar({ of, width = 44 }: { readonly of: Three; readonly width?: number }) {
  const { t } = useTranslation('common')
  const { percent } = useFormats()
  const said = (['designed', 'implemented', 'evidenced'] as const).map((name) => `${t(`numbers.${name}`)} ${percent(of[name])}`).join(', ')
  return (
    <svg width={width} height="7" viewBox={`0 0 ${width} 7`} role="img" aria-label={said} style={{ flex: 'none' }}>
      <title>{said}</title>
      <rect width={width} height="7" rx="1.5" fill="var(--line)" />
      {ringArcs(of).map((arc) => (
        <rect key={arc.name} x={arc.from * width} width={arc.share * width} height="7" fill={`var(--${arc.name})`} />
      ))}
    </svg>
  )
}
