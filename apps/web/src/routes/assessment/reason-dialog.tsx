import { Button, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../i18n/format.ts'
import detailCss from './detail.module.css'
import type { Review } from './review.ts'
import { ReviewFields } from './review-fields.tsx'
import type { AnswerConflict } from './use-answering.ts'
import { StateBadge } from '../../ui/badges.tsx'

export interface AskedReason {
  /** What is answered, for the title. */
  readonly what: string
  readonly state: 'not-applicable' | 'compensated'
  readonly justification: string
  readonly review: string
  readonly reviewer: string | null
}

interface Props {
  readonly asked: AskedReason
  readonly today: string
  readonly onSave: (reason: Review & { readonly justification: string }) => void
  readonly onClose: () => void
}

/** Asks why something is not applicable or how it is compensated, and who looks again when (rule 1). */
export function ReasonDialog({ asked, today, onSave, onClose }: Props) {
  const { t } = useTranslation('assessment')
  const [justification, setJustification] = useState(asked.justification)
  const [review, setReview] = useState<Review>({ review: asked.review, reviewer: asked.reviewer })
  const [tried, setTried] = useState(false)
  const isNa = asked.state === 'not-applicable'
  const save = (): void => {
    if (justification.trim() === '') setTried(true)
    else onSave({ justification: justification.trim(), ...review })
  }
  return (
    <Modal
      opened
      closeButtonProps={{ 'aria-label': t('reason.cancel') }}
      onClose={onClose}
      title={`${asked.what} · ${isNa ? t('reason.titleNa') : t('reason.titleCompensated')}`}
      size="lg"
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Textarea
          data-autofocus
          label={t('detail.justification')}
          description={isNa ? t('reason.hintNa') : t('reason.hintCompensated')}
          error={tried && justification.trim() === '' ? t('reason.needed') : null}
          value={justification}
          maxLength={20_000}
          onChange={(event) => setJustification(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
          }}
        />
        <ReviewFields value={review} today={today} onChange={setReview} />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={onClose}>
            {t('reason.cancel')}
          </Button>
          <Button type="submit">{t('reason.save')}</Button>
        </div>
      </form>
    </Modal>
  )
}

interface ConflictProps {
  readonly conflict: AnswerConflict
  readonly onSettle: (keepTheirs: boolean) => void
}

interface Side {
  readonly state: Parameters<typeof StateBadge>[0]['state']
  readonly justification?: string | null
  readonly note?: string | null
  readonly by?: string | null
  readonly recordedAt?: string | null
}

/** Two people answered at once: both sides, and the choice. */
export function ConflictDialog({ conflict, onSettle }: ConflictProps) {
  const { t } = useTranslation('assessment')
  const theirs = conflict.theirs as Side | null | undefined
  return (
    <Modal
      opened
      closeButtonProps={{ 'aria-label': t('reason.cancel') }}
      onClose={() => onSettle(true)}
      title={t('conflict.title')}
      size="lg"
    >
      <p style={{ marginTop: 0 }}>{t('conflict.lead', { requirement: conflict.requirement, name: theirs?.by ?? t('conflict.someone') })}</p>
      <div className={detailCss['side-by-side']}>
        <Version title={t('conflict.theirs')} side={theirs ?? { state: 'not-assessed' }} />
        <Version title={t('conflict.yours')} side={conflict.yours as Side} />
      </div>
      <div className="row" style={{ justifyContent: 'flex-end', marginTop: 16 }}>
        <Button variant="default" onClick={() => onSettle(false)}>
          {t('conflict.replace')}
        </Button>
        <Button data-autofocus onClick={() => onSettle(true)}>
          {t('conflict.keep')}
        </Button>
      </div>
    </Modal>
  )
}

function Version({ title, side }: { readonly title: string; readonly side: Side }) {
  const { t } = useTranslation('assessment')
  const { instant } = useFormats()
  return (
    <section className={detailCss.version}>
      <h3>{title}</h3>
      <StateBadge state={side.state} />
      {side.justification != null && (
        <p>
          {t('detail.justification')}: {side.justification}
        </p>
      )}
      {side.note != null && (
        <p>
          {t('detail.note')}: {side.note}
        </p>
      )}
      {side.recordedAt != null && <p className="muted small">{instant(side.recordedAt)}</p>}
    </section>
  )
}
