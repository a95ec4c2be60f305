import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { Badge } from '../../ui/badges.tsx'
import { Empty, Loaded, Page, Panel } from '../../ui/page.tsx'
import type { Column } from '../../ui/table/column.ts'
import type { RowOf } from '../../ui/table/data-table.tsx'
import { DataTable } from '../../ui/table/data-table.tsx'
import { EachButton } from '../../ui/table/each-button.tsx'
import { MakeReport } from './make-report.tsx'
import { ReportDrawer } from './report-drawer.tsx'
import { RunningReports } from './running-reports.tsx'

type Row = RowOf<'reports.list'>

const TONE = { waiting: 'neutral', running: 'accent', done: 'met', failed: 'not-met', cancelled: 'neutral' } as const
const STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const

/** Reports: choose, watch, take. */
export function ReportsScreen() {
  const { t } = useTranslation('reports')
  const tenant = useTenant()
  const choices = useRead('reports.choices', { params: { tenant } })
  const [open, setOpen] = useState<Row | null>(null)
  const columns = useColumns()
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Panel title={t('make')}>
        <Loaded query={choices}>{(value) => <MakeReport choices={value} />}</Loaded>
      </Panel>
      <RunningReports />
      <DataTable
        route="reports.list"
        request={{ params: { tenant } }}
        columns={columns}
        name="reports"
        rowName={(row) => row.fileName ?? row.id}
        onOpen={setOpen}
        bulk={(rows: readonly Row[], clear: () => void) => <BulkRemove rows={rows} onDone={clear} />}
        height={420}
        empty={<Empty title={t('teachTitle')}>{t('teach')}</Empty>}
      />
      {open !== null && <ReportDrawer key={open.id} id={open.id} onClose={() => setOpen(null)} />}
    </Page>
  )
}

/** Removes many reports that are not being made. */
function BulkRemove({ rows, onDone }: { readonly rows: readonly Row[]; readonly onDone: () => void }) {
  const { t } = useTranslation('reports')
  const tenant = useTenant()
  const ended = rows.filter((row) => row.endedAt !== null)
  return (
    <EachButton
      danger
      label={t('remove')}
      rows={ended}
      others={rows.length - ended.length}
      run={(row) => call('reports.remove', { params: { tenant, id: row.id } })}
      slices={['reports']}
      onDone={onDone}
    />
  )
}

function useColumns(): readonly Column<Row>[] {
  const { t } = useTranslation('reports')
  const { date, instant, bytes, count } = useFormats()
  return [
    {
      key: 'kind',
      label: t('kindColumn'),
      width: 190,
      render: (row) => t(`kinds.${row.kind}`),
      options: (['position', 'registration', 'findings'] as const).map((value) => ({ value, label: t(`kinds.${value}`) })),
    },
    {
      key: 'format',
      label: t('format'),
      width: 110,
      render: (row) => t(`formats.${row.format}`),
      options: (['pdf', 'xlsx', 'json'] as const).map((value) => ({ value, label: t(`formats.${value}`) })),
    },
    { key: 'language', label: t('language'), width: 100, render: (row) => t(`languages.${row.language}`) },
    { key: 'scopeName', label: t('scopeName') },
    { key: 'asOf', label: t('asOf'), width: 120, render: (row) => date(row.asOf) },
    {
      key: 'state',
      label: t('state'),
      width: 140,
      render: (row) => <Badge tone={TONE[row.state]}>{t(`states.${row.state}`)}</Badge>,
      options: STATES.map((value) => ({ value, label: t(`states.${value}`) })),
    },
    { key: 'requestedAt', label: t('requestedAt'), width: 210, render: (row) => instant(row.requestedAt) },
    { key: 'requestedBy', label: t('requestedBy'), width: 170 },
    { key: 'size', label: t('size'), width: 90, align: 'end', render: (row) => (row.size === null ? '–' : bytes(row.size)) },
    {
      key: 'headSeq',
      label: t('head'),
      width: 130,
      align: 'end',
      render: (row) => (row.headSeq === null ? '–' : count(row.headSeq)),
      extra: true,
    },
    { key: 'sha256', label: t('hash'), width: 240, extra: true },
    { key: 'fileName', label: t('fileName'), width: 280, extra: true },
    { key: 'endedAt', label: t('endedAt'), width: 210, render: (row) => instant(row.endedAt), extra: true },
  ]
}
