import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssessmentDetail } from '@caponier/contract/assessment/assessments'
import { useAct } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { AFTER_LINK } from '../evidence/link-form.tsx'

const STATUSES = ['proposed', 'planned', 'operating'] as const

interface MakeProps {
  readonly detail: AssessmentDetail
  readonly requirement: string
}

/** A control that is made where it is linked, so that whoever holds this subject alone may make it. */
export function NewControl({ detail, requirement, onMade }: MakeProps & { readonly onMade: () => void }) {
  const { t } = useTranslation('assessment')
  const tenant = useTenant()
  const create = useAct('controls.add', AFTER_LINK)
  const [name, setName] = useState('')
  const [status, setStatus] = useState<(typeof STATUSES)[number]>('operating')
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '')
          create.mutate(
            {
              params: { tenant },
              body: {
                control: { name: name.trim(), status },
                subject: detail.subject,
                framework: detail.framework,
                requirements: [requirement],
              },
            },
            { onSuccess: onMade },
          )
      }}
    >
      <TextInput
        label={t('links.name')}
        value={name}
        maxLength={500}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <div className="row">
        <Select
          w={160}
          aria-label={t('links.status')}
          allowDeselect={false}
          data={STATUSES.map((one) => ({ value: one, label: t(`links.statuses.${one}`) }))}
          value={status}
          onChange={(value) => setStatus(STATUSES.find((one) => one === value) ?? 'operating')}
        />
        <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
          {t('links.create')}
        </Button>
      </div>
      {create.error !== null && <ProblemView error={create.error} />}
    </form>
  )
}
