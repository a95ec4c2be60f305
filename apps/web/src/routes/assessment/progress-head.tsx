import { useTranslation } from 'react-i18next'
import type { AssessmentProgress } from '@caponier/contract/assessment/assessments'
import { FOUNDATIONAL, SlCell } from '../../ui/levels.tsx'
import css from './assessment.module.css'
import focusCss from './focus.module.css'

const SEGMENTS = [
  ['met', 'met'],
  ['compensated', 'compensated'],
  ['partly', 'partly'],
  ['notMet', 'not-met'],
  ['notApplicable', 'not-applicable'],
] as const

/** How the answers are spread, as one bar; the words are in its label. */
export function StateBar({ progress }: { readonly progress: AssessmentProgress }) {
  const { t } = useTranslation('assessment')
  const label = SEGMENTS.filter(([count]) => progress[count] > 0)
    .map(([count, state]) => `${t(`state.${state}`)} ${progress[count]}`)
    .join(', ')
  return (
    <div className={css.bar} role="img" aria-label={label === '' ? t('state.not-assessed') : label} title={label}>
      {SEGMENTS.map(([count, state]) =>
        progress[count] === 0 ? null : (
          <i key={state} data-state={state} style={{ width: `${(progress[count] / progress.total) * 100}%` }} />
        ),
      )}
    </div>
  )
}

interface HeadProps {
  readonly progress: AssessmentProgress
  readonly central: boolean
  /** On a phone, leave the levels out. */
  readonly compact: boolean
}

/** Progress, gaps and levels of one assessment. A level that moved is outlined for a moment. */
export function ProgressHead({ progress, central, compact }: HeadProps) {
  const { t } = useTranslation('assessment')
  return (
    <section className={compact ? `${css.head ?? ''} ${focusCss.inFocus ?? ''}` : css.head} aria-label={t('head.levels')}>
      <div style={{ display: 'grid', gap: 6 }}>
        <StateBar progress={progress} />
        <div className={css.counts} aria-live="polite">
          <strong>{t('head.answered', { answered: progress.answered, total: progress.total })}</strong>
          {!central && <span>{t('head.gaps', { count: progress.gaps })}</span>}
          {progress.withoutEvidence > 0 && <span>{t('head.withoutEvidence', { count: progress.withoutEvidence })}</span>}
          {progress.inherited > 0 && <span>{t('head.inherited', { count: progress.inherited })}</span>}
        </div>
        {central && <p style={{ margin: 0, color: 'var(--ink-2)' }}>{t('head.central')}</p>}
      </div>
      {progress.slAchieved !== null && <Vectors progress={progress} />}
    </section>
  )
}

const ROWS = [
  ['SL-T', 'slTarget'],
  ['SL-A', 'slAchieved'],
  ['SL-E', 'slEvidenced'],
] as const

function Vectors({ progress }: { readonly progress: AssessmentProgress }) {
  const { t } = useTranslation(['assessment', 'common'])
  return (
    <div className={css.vectors} role="group" aria-label={t('head.levels')}>
      <b />
      {FOUNDATIONAL.map((fr) => (
        <b key={fr} title={t(`common:fr.${fr}`)}>
          {fr}
        </b>
      ))}
      {ROWS.map(([name, field]) => (
        <VectorRow key={name} name={name} levels={progress[field] ?? []} target={field === 'slTarget' ? null : progress.slTarget} />
      ))}
    </div>
  )
}

function VectorRow({
  name,
  levels,
  target,
}: {
  readonly name: string
  readonly levels: readonly (number | null)[]
  readonly target: readonly (number | null)[] | null
}) {
  return (
    <>
      <em>{name}</em>
      {FOUNDATIONAL.map((fr, index) => {
        const level = levels[index] ?? null
        const goal = target?.[index] ?? null
        // The level is part of the key: a level that moved is a new element and shows its outline once.
        return (
          <span
            key={`${fr} ${level ?? 'dash'}`}
            className={target === null ? undefined : css.moved}
            data-below={level !== null && goal !== null && level < goal}
          >
            <SlCell level={level} label={`${name} ${fr} ${level ?? '–'}${goal === null ? '' : ` / ${goal}`}`} />
          </span>
        )
      })}
    </>
  )
}
