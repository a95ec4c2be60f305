import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { Badge } from '../../ui/badges.tsx'
import { Empty, Page } from '../../ui/page.tsx'
import type { Column } from '../../ui/table/column.ts'
import type { RowOf } from '../../ui/table/data-table.tsx'
import { DataTable } from '../../ui/table/data-table.tsx'
import { FrameworkTabs } from './framework-tabs.tsx'

type Row = RowOf<'content.laws'>

const STATUSES = ['in-force', 'adopted', 'none', 'nis1'] as const
export const LAW_TONE: Readonly<Record<string, string>> = { 'in-force': 'met', adopted: 'partly', none: 'neutral', nis1: 'neutral' }

/** The law of each state with dates and doubts. */
export function LawsScreen() {
  const { t } = useTranslation('framework')
  const tenant = useTenant()
  const navigate = useNavigate()
  const columns = useColumns()
  return (
    <Page title={t('tabs.laws')} lead={t('lawsLead')}>
      <FrameworkTabs />
      <DataTable
        route="content.laws"
        request={{ params: undefined }}
        columns={columns}
        name="laws"
        rowName={(row) => row.name}
        onOpen={(row) => void navigate({ to: `/t/${tenant}/frameworks/law/${row.code}` as never })}
        height="calc(100dvh - var(--bar-height) - 190px)"
        empty={<Empty title={t('tabs.laws')}>{t('lawsLead')}</Empty>}
      />
    </Page>
  )
}

function useColumns(): readonly Column<Row>[] {
  const { t } = useTranslation('framework')
  const { t: common } = useTranslation('common')
  const { date, count } = useFormats()
  return [
    { key: 'name', label: t('law.name'), width: 170 },
    {
      key: 'status',
      label: t('law.status'),
      width: 210,
      render: (row) => <Badge tone={LAW_TONE[row.status] ?? 'neutral'}>{t(`law.statuses.${row.status as 'none'}`)}</Badge>,
      options: STATUSES.map((value) => ({ value, label: t(`law.statuses.${value}`) })),
    },
    { key: 'act', label: t('law.act'), render: (row) => row.act ?? t('law.notKnown') },
    { key: 'inForce', label: t('law.inForce'), width: 120, render: (row) => date(row.inForce) },
    { key: 'authority', label: t('law.authority'), width: 280, render: (row) => row.authority ?? t('law.notKnown') },
    { key: 'doubts', label: t('law.doubts'), width: 90, align: 'end', render: (row) => count(row.doubts) },
    { key: 'unknown', label: t('law.unknown'), width: 110, align: 'end', render: (row) => count(row.unknown) },
    {
      key: 'confidence',
      label: t('confidence'),
      width: 150,
      render: (row) => common(`confidence.${row.confidence}`),
      options: (['high', 'medium', 'low'] as const).map((value) => ({ value, label: common(`confidence.${value}`) })),
    },
    { key: 'asOf', label: t('law.asOf'), width: 120, render: (row) => date(row.asOf) },
    { key: 'code', label: t('law.code'), width: 70, extra: true },
    { key: 'group', label: t('law.group'), width: 130, extra: true },
  ]
}
