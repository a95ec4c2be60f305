import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Review } from './review.ts'
import { yearFrom } from './review.ts'
import { ReviewFields } from './review-fields.tsx'

interface Props {
  /** Answers whose review is set, and selected ones that have none because they were neither left out nor compensated. */
  readonly count: number
  readonly others: number
  readonly today: string
  readonly onSave: (review: Review) => void
  readonly onClose: () => void
}

/** The next review of many answers at once; the answers and their reasons stay as they are. */
export function ReviewDialog({ count, others, today, onSave, onClose }: Props) {
  const { t } = useTranslation('assessment')
  const [value, setValue] = useState<Review>({ review: yearFrom(today), reviewer: null })
  return (
    <Modal opened onClose={onClose} title={t('review.title', { count })} closeButtonProps={{ 'aria-label': t('reason.cancel') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (count > 0) onSave(value)
        }}
      >
        <p style={{ margin: 0 }}>{t('review.text')}</p>
        {others > 0 && (
          <p className="muted" style={{ margin: 0 }}>
            {t('review.others', { count: others })}
          </p>
        )}
        <ReviewFields value={value} today={today} onChange={setValue} />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={onClose}>
            {t('reason.cancel')}
          </Button>
          <Button type="submit" disabled={count === 0}>
            {t('review.set')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
