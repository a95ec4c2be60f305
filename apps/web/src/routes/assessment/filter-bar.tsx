import { ActionIcon, CloseButton, Menu, MultiSelect, TextInput } from '@mantine/core'
import { IconDownload, IconSearch } from '@tabler/icons-react'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssessmentDetail } from '@caponier/contract/assessment/assessments'
import { ALL_STATES } from './answer-state.ts'
import css from './assessment.module.css'
import { client } from '../../api/client.ts'
import { useTenant } from '../../api/session.ts'
import { saveFetched } from '../../ui/table/save-file.ts'
import { ViewMenu } from '../../ui/table/view-menu.tsx'
import { isFiltered, keptFilter, listQueryOf, NO_FILTER, type RowFilter } from './row-filter.ts'

interface Props {
  readonly detail: AssessmentDetail
  readonly filter: RowFilter
  readonly shown: number
  readonly searchRef: Ref<HTMLInputElement>
  readonly onChange: (filter: RowFilter) => void
}

/** Columns of the file: what the table shows, and the texts behind it. */
const COLUMNS =
  'requirement,title,domain,gate,state,maturity,inheritedFrom,justification,note,review,reviewer,controls,evidence,validEvidence,assignee,due,comments,answeredBy,answeredAt'

/** Search and filters over the requirements of an assessment. */
export function FilterBar({ detail, filter, shown, searchRef, onChange }: Props) {
  const { t } = useTranslation(['assessment', 'common'])
  const tenant = useTenant()
  const exportAs = (format: 'csv' | 'xlsx'): void => {
    const params = { tenant, framework: detail.framework, subject: detail.subject }
    void saveFetched(client.file('assessments.lines', { params, query: { ...listQueryOf(filter), fields: COLUMNS, format } }))
  }
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
      <ViewMenu
        list={`answers-${detail.framework.replaceAll(/[^a-z0-9]+/g, '-')}`}
        content={{ ...filter }}
        onApply={(content) => onChange(keptFilter(content))}
      />
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('common:table.export')} title={t('common:table.export')}>
            <IconDownload size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => exportAs('xlsx')}>{t('common:table.exportXlsx')}</Menu.Item>
          <Menu.Item onClick={() => exportAs('csv')}>{t('common:table.exportCsv')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
