import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssignmentDetail } from '@caponier/contract/assessment/assignments'
import { useAct } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import respondCss from './respond.module.css'

/** The end of a delegation for its respondent: submits, with a note where questions stay open. */
export function SubmitBox({ detail }: { readonly detail: AssignmentDetail }) {
  const { t } = useTranslation('assessment')
  const submit = useAct('assignments.submit')
  const tenant = useTenant()
  const [note, setNote] = useState('')
  const left = detail.total - detail.answered
  return (
    <section className={respondCss.card}>
      <strong>{left === 0 ? t('mine.finishAll') : t('mine.finish')}</strong>
      {left > 0 && <p style={{ margin: 0 }}>{t('assignment.submitNote', { count: left })}</p>}
      <Textarea label={t('assignment.note')} value={note} maxLength={20_000} onChange={(event) => setNote(event.currentTarget.value)} />
      {submit.error !== null && <ProblemView error={submit.error} />}
      <Button
        size="md"
        loading={submit.isPending}
        disabled={left > 0 && note.trim() === ''}
        onClick={() =>
          submit.mutate({
            params: { tenant, id: detail.id },
            version: detail.version,
            body: note.trim() === '' ? {} : { note: note.trim() },
          })
        }
      >
        {t('assignment.submit')}
      </Button>
    </section>
  )
}
