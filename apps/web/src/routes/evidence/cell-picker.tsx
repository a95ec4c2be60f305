import { MultiSelect, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { frameworkName } from '../assessment/framework-name.ts'

/** Requirements of one framework at one or several subjects. */
export interface Cells {
  readonly framework: string
  readonly subjects: readonly string[]
  readonly requirements: readonly string[]
}

type Assessment = ValueOf<'assessments.list'>['items'][number]

/** Are subject and requirements chosen? */
export const isChosen = (cells: Cells | null): cells is Cells => cells !== null && cells.requirements.length > 0

/**
 * Chooses where a control or a piece of evidence hangs: one subject with its framework, more subjects of the same framework, and the
 * requirements. The server searches, so that a thousand assessments are as quick as ten.
 */
export function CellPicker({ value, onChange }: { readonly value: Cells | null; readonly onChange: (cells: Cells | null) => void }) {
  const { t } = useTranslation('evidence')
  const [first, setFirst] = useState<Assessment | null>(null)
  const [chosen, setChosen] = useState<readonly Assessment[]>([])
  const change = (subjects: readonly Assessment[], requirements: readonly string[]): void => {
    const [head] = subjects
    onChange(head === undefined ? null : { framework: head.framework, subjects: subjects.map((one) => one.subject), requirements })
  }
  const requirements = value?.requirements ?? []
  return (
    <div className="stack">
      <AssessmentSelect
        label={t('subject')}
        description={t('subjectHint')}
        value={first}
        onChange={(next) => {
          setFirst(next)
          setChosen([])
          change(next === null ? [] : [next], next?.framework === first?.framework ? requirements : [])
        }}
      />
      {first !== null && (
        <>
          <RequirementSelect framework={first.framework} value={requirements} onChange={(ids) => change([first, ...chosen], ids)} />
          <MoreSubjects
            first={first}
            chosen={chosen}
            onChange={(more) => {
              setChosen(more)
              change([first, ...more], requirements)
            }}
          />
        </>
      )}
    </div>
  )
}

function useAssessments(search: string, framework: string | null): readonly Assessment[] {
  const tenant = useTenant()
  const found = useRead(
    'assessments.list',
    {
      params: { tenant },
      query: {
        limit: 40,
        sort: 'name,frameworkTitle',
        filter: ['adopted:eq:true', ...(framework === null ? [] : [`framework:eq:${framework}`])],
        ...(search !== '' && { q: search }),
      },
    },
    { keep: true },
  )
  return found.data?.items ?? []
}

const labelOf = (row: Assessment): string => `${row.name} · ${frameworkName(row.framework)}`

function AssessmentSelect({
  label,
  description,
  value,
  onChange,
}: {
  readonly label: string
  readonly description: string
  readonly value: Assessment | null
  readonly onChange: (row: Assessment | null) => void
}) {
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed, 200)
  const found = useAssessments(value !== null && search === labelOf(value) ? '' : search, null)
  const rows = value === null || found.some((row) => row.id === value.id) ? found : [value, ...found]
  return (
    <Select
      label={label}
      description={description}
      searchable
      clearable
      data={rows.map((row) => ({ value: row.id, label: labelOf(row) }))}
      value={value?.id ?? null}
      onChange={(id) => onChange(rows.find((row) => row.id === id) ?? null)}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      nothingFoundMessage="–"
    />
  )
}

function MoreSubjects({
  first,
  chosen,
  onChange,
}: {
  readonly first: Assessment
  readonly chosen: readonly Assessment[]
  readonly onChange: (rows: readonly Assessment[]) => void
}) {
  const { t } = useTranslation('evidence')
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed, 200)
  const found = useAssessments(search, first.framework).filter((row) => row.id !== first.id)
  const rows = [...chosen, ...found.filter((row) => !chosen.some((one) => one.id === row.id))]
  return (
    <MultiSelect
      label={t('subjectMore')}
      searchable
      data={rows.map((row) => ({ value: row.id, label: row.name }))}
      value={chosen.map((row) => row.id)}
      onChange={(ids) => onChange(ids.flatMap((id) => rows.find((row) => row.id === id) ?? []))}
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
    />
  )
}

function RequirementSelect({
  framework,
  value,
  onChange,
}: {
  readonly framework: string
  readonly value: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
}) {
  const { t } = useTranslation('evidence')
  const all = useRead('content.requirements', { params: { framework }, query: { limit: 1000 } }, { staleTime: Number.POSITIVE_INFINITY })
  return (
    <MultiSelect
      label={t('requirements')}
      description={t('requirementsHint')}
      searchable
      limit={60}
      data={(all.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.id} ${one.title}` }))}
      value={[...value]}
      onChange={onChange}
    />
  )
}
