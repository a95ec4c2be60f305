import { MultiSelect, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTenant } from '../../api/session.ts'
import { useChoices, useNames } from './object-calls.ts'
import type { ObjectList } from './object-kinds.ts'

interface Shared {
  readonly of: ObjectList
  readonly label: string
  readonly site?: string | null
  readonly required?: boolean
  readonly error?: string | undefined
  readonly description?: string
  readonly disabled?: boolean
}

/** Chooses one object of a list by name; the server searches, so that ten thousand are as quick as ten. */
export function ObjectPicker(props: Shared & { readonly value: string | null; readonly onChange: (id: string | null) => void }) {
  const { of, label, site = null, value, onChange, required = false, error, description, disabled = false } = props
  const tenant = useTenant()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed, 200)
  const names = useNames(of, tenant, value === null ? [] : [value])
  const shown = value === null ? '' : (names.get(value) ?? value)
  const found = useChoices(of, tenant, search === shown ? '' : search, site)
  const data = value === null || found.some((one) => one.value === value) ? found : [{ value, label: shown }, ...found]
  return (
    <Select
      label={label}
      description={description}
      data={[...data]}
      value={value}
      onChange={onChange}
      searchable
      onSearchChange={setTyped}
      filter={({ options }) => options}
      clearable={!required}
      required={required}
      error={error}
      disabled={disabled}
      nothingFoundMessage="–"
    />
  )
}

/** Chooses several objects of a list. */
export function ObjectsPicker(props: Shared & { readonly value: readonly string[]; readonly onChange: (ids: readonly string[]) => void }) {
  const { of, label, site = null, value, onChange, required = false, error, description, disabled = false } = props
  const tenant = useTenant()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed, 200)
  const names = useNames(of, tenant, value)
  const found = useChoices(of, tenant, search, site)
  const chosen = value.filter((id) => !found.some((one) => one.value === id)).map((id) => ({ value: id, label: names.get(id) ?? id }))
  return (
    <MultiSelect
      label={label}
      description={description}
      data={[...chosen, ...found]}
      value={[...value]}
      onChange={onChange}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      required={required}
      error={error}
      disabled={disabled}
    />
  )
}
