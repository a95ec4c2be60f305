import { Button, Textarea } from '@mantine/core'
import { useIsFetching, useIsMutating } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssignmentDetail } from '@caponier/contract/assessment/assignments'
import { useAct } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import respondCss from './respond.module.css'

interface SubmitProps {
  readonly detail: AssignmentDetail
  /** Leads to the first answer that waits to be confirmed. */
  readonly onConfirm: () => void
}

/** The end of a delegation for its respondent: submits, with a note where questions stay open; asks where answers are not confirmed. */
export function SubmitBox({ detail, onConfirm }: SubmitProps) {
  const { t } = useTranslation('assessment')
  const submit = useAct('assignments.submit')
  const tenant = useTenant()
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  const left = detail.total - detail.answered - detail.unconfirmed
  const send = (): void =>
    submit.mutate({
      params: { tenant, id: detail.id },
      version: detail.version,
      body: note.trim() === '' ? {} : { note: note.trim() },
    })
  // An answer that is on its way is no longer to be confirmed.
  const isSettling = useIsMutating() + useIsFetching({ queryKey: ['assessment'] }) > 0
  const asks = asked && detail.unconfirmed > 0
  return (
    <section className={respondCss.card}>
      <strong>{detail.answered === detail.total ? t('mine.finishAll') : t('mine.finish')}</strong>
      {left > 0 && <p style={{ margin: 0 }}>{t('assignment.submitNote', { count: left })}</p>}
      <Textarea label={t('assignment.note')} value={note} maxLength={20_000} onChange={(event) => setNote(event.currentTarget.value)} />
      {asks && (
        <p role="alert" style={{ margin: 0 }}>
          {t('mine.askUnconfirmed', { count: detail.unconfirmed })}
        </p>
      )}
      {submit.error !== null && <ProblemView error={submit.error} />}
      <Button
        size="md"
        loading={submit.isPending}
        disabled={(left > 0 && note.trim() === '') || (isSettling && !submit.isPending)}
        onClick={() => (detail.unconfirmed === 0 || asks ? send() : setAsked(true))}
      >
        {asks ? t('mine.submitUnconfirmed') : t('assignment.submit')}
      </Button>
      {asks && (
        <Button
          variant="default"
          size="md"
          onClick={() => {
            // With the button gone, Enter belongs to the question again.
            setAsked(false)
            onConfirm()
          }}
        >
          {t('mine.confirmFirst')}
        </Button>
      )}
    </section>
  )
}
