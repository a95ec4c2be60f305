import { ActionIcon, Button, Checkbox, Fieldset, MultiSelect, NumberInput, Select, TagsInput, Textarea, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/queries.ts'
import { countryName, COUNTRIES } from './countries.ts'
import styles from './company.module.css'
import type { Doc, FieldSpec } from './object-kinds.ts'
import { ObjectPicker, ObjectsPicker } from './object-picker.tsx'

interface FormProps {
  readonly fields: readonly FieldSpec[]
  readonly doc: Doc
  readonly onChange: (doc: Doc) => void
  readonly isNew: boolean
  readonly disabled?: boolean
  /** Faults by path in the document, as the server told them. */
  readonly faults: ReadonlyMap<string, string>
  readonly path?: string
  readonly site?: string | null
}

/** A form over a document: what it does not show stays in the document as it was. */
export function ObjectForm({ fields, doc, onChange, isNew, disabled = false, faults, path = '', site = null }: FormProps) {
  const ownSite = typeof doc['site'] === 'string' ? doc['site'] : site
  return (
    <>
      {fields
        .filter((field) => field.onlyNew !== true || isNew)
        .map((field) => (
          <Field
            key={field.key}
            field={field}
            value={doc[field.key]}
            onChange={(value) => onChange(withValue(doc, field.key, value))}
            disabled={disabled}
            faults={faults}
            path={path === '' ? field.key : `${path}.${field.key}`}
            site={ownSite}
          />
        ))}
    </>
  )
}

/** An empty value is an absent key. */
function withValue(doc: Doc, key: string, value: unknown): Doc {
  const { [key]: _, ...rest } = doc
  const isEmpty = value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  return isEmpty ? rest : { ...rest, [key]: value }
}

interface FieldProps {
  readonly field: FieldSpec
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly disabled: boolean
  readonly faults: ReadonlyMap<string, string>
  readonly path: string
  readonly site: string | null
}

const asText = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
const asTexts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [])
const asRows = (value: unknown): readonly Doc[] => (Array.isArray(value) ? (value as readonly Doc[]) : [])

function Field({ field, value, onChange, disabled, faults, path, site }: FieldProps) {
  const { t, i18n } = useTranslation('company')
  const language = i18n.language === 'de' ? 'de' : 'en'
  const label: string = t(`field.${field.key}` as 'field.name')
  const error = faults.get(path)
  const shared = { label, disabled, error, required: field.required === true }
  switch (field.type) {
    case 'text':
      return (
        <TextInput
          {...shared}
          value={asText(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
          {...(field.key === 'id' && { description: t('newIdHint') })}
        />
      )
    case 'prose':
      return <Textarea {...shared} value={asText(value)} onChange={(event) => onChange(event.currentTarget.value)} />
    case 'date':
      return <TextInput {...shared} type="date" value={asText(value)} onChange={(event) => onChange(event.currentTarget.value)} />
    case 'flag':
      return field.required === true ? (
        <Checkbox label={label} disabled={disabled} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
      ) : (
        <Select
          {...shared}
          data={(['true', 'false'] as const).map((one) => ({ value: one, label: t(`flag.${one}`) }))}
          value={typeof value === 'boolean' ? String(value) : null}
          onChange={(next) => onChange(next === null ? undefined : next === 'true')}
          clearable
        />
      )
    case 'number':
      return (
        <NumberInput
          {...shared}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
          {...(field.min !== undefined && { min: field.min })}
          {...(field.max !== undefined && { max: field.max })}
          decimalScale={field.decimals ?? 0}
          thousandSeparator={field.key === 'year' || field.key === 'port' || field.key === 'vlan' ? '' : ' '}
          hideControls
        />
      )
    case 'choice':
      return (
        <Select
          {...shared}
          data={field.values.map((one) => ({ value: one, label: t(`${field.words}.${one}` as 'kind.ot') }))}
          value={asText(value) === '' ? null : asText(value)}
          onChange={(next) => onChange(next === null ? undefined : field.numeric === true ? Number(next) : next)}
          clearable={field.required !== true}
        />
      )
    case 'country':
    case 'countries': {
      const data = COUNTRIES.map((code) => ({ value: code, label: `${code} ${countryName(code, language)}` }))
      return field.type === 'country' ? (
        <Select {...shared} data={data} value={asText(value) || null} onChange={onChange} searchable clearable={field.required !== true} />
      ) : (
        <MultiSelect {...shared} data={data} value={asTexts(value)} onChange={onChange} searchable />
      )
    }
    case 'currency':
      return (
        <TextInput
          {...shared}
          placeholder="EUR"
          maxLength={3}
          value={asText(value)}
          onChange={(event) => onChange(event.currentTarget.value.toUpperCase())}
        />
      )
    case 'lines':
      return <TagsInput {...shared} size="xs" value={asTexts(value)} onChange={onChange} splitChars={[',', ';', '\n']} />
    case 'subject':
      return (
        <TextInput {...shared} placeholder="zone:line-3" value={asText(value)} onChange={(event) => onChange(event.currentTarget.value)} />
      )
    case 'activities':
      return <ActivitiesField {...shared} value={asTexts(value)} onChange={onChange} language={language} />
    case 'framework':
      return <FrameworkField {...shared} value={asText(value) || null} onChange={onChange} />
    case 'object':
      return <ObjectPicker {...shared} of={field.of} site={site} value={asText(value) || null} onChange={onChange} />
    case 'objects':
      return <ObjectsPicker {...shared} of={field.of} site={site} value={asTexts(value)} onChange={onChange} />
    case 'group': {
      const inner = (typeof value === 'object' && value !== null ? value : {}) as Doc
      return (
        <Fieldset legend={label} className={styles['group'] ?? ''} disabled={disabled}>
          <ObjectForm
            fields={field.fields}
            doc={inner}
            onChange={(next) => onChange(Object.keys(next).length === 0 && field.required !== true ? undefined : next)}
            isNew
            disabled={disabled}
            faults={faults}
            path={path}
            site={site}
          />
        </Fieldset>
      )
    }
    case 'rows':
      return <RowsField {...{ field, label, disabled, faults, path, site }} rows={asRows(value)} onChange={onChange} />
  }
}

interface RowsProps {
  readonly field: Extract<FieldSpec, { readonly type: 'rows' | 'group' }>
  readonly label: string
  readonly rows: readonly Doc[]
  readonly onChange: (rows: readonly Doc[]) => void
  readonly disabled: boolean
  readonly faults: ReadonlyMap<string, string>
  readonly path: string
  readonly site: string | null
}

/** A list of small documents, each in a box of its own. */
function RowsField({ field, label, rows, onChange, disabled, faults, path, site }: RowsProps) {
  const { t } = useTranslation('common')
  const first = Object.fromEntries(field.fields.flatMap((one) => (one.type === 'flag' && one.required === true ? [[one.key, false]] : [])))
  return (
    <Fieldset legend={label} className={styles['group'] ?? ''} disabled={disabled}>
      {rows.map((row, at) => (
        // Rows have no identity beside their place.
        // eslint-disable-next-line react/no-array-index-key
        <div key={at} className={styles['box']}>
          <div className={styles['boxFields']}>
            <ObjectForm
              fields={field.fields}
              doc={row}
              onChange={(next) => onChange(rows.map((one, index) => (index === at ? next : one)))}
              isNew
              disabled={disabled}
              faults={faults}
              path={`${path}[${at}]`}
              site={site}
            />
          </div>
          {!disabled && (
            <ActionIcon
              aria-label={`${t('remove')} ${label} ${at + 1}`}
              title={t('remove')}
              onClick={() => onChange(rows.filter((_, index) => index !== at))}
            >
              <IconTrash size={15} />
            </ActionIcon>
          )}
        </div>
      ))}
      {!disabled && (
        <Button variant="default" leftSection={<IconPlus size={14} />} onClick={() => onChange([...rows, first])}>
          {t('add')}
        </Button>
      )}
    </Fieldset>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly disabled: boolean
  readonly required: boolean
  readonly error: string | undefined
}

/** Activities of Annexes I and II by sector, with their definitions. */
function ActivitiesField({
  value,
  onChange,
  language,
  ...shared
}: ChoiceProps & { readonly value: string[]; readonly onChange: (value: string[]) => void; readonly language: 'en' | 'de' }) {
  const known = useRead('start.questions', {}, { staleTime: 3_600_000 })
  const data = (known.data?.activities ?? []).map((one) => ({
    value: one.id,
    label: `${one.id} ${one.sector[language]}: ${one.definition[language]}`,
  }))
  return (
    <MultiSelect
      {...shared}
      data={data.length === 0 ? value : data}
      value={value}
      onChange={onChange}
      searchable
      maxDropdownHeight={320}
      renderOption={({ option }) => <span className="small">{option.label}</span>}
    />
  )
}

/** Frameworks that ship, with their editions. */
const FRAMEWORKS = [
  'iec62443-3-3:2013',
  'iec62443-2-1:2024',
  'iec62443-2-1:2009',
  'iec62443-3-2:2020',
  'iec62443-4-2:2019',
  'iec62443-2-4:2023',
  'iec62443-4-1:2018',
  'nis2:2022',
  'cir-2024-2690:2024',
]

function FrameworkField({
  value,
  onChange,
  ...shared
}: ChoiceProps & { readonly value: string | null; readonly onChange: (value: string | null) => void }) {
  return <Select {...shared} data={FRAMEWORKS} value={value} onChange={onChange} searchable />
}
