import { ActionIcon, Button, Group, Popover, Select, TextInput } from '@mantine/core'
import { IconFilterPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListField, ListOperator, ListSpec } from '@caponier/contract/kit/list-spec'
import { OPERATORS_OF } from '@caponier/contract/kit/list-spec'
import type { Column } from './column.ts'
import styles from './table.module.css'

interface Props<Row> {
  readonly spec: ListSpec
  readonly columns: readonly Column<Row>[]
  readonly filter: readonly string[]
  readonly onChange: (filter: readonly string[]) => void
}

/** Filters as chips, and a builder by the type of the column. */
export function FilterBar<Row>({ spec, columns, filter, onChange }: Props<Row>) {
  const { t } = useTranslation('common')
  const [open, setOpen] = useState(false)
  return (
    <Group gap={6}>
      {filter.map((one) => (
        <span key={one} className={styles.chip}>
          <FilterText one={one} spec={spec} columns={columns} />
          <ActionIcon size={18} aria-label={t('remove')} onClick={() => onChange(filter.filter((other) => other !== one))}>
            <IconX size={12} />
          </ActionIcon>
        </span>
      ))}
      <Popover opened={open} onChange={setOpen} position="bottom-start" width={300} trapFocus>
        <Popover.Target>
          <Button variant="subtle" color="gray" leftSection={<IconFilterPlus size={15} />} onClick={() => setOpen(!open)}>
            {t('table.filter')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <FilterBuilder
            spec={spec}
            columns={columns}
            onAdd={(one) => {
              onChange([...filter.filter((other) => other !== one), one])
              setOpen(false)
            }}
          />
        </Popover.Dropdown>
      </Popover>
      {filter.length > 1 && (
        <Button variant="subtle" color="gray" onClick={() => onChange([])}>
          {t('table.clearFilters')}
        </Button>
      )}
    </Group>
  )
}

const isTime = (kind: ListField | undefined): boolean => kind === 'date' || kind === 'instant'

function useOperatorWord() {
  const { t } = useTranslation('common')
  return (operator: ListOperator, kind: ListField | undefined): string =>
    isTime(kind) && (operator === 'lt' || operator === 'lte' || operator === 'gt' || operator === 'gte')
      ? t(`table.operatorDate.${operator}`)
      : t(`table.operator.${operator}`)
}

function FilterText<Row>({ one, spec, columns }: { readonly one: string } & Pick<Props<Row>, 'spec' | 'columns'>) {
  const { t } = useTranslation('common')
  const word = useOperatorWord()
  const [field = '', operator = 'eq', ...rest] = one.split(':')
  const column = columns.find((candidate) => candidate.key === field)
  const value = rest.join(':')
  const said = value
    .split('|')
    .map(
      (part) =>
        column?.options?.find((option) => option.value === part)?.label ?? (part === 'true' ? t('yes') : part === 'false' ? t('no') : part),
    )
    .join(', ')
  return (
    <span>
      {column?.label ?? field} <span className="muted">{word(operator as ListOperator, spec.fields[field])}</span> {said}
    </span>
  )
}

function FilterBuilder<Row>({ spec, columns, onAdd }: Pick<Props<Row>, 'spec' | 'columns'> & { readonly onAdd: (one: string) => void }) {
  const { t } = useTranslation('common')
  const word = useOperatorWord()
  const fields = columns.filter((column) => spec.fields[column.key] !== undefined)
  const [field, setField] = useState(fields[0]?.key ?? '')
  const kind = spec.fields[field]
  const operators = kind === undefined ? [] : OPERATORS_OF[kind]
  const [chosen, setOperator] = useState<ListOperator | null>(null)
  const operator = chosen !== null && operators.includes(chosen) ? chosen : (operators.find((one) => one === 'has') ?? operators[0] ?? 'eq')
  const [value, setValue] = useState('')
  const options = columns.find((column) => column.key === field)?.options
  const needsNoValue = operator === 'empty'
  const escaped = value
    .trim()
    .replaceAll('\\', '\\\\')
    .replaceAll('|', String.raw`\|`)
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (needsNoValue) onAdd(`${field}:empty`)
        else if (value.trim() !== '') onAdd(`${field}:${operator}:${escaped}`)
      }}
    >
      <Select
        aria-label={t('table.columns')}
        data={fields.map((column) => ({ value: column.key, label: column.label }))}
        value={field}
        onChange={(next) => {
          setField(next ?? '')
          setValue('')
        }}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        searchable
      />
      <Select
        aria-label={t('table.filter')}
        data={operators.map((one) => ({ value: one, label: word(one, kind) }))}
        value={operator}
        onChange={(next) => setOperator(next)}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
      />
      {!needsNoValue &&
        (options !== undefined || kind === 'flag' ? (
          <Select
            aria-label={t('table.filter')}
            data={
              options === undefined
                ? [
                    { value: 'true', label: t('yes') },
                    { value: 'false', label: t('no') },
                  ]
                : [...options]
            }
            value={value === '' ? null : value}
            onChange={(next) => setValue(next ?? '')}
            comboboxProps={{ withinPortal: false }}
            searchable
          />
        ) : (
          <TextInput
            aria-label={t('table.filter')}
            type={kind === 'number' ? 'number' : isTime(kind) ? 'date' : 'text'}
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
            data-autofocus
          />
        ))}
      <Button type="submit">{t('table.addFilter')}</Button>
    </form>
  )
}
