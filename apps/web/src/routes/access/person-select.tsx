import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Places } from './places.ts'

interface Props {
  readonly places: Places
  readonly value: string | null
  readonly disabled?: boolean
  readonly onChange: (person: string | null) => void
}

/** Which person of the workspace a member is; people who are members already are not offered. */
export function PersonSelect({ places, value, disabled = false, onChange }: Props) {
  const { t } = useTranslation('people')
  return (
    <Select
      label={t('person')}
      description={t('personHelp')}
      placeholder={t('noPerson')}
      data={places.people.filter((one) => !one.member || one.id === value).map((one) => ({ value: one.id, label: one.name }))}
      value={value}
      clearable
      searchable
      disabled={disabled}
      onChange={onChange}
    />
  )
}
