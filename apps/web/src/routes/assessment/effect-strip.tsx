import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { StateBadge } from '../../ui/badges.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { ProblemError } from '../../api/client.ts'
import css from './assessment.module.css'
import { type EffectLine, effectLines } from './effect-lines.ts'
import type { Answering } from './use-answering.ts'

/** Lines that are shown before "and more". */
const SHOWN = 5

/** What the last save moved, with undo beside it; or why it was refused. */
export function EffectStrip({ answering, subject }: { readonly answering: Answering; readonly subject: string }) {
  const { t, i18n } = useTranslation('assessment')
  const { last, problem } = answering
  if (problem !== null)
    return (
      <div className={css.strip} data-kind="problem">
        <div style={{ flex: 1 }}>
          <ProblemView error={new ProblemError(problem)} retry={answering.dismiss} />
        </div>
      </div>
    )
  if (last === null) return null
  const lines = effectLines(last.moved, subject, i18n.language)
  return (
    <div className={css.strip} role="status" aria-label={t('effect.label')}>
      <div className={css.steps}>
        {last.kind === 'bulk' ? (
          <strong>{t('effect.bulk', { count: last.saved })}</strong>
        ) : (
          <span className="row">
            <strong>{last.kind === 'undo' ? t('effect.undone', { requirement: last.requirement }) : last.requirement}</strong>
            <StateBadge state={last.state} />
          </span>
        )}
        {last.kind === 'bulk' && last.left > 0 && <span>{t('effect.bulkLeft', { count: last.left })}</span>}
        {lines.length === 0 ? (
          <span className="muted">{t('effect.none')}</span>
        ) : (
          lines.slice(0, SHOWN).map((line) => <Step key={`${line.kind} ${line.what} ${line.where}`} line={line} />)
        )}
        {lines.length > SHOWN && <span className="muted">{t('effect.more', { count: lines.length - SHOWN })}</span>}
      </div>
      {answering.canUndo && (
        <Button variant="default" size="compact-sm" onClick={answering.undo}>
          {t('effect.undo')} <kbd style={{ marginLeft: 6, color: 'var(--ink-3)', font: 'inherit', fontSize: 12 }}>Z</kbd>
        </Button>
      )}
    </div>
  )
}

function Step({ line }: { readonly line: EffectLine }) {
  const { t } = useTranslation('assessment')
  const name =
    line.kind === 'level'
      ? t('effect.achieved', { what: line.what })
      : line.kind === 'evidenced-level'
        ? t('effect.evidenced', { what: line.what })
        : line.what
  return (
    <span className={css.step} data-direction={line.direction}>
      {name} <i>{line.before}</i> <span aria-hidden="true">→</span> <b>{line.after}</b> <small>{line.where}</small>
    </span>
  )
}
