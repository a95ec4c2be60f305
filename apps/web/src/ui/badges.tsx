import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export type AnswerStateName = 'not-assessed' | 'not-met' | 'partly' | 'met' | 'compensated' | 'not-applicable'

/** Each state has a shape besides its colour: empty ring, cross, half disc, tick, shield, dash. */
const SHAPES: Readonly<Record<AnswerStateName, ReactNode>> = {
  'not-assessed': <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="2 1.6" />,
  'not-met': <path d="M2.6 2.6l6.8 6.8M9.4 2.6L2.6 9.4" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />,
  partly: (
    <>
      <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M6 1.6a4.4 4.4 0 0 1 0 8.8z" fill="currentColor" />
    </>
  ),
  met: <path d="M2 6.4l2.8 2.8L10 3.4" fill="none" stroke="currentColor" strokeWidth="1.9" strokeLinecap="round" strokeLinejoin="round" />,
  compensated: <path d="M6 1.2l4 1.4v3.2c0 2.4-1.7 4-4 5-2.3-1-4-2.6-4-5V2.6z" fill="none" stroke="currentColor" strokeWidth="1.4" />,
  'not-applicable': <path d="M2.2 6h7.6" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />,
}

export function Shape({ state }: { readonly state: AnswerStateName }) {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      {SHAPES[state]}
    </svg>
  )
}

/** State of an answer: colour, shape and word. */
export function StateBadge({ state, short = false }: { readonly state: AnswerStateName; readonly short?: boolean }) {
  const { t } = useTranslation('common')
  const word = t(`state.${state}`)
  return (
    <span className="badge" data-tone={state} title={short ? word : undefined}>
      <Shape state={state} />
      {short ? <span className="visually-hidden">{word}</span> : word}
    </span>
  )
}

const SEVERITY = { high: ['not-met', '!!!'], medium: ['partly', '!!'], low: ['neutral', '!'] } as const

export function SeverityBadge({ severity }: { readonly severity: 'high' | 'medium' | 'low' }) {
  const { t } = useTranslation('common')
  const [tone, mark] = SEVERITY[severity]
  return (
    <span className="badge" data-tone={tone}>
      <span aria-hidden="true">{mark}</span>
      {t(`severity.${severity}`)}
    </span>
  )
}

/** Tone of each class, for those who write its legal term out. */
export const CLASS_TONE = {
  essential: 'not-met',
  important: 'partly',
  'registration-only': 'accent',
  out: 'neutral',
  undetermined: 'compensated',
} as const
export type ClassName = keyof typeof CLASS_TONE

export function ClassBadge({ of }: { readonly of: ClassName }) {
  const { t } = useTranslation('common')
  return (
    <span className="badge" data-tone={CLASS_TONE[of]}>
      {t(`class.${of}`)}
    </span>
  )
}

export function Badge({
  tone = 'neutral',
  children,
  title,
}: {
  readonly tone?: string
  readonly children: ReactNode
  readonly title?: string
}) {
  return (
    <span className="badge" data-tone={tone} title={title}>
      {children}
    </span>
  )
}
