import { CloseButton, MultiSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssessmentDetail } from '@caponier/contract/assessment/assessments'
import { ALL_STATES } from './answer-state.ts'
import css from './assessment.module.css'
import { isFiltered, NO_FILTER, type RowFilter } from './row-filter.ts'

interface Props {
  readonly detail: AssessmentDetail
  readonly filter: RowFilter
  readonly shown: number
  readonly searchRef: Ref<HTMLInputElement>
  readonly onChange: (filter: RowFilter) => void
}

/** Search and filters over the requirements of an assessment. */
export function FilterBar({ detail, filter, shown, searchRef, onChange }: Props) {
  const { t } = useTranslation('assessment')
  const toggle = (field: 'gapOnly' | 'inherited' | 'withoutEvidence' | 'delegated' | 'reviewDue', label: string) => (
    <button
      type="button"
      className={css.chip}
      aria-pressed={filter[field]}
      onClick={() => onChange({ ...filter, [field]: !filter[field] })}
    >
      {label}
    </button>
  )
  return (
    <div className={css.filters} role="search">
      <TextInput
        ref={searchRef}
        w={220}
        value={filter.text}
        placeholder={t('filter.search')}
        aria-label={t('filter.search')}
        leftSection={<IconSearch size={14} />}
        onChange={(event) => onChange({ ...filter, text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      {!detail.central && toggle('gapOnly', t('filter.gap'))}
      {toggle('withoutEvidence', t('filter.withoutEvidence'))}
      {toggle('inherited', t('filter.inherited'))}
      {toggle('delegated', t('filter.delegated'))}
      {toggle('reviewDue', t('filter.reviewDue'))}
      <MultiSelect
        w={filter.domains.length > 0 ? 220 : 120}
        data={detail.domains.map((domain) => ({
          value: domain.id,
          label: domain.id.length <= 5 ? `${domain.id} ${domain.title}` : domain.title,
        }))}
        value={[...filter.domains]}
        placeholder={filter.domains.length > 0 ? '' : t('filter.domain')}
        aria-label={t('filter.domain')}
        comboboxProps={{ width: 320, position: 'bottom-start' }}
        onChange={(domains) => onChange({ ...filter, domains })}
      />
      {detail.levels === 'SL' && detail.rows.some((row) => row.gate !== null) && (
        <MultiSelect
          w={filter.gates.length > 0 ? 160 : 90}
          data={['1', '2', '3', '4'].map((gate) => ({ value: gate, label: `SL ${gate}` }))}
          value={filter.gates.map(String)}
          placeholder={filter.gates.length > 0 ? '' : t('filter.gate')}
          aria-label={t('filter.gate')}
          onChange={(gates) => onChange({ ...filter, gates: gates.map(Number) })}
        />
      )}
      <MultiSelect
        w={filter.states.length > 0 ? 220 : 110}
        data={ALL_STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
        value={[...filter.states]}
        placeholder={filter.states.length > 0 ? '' : t('filter.state')}
        aria-label={t('filter.state')}
        comboboxProps={{ width: 200, position: 'bottom-start' }}
        onChange={(states) => onChange({ ...filter, states: ALL_STATES.filter((state) => states.includes(state)) })}
      />
      {isFiltered(filter) && (
        <CloseButton size="sm" aria-label={t('filter.clear')} title={t('filter.clear')} onClick={() => onChange(NO_FILTER)} />
      )}
      <span style={{ flex: 1 }} />
      <span className="muted small" aria-live="polite">
        {t('filter.shown', { shown, total: detail.rows.length })}
      </span>
    </div>
  )
}
