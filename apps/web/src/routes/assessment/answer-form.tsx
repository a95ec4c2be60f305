import { Button, Select, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssessmentDetail, RequirementRow } from '@caponier/contract/assessment/assessments'
import type { AnswerInput } from '@caponier/contract/assessment/cells'
import { useFormats } from '../../i18n/format.ts'
import { Badge } from '../../ui/badges.tsx'
import { When } from '../../ui/time.tsx'
import { needsReason } from './answer-state.ts'
import type { Review } from './review.ts'
import { isReviewDue, withReview, yearFrom } from './review.ts'
import { ReviewFields } from './review-fields.tsx'

interface Props {
  readonly detail: AssessmentDetail
  readonly row: RequirementRow
  readonly today: string
  readonly noteId: string
  readonly onSave: (input: AnswerInput) => void
  readonly onTakeBack: () => void
}

type M = 1 | 2 | 3 | 4

/** Note, justification, maturity and review of the standing answer; where it is inherited, the way to an own one. */
export function AnswerForm({ detail, row, today, noteId, onSave, onTakeBack }: Props) {
  const { t } = useTranslation('assessment')
  const { own } = row
  const [note, setNote] = useState(own?.note ?? '')
  const [justification, setJustification] = useState(own?.justification ?? '')
  const [review, setReview] = useState(() => reviewOf(row))
  useEffect(() => {
    setNote(own?.note ?? '')
    setJustification(own?.justification ?? '')
    setReview({ review: own?.review ?? '', reviewer: own?.reviewer?.id ?? null })
    // Another entry of the same cell brings other texts.
  }, [row.requirement, own?.note, own?.justification, own?.review, own?.reviewer?.id])
  const state = own?.state ?? row.state
  const canSave = detail.may.answer && state !== 'not-assessed'
  const isChanged = note !== (own?.note ?? '') || justification !== (own?.justification ?? '') || !isSameReview(review, reviewOf(row))
  const withMaturity = (maturity: M | null): AnswerInput | null =>
    state === 'not-assessed'
      ? null
      : {
          state,
          ...(note.trim() !== '' && { note: note.trim() }),
          ...(needsReason(state) && { justification: justification.trim() }),
          // A day that is over cannot be set again: without one the server sets the next.
          ...(needsReason(state) && review.review >= today && { review: review.review }),
          ...(needsReason(state) && review.reviewer !== null && { reviewer: review.reviewer }),
          ...(maturity !== null && { maturity }),
        }
  const save = (maturity: M | null = own?.maturity ?? null): void => {
    const input = withMaturity(maturity)
    if (input !== null) onSave(input)
  }
  const mayNotSave = needsReason(state) && justification.trim() === ''
  return (
    <div className="stack">
      <Standing row={row} />
      {detail.levels === 'ML' && (
        <Select
          w={180}
          label={t('detail.maturity')}
          placeholder={t('detail.maturityNone')}
          disabled={!canSave}
          data={['1', '2', '3', '4'].map((level) => ({ value: level, label: `ML ${level}` }))}
          value={row.maturity === null ? null : String(row.maturity)}
          onChange={(value) => save(value === null ? null : (Number(value) as M))}
        />
      )}
      {needsReason(state) && own !== null && (
        <>
          <Textarea
            label={t('detail.justification')}
            value={justification}
            disabled={!canSave}
            error={mayNotSave ? t('reason.needed') : null}
            maxLength={20_000}
            onChange={(event) => setJustification(event.currentTarget.value)}
          />
          <ReviewFields value={review} today={today} disabled={!canSave} onChange={setReview} />
          <StillHolds row={row} today={today} mayAnswer={canSave} onSave={onSave} />
        </>
      )}
      <Textarea
        id={noteId}
        label={t('detail.note')}
        placeholder={t('detail.notePlaceholder')}
        value={note}
        disabled={!canSave}
        maxLength={20_000}
        onChange={(event) => setNote(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !mayNotSave) save()
        }}
      />
      <div className="row">
        {isChanged && canSave && (
          <Button size="compact-sm" disabled={mayNotSave} onClick={() => save()}>
            {row.sources.length > 0 ? t('detail.override') : t('detail.saveNote')}
          </Button>
        )}
        {own !== null && detail.may.answer && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={onTakeBack}>
            {t('detail.dropOwn')}
          </Button>
        )}
        {own === null && row.sources.length > 0 && detail.may.answer && !isChanged && (
          <Button size="compact-sm" variant="default" title={t('detail.overrideHint')} onClick={() => save(row.maturity)}>
            {t('detail.override')}
          </Button>
        )}
      </div>
    </div>
  )
}

const reviewOf = (row: RequirementRow): Review => ({ review: row.own?.review ?? '', reviewer: row.own?.reviewer?.id ?? null })

const isSameReview = (a: Review, b: Review): boolean => a.review === b.review && a.reviewer === b.reviewer

interface HoldsProps {
  readonly row: RequirementRow
  readonly today: string
  readonly mayAnswer: boolean
  readonly onSave: (input: AnswerInput) => void
}

/** A review that is due: said, and done with one press where the reason still holds. */
function StillHolds({ row, today, mayAnswer, onSave }: HoldsProps) {
  const { t } = useTranslation('assessment')
  const { date } = useFormats()
  if (!isReviewDue(row, today)) return null
  const next = yearFrom(today)
  const input = withReview(row, { review: next, reviewer: row.own?.reviewer?.id ?? null })
  return (
    <div className="row" role="note">
      <Badge tone="not-met">{row.own?.review == null ? t('review.never') : t('row.reviewOver', { date: date(row.own.review) })}</Badge>
      {mayAnswer && input !== null && (row.own?.justification ?? '') !== '' && (
        <Button size="compact-sm" variant="default" onClick={() => onSave(input)}>
          {t('review.holds', { date: date(next) })}
        </Button>
      )}
    </div>
  )
}

/** Who answered when, or from where the answer is inherited. */
export function Standing({ row }: { readonly row: RequirementRow }) {
  const { t } = useTranslation('assessment')
  if (row.sources.length > 0)
    return (
      <div className="small">
        {row.sources.map((one) => (
          <p key={one.subject} style={{ margin: 0 }}>
            {one.name === '' ? t('row.elsewhere') : t('row.from', { name: one.name })}
            {one.justification !== null && <span className="muted">: {one.justification}</span>}
          </p>
        ))}
      </div>
    )
  if (row.own === null) return <p className="muted small">{t('detail.never')}</p>
  return (
    <p className="muted small" style={{ margin: 0 }}>
      {row.own.by ?? ''} {row.own.recordedAt !== null && <When at={row.own.recordedAt} />}
    </p>
  )
}
