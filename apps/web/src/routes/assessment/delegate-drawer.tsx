import { Drawer, Button, Select, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssessmentDetail } from '@caponier/contract/assessment/assessments'
import { useAct, useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { Loaded } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'

interface Props {
  readonly detail: AssessmentDetail
  /** Null: the whole assessment. */
  readonly requirements: readonly string[] | null
  readonly today: string
  readonly onClose: () => void
}

const inTwoWeeks = (today: string): string => new Date(Date.parse(`${today}T00:00:00Z`) + 14 * 86_400_000).toISOString().slice(0, 10)

/** Delegates an assessment, or what is selected of it, to a member. */
export function DelegateDrawer({ detail, requirements, today, onClose }: Props) {
  const { t } = useTranslation('assessment')
  const tenant = useTenant()
  const query = useRead('assessments.members', { params: { tenant, framework: detail.framework, subject: detail.subject } })
  return (
    <Drawer
      opened
      closeButtonProps={{ 'aria-label': t('reason.cancel') }}
      onClose={onClose}
      title={`${t('delegate.title')}: ${detail.name}`}
      size={460}
    >
      <Loaded query={query}>
        {({ members }) => (
          <DelegateForm
            members={members.filter((one) => one.mayAnswer).map((one) => ({ value: one.user, label: one.name }))}
            detail={detail}
            requirements={requirements}
            today={today}
            onClose={onClose}
          />
        )}
      </Loaded>
    </Drawer>
  )
}

function DelegateForm({ members, detail, requirements, today, onClose }: Props & { readonly members: { value: string; label: string }[] }) {
  const { t } = useTranslation('assessment')
  const tenant = useTenant()
  const add = useAct('assignments.add')
  const [assignee, setAssignee] = useState<string | null>(null)
  const [due, setDue] = useState(inTwoWeeks(today))
  const [note, setNote] = useState('')
  if (members.length === 0) return <p>{t('delegate.noOne')}</p>
  return (
    <form
      className="stack-lg"
      onSubmit={(event) => {
        event.preventDefault()
        if (assignee === null) return
        add.mutate(
          {
            params: { tenant },
            body: {
              framework: detail.framework,
              subject: detail.subject,
              assignee,
              due,
              ...(requirements !== null && { requirements: [...requirements] }),
              ...(note.trim() !== '' && { note: note.trim() }),
            },
          },
          {
            onSuccess: (made) => {
              notifications.show({ message: t('delegate.done', { name: made.assigneeName ?? '' }) })
              onClose()
            },
          },
        )
      }}
    >
      <strong>{requirements === null ? t('delegate.whole') : t('delegate.some', { count: requirements.length })}</strong>
      <Select
        label={t('delegate.who')}
        placeholder={t('delegate.whoPlaceholder')}
        searchable
        required
        data={members}
        value={assignee}
        onChange={setAssignee}
        data-autofocus
      />
      <TextInput
        type="date"
        w={180}
        label={t('delegate.due')}
        required
        min={today}
        value={due}
        onChange={(event) => setDue(event.currentTarget.value)}
      />
      <Textarea label={t('delegate.note')} value={note} maxLength={20_000} onChange={(event) => setNote(event.currentTarget.value)} />
      <p className="muted small">{t('delegate.explain')}</p>
      {add.error !== null && <ProblemView error={add.error} />}
      <div className="row">
        <Button type="submit" loading={add.isPending} disabled={assignee === null}>
          {t('delegate.send')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('reason.cancel')}
        </Button>
      </div>
    </form>
  )
}
