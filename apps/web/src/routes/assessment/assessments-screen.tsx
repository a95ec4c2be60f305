import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssessmentRow } from '@caponier/contract/assessment/assessments'
import { useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { Badge } from '../../ui/badges.tsx'
import { SlCell } from '../../ui/levels.tsx'
import { Empty, Page } from '../../ui/page.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { StateBar } from './progress-head.tsx'
import { SheetMenu } from '../assets/sheet-menu.tsx'
import { frameworkName } from './framework-name.ts'
import { GapTabs } from './gap-tabs.tsx'
import { today } from '../../ui/today.ts'

const KINDS = ['entity', 'site', 'suc', 'zone', 'conduit', 'asset-type', 'supplier', 'product'] as const

/** All assessments: what is answered, what is missing, who has it. */
export function AssessmentsScreen({ onOpen }: { readonly onOpen: (row: AssessmentRow) => void }) {
  const { t } = useTranslation('assessment')
  const tenant = useTenant()
  const [which, setWhich] = useState<'scored' | 'central'>('scored')
  return (
    <Page title={t('title')} lead={t('list.lead')} acts={<SheetMenu kind="answers" />}>
      <GapTabs at="list" />
      <DataTable
        key={which}
        route="assessments.list"
        request={{ params: { tenant }, query: { central: which === 'central' } }}
        name="assessments"
        columns={useColumns()}
        rowName={(row) => `${row.name}, ${frameworkName(row.framework)}`}
        onOpen={onOpen}
        acts={
          <SegmentedControl
            value={which}
            onChange={(value) => setWhich(value === 'central' ? 'central' : 'scored')}
            data={[
              { value: 'scored', label: t('list.onlyScored') },
              { value: 'central', label: t('list.onlyCentral') },
            ]}
          />
        }
        empty={<Empty title={t('list.empty')}>{t('list.emptyHint')}</Empty>}
      />
    </Page>
  )
}

function useColumns(): readonly Column<AssessmentRow>[] {
  const { t } = useTranslation('assessment')
  const { date } = useFormats()
  const day = today()
  return [
    { key: 'name', label: t('list.name') },
    {
      key: 'kind',
      label: t('list.kind'),
      width: 100,
      render: (row) => t(`kind.${row.kind}`),
      options: KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
    },
    {
      key: 'frameworkTitle',
      label: t('list.framework'),
      width: 160,
      render: (row) => <span title={row.frameworkTitle}>{frameworkName(row.framework)}</span>,
    },
    {
      key: 'share',
      label: t('list.progress'),
      width: 170,
      render: (row) => (
        <span style={{ display: 'grid', gridTemplateColumns: '1fr 62px', gap: 8, alignItems: 'center' }}>
          <StateBar progress={row} />
          <span className="small">
            {row.answered}/{row.total}
          </span>
        </span>
      ),
    },
    { key: 'gaps', label: t('list.gaps'), width: 64, align: 'end', render: (row) => (row.central ? '–' : row.gaps) },
    {
      key: 'achievedMinimum',
      label: t('list.levels'),
      width: 108,
      render: (row) =>
        row.slAchieved === null ? (
          ''
        ) : (
          <span className="sl-vector" title={t('list.levelsHint')}>
            <SlCell level={row.targetMinimum} />
            <SlCell level={row.achievedMinimum} />
            <SlCell level={row.evidencedMinimum} />
          </span>
        ),
    },
    { key: 'withoutEvidence', label: t('list.withoutEvidence'), width: 96, align: 'end' },
    {
      key: 'assignees',
      label: t('list.assignee'),
      width: 140,
      render: (row) =>
        row.delegation === null ? (
          ''
        ) : (
          <span className="row" style={{ flexWrap: 'nowrap', gap: 6 }}>
            {row.assignees.join(', ')}
            {row.due !== null && <Badge tone={row.due < day ? 'not-met' : 'neutral'}>{date(row.due)}</Badge>}
          </span>
        ),
    },
    { key: 'due', label: t('list.due'), width: 110, render: (row) => (row.due === null ? '' : date(row.due)), extra: true },
    { key: 'sites', label: t('list.sites'), width: 140, extra: true },
    { key: 'measures', label: t('list.measures'), width: 200, extra: true },
    { key: 'inherited', label: t('filter.inherited'), width: 90, align: 'end', extra: true },
    { key: 'notAssessed', label: t('state.not-assessed'), width: 110, align: 'end', extra: true },
    { key: 'notMet', label: t('state.not-met'), width: 100, align: 'end', extra: true },
    { key: 'partly', label: t('state.partly'), width: 100, align: 'end', extra: true },
    { key: 'met', label: t('state.met'), width: 80, align: 'end', extra: true },
  ]
}
