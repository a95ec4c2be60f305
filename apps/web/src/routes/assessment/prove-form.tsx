import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { DropZone } from '../evidence/drop-zone.tsx'
import { LEVELS } from '../evidence/evidence-fields.tsx'
import { AFTER_LINK } from '../evidence/link-form.tsx'
import css from './assessment.module.css'
import detailCss from './detail.module.css'
import { useRequirementText } from './requirement-text.tsx'

interface Props {
  readonly framework: string
  readonly subject: string
  readonly requirement: string
  readonly today: string
  readonly onMade: () => void
}

/** Evidence made where it proves: with its file, or by a word on where it lies. It is linked in the same step. */
export function ProveForm({ framework, subject, requirement, today, onMade }: Props) {
  const { t } = useTranslation(['assessment', 'evidence'])
  const { bytes } = useFormats()
  const tenant = useTenant()
  const add = useAct('evidence.add', AFTER_LINK)
  const refer = useAct('evidence.refer', AFTER_LINK)
  const typical = useRequirementText(framework, requirement).data?.evidence ?? []
  const [file, setFile] = useState<File | null>(null)
  const [name, setName] = useState('')
  const [place, setPlace] = useState('')
  const [effective, setEffective] = useState(today)
  const [validUntil, setValidUntil] = useState('')
  const [confidentiality, setConfidentiality] = useState<(typeof LEVELS)[number]>('internal')
  const title = name.trim()
  const isReady = effective !== '' && (file !== null || title !== '')
  const save = (): void => {
    const facts = { effective, confidentiality, ...(validUntil !== '' && { validUntil }) }
    if (file !== null)
      add.mutate(
        {
          params: { tenant },
          query: { name: file.name, ...facts, ...(title !== '' && { title }), subject, framework, requirement: [requirement] },
          body: file,
        },
        { onSuccess: onMade },
      )
    else
      refer.mutate(
        {
          params: { tenant },
          body: {
            evidence: { name: title, ...facts, ...(place.trim() !== '' && { file: place.trim() }) },
            subject,
            framework,
            requirements: [requirement],
          },
        },
        { onSuccess: onMade },
      )
  }
  return (
    <form
      className="stack"
      aria-label={t('assessment:links.newEvidence')}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) save()
      }}
    >
      {file === null ? (
        <DropZone single onFiles={([one]) => setFile(one ?? null)} />
      ) : (
        <div className="row">
          <strong style={{ overflowWrap: 'anywhere' }}>{file.name}</strong>
          <span className="muted small">{bytes(file.size)}</span>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setFile(null)}>
            {t('assessment:links.otherFile')}
          </Button>
        </div>
      )}
      <TextInput
        label={t('assessment:links.name')}
        description={file === null ? undefined : t('assessment:links.nameHint')}
        value={name}
        maxLength={500}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {name === '' && typical.length > 0 && (
        <div className="stack" role="group" aria-label={t('assessment:links.suggestions')}>
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
      {file === null && (
        <TextInput
          label={t('assessment:links.place')}
          description={t('assessment:links.placeHint')}
          value={place}
          maxLength={500}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
      )}
      <div className={detailCss.facts}>
        <TextInput
          type="date"
          required
          label={t('assessment:links.effective')}
          value={effective}
          onChange={(event) => setEffective(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('assessment:links.validUntil')}
          value={validUntil}
          min={effective}
          onChange={(event) => setValidUntil(event.currentTarget.value)}
        />
        <Select
          label={t('evidence:confidentiality')}
          allowDeselect={false}
          data={LEVELS.map((one) => ({ value: one, label: t(`evidence:levels.${one}`) }))}
          value={confidentiality}
          onChange={(next) => setConfidentiality(LEVELS.find((one) => one === next) ?? 'internal')}
        />
      </div>
      {(confidentiality === 'confidential' || confidentiality === 'secret') && (
        <p className="muted small" style={{ margin: 0 }}>
          {t('evidence:confidentialHint')}
        </p>
      )}
      {add.error !== null && <ProblemView error={add.error} />}
      {refer.error !== null && <ProblemView error={refer.error} />}
      <div className="row">
        <Button type="submit" loading={add.isPending || refer.isPending} disabled={!isReady}>
          {file === null ? t('assessment:links.createReference') : t('assessment:links.createFile')}
        </Button>
      </div>
    </form>
  )
}
