import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssessmentDetail } from '@caponier/contract/assessment/assessments'
import { useAct } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { DropZone } from '../evidence/drop-zone.tsx'
import { AFTER_LINK } from '../evidence/link-form.tsx'
import css from './assessment.module.css'
import { useRequirementText } from './requirement-text.tsx'

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

/** Evidence with its file is made where it proves; without a file only its name and dates are recorded. */
export function NewEvidence({
  detail,
  requirement,
  today,
  onMade,
}: MakeProps & {
  readonly today: string
  /** Null: linked already. */
  readonly onMade: (id: string | null) => void
}) {
  const { t } = useTranslation('assessment')
  const tenant = useTenant()
  const { framework } = detail
  const create = useAct('evidence.create')
  const add = useAct('evidence.add', AFTER_LINK)
  const [file, setFile] = useState<File | null>(null)
  const typical = useRequirementText(framework, requirement).data?.evidence ?? []
  const [name, setName] = useState('')
  const [effective, setEffective] = useState(today)
  const [validUntil, setValidUntil] = useState('')
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (file !== null)
          add.mutate(
            {
              params: { tenant },
              query: {
                name: file.name,
                effective,
                ...(name.trim() !== '' && { title: name.trim() }),
                ...(validUntil !== '' && { validUntil }),
                subject: detail.subject,
                framework,
                requirement: [requirement],
              },
              body: file,
            },
            { onSuccess: () => onMade(null) },
          )
        if (file !== null || name.trim() === '') return
        create.mutate(
          { params: { tenant }, body: { name: name.trim(), effective, ...(validUntil !== '' && { validUntil }) } },
          { onSuccess: (made) => onMade(made.id) },
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
      {name === '' && typical.length > 0 && (
        <div className="stack" role="group" aria-label={t('links.suggestions')}>
          {typical.map((one) => (
            <button
              key={one}
              type="button"
              className={css.chip}
              style={{ height: 'auto', textAlign: 'left', padding: '3px 9px' }}
              onClick={() => setName(one)}
            >
              {one}
            </button>
          ))}
        </div>
      )}
      <div className="row" style={{ alignItems: 'flex-end' }}>
        <TextInput
          type="date"
          label={t('links.effective')}
          value={effective}
          onChange={(event) => setEffective(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('links.validUntil')}
          value={validUntil}
          onChange={(event) => setValidUntil(event.currentTarget.value)}
        />
        <Button
          type="submit"
          loading={create.isPending || add.isPending}
          disabled={(name.trim() === '' && file === null) || effective === ''}
        >
          {t('links.create')}
        </Button>
      </div>
      {file === null ? (
        <DropZone single onFiles={([one]) => setFile(one ?? null)} />
      ) : (
        <p className="small" style={{ margin: 0 }}>
          {file.name}
        </p>
      )}
      <p className="muted small">{t('links.file')}</p>
      {create.error !== null && <ProblemView error={create.error} />}
      {add.error !== null && <ProblemView error={add.error} />}
    </form>
  )
}
