import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay, useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { Badge } from '../../ui/badges.tsx'
import { Empty, Page } from '../../ui/page.tsx'
import type { Column } from '../../ui/table/column.ts'
import type { RowOf } from '../../ui/table/data-table.tsx'
import { DataTable } from '../../ui/table/data-table.tsx'
import { AddControl } from './add-control.tsx'
import { BulkLink } from './bulk-link.tsx'
import { ControlDrawer } from './control-drawer.tsx'
import { STATUSES, StatusBadge } from './control-status.tsx'
import { useOpen } from './open-in-address.ts'
import { QuickFilters } from './quick-filters.tsx'

type Row = RowOf<'controls.list'>

/** Controls: what is done and what is planned, and what each answers. */
export function ControlsScreen() {
  const { t } = useTranslation('evidence')
  const tenant = useTenant()
  const { may } = useMay()
  const [open, show] = useOpen()
  const [adding, setAdding] = useState(false)
  const columns = useColumns()
  const add = may('controls.write') ? (
    <Button leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>
      {t('control.add')}
    </Button>
  ) : undefined
  return (
    <Page title={t('control.title')} lead={t('control.lead')} acts={add}>
      <QuickFilters
        label={t('control.status')}
        choices={[
          { label: t('control.quick.all'), filter: [] },
          { label: t('control.quick.operating'), filter: ['status:eq:operating'] },
          { label: t('control.quick.planned'), filter: ['status:in:planned|proposed'] },
          { label: t('control.quick.overdue'), filter: ['overdue:eq:true'] },
          { label: t('control.quick.retired'), filter: ['status:eq:retired'] },
        ]}
      />
      <DataTable
        route="controls.list"
        request={{ params: { tenant } }}
        columns={columns}
        name="controls"
        rowName={(row) => row.name}
        onOpen={(row) => show(row.id)}
        {...(may('controls.write') && {
          bulk: (rows: readonly Row[], clear: () => void) => <BulkLink of="controls" ids={rows.map((row) => row.id)} onDone={clear} />,
        })}
        height="calc(100dvh - var(--bar-height) - 200px)"
        empty={
          <Empty title={t('control.teachTitle')} acts={add}>
            {t('control.teach')}
          </Empty>
        }
      />
      {open !== null && <ControlDrawer key={open} id={open} onClose={() => show(null)} />}
      {adding && (
        <AddControl
          onClose={() => setAdding(false)}
          onAdded={(id) => {
            setAdding(false)
            show(id)
          }}
        />
      )}
    </Page>
  )
}

function useColumns(): readonly Column<Row>[] {
  const { t } = useTranslation('evidence')
  const { t: common } = useTranslation('common')
  const { date, count } = useFormats()
  return [
    { key: 'name', label: t('control.name') },
    {
      key: 'status',
      label: t('control.status'),
      width: 130,
      render: (row) => <StatusBadge status={row.status} />,
      options: STATUSES.map((value) => ({ value, label: t(`control.statuses.${value}`) })),
    },
    {
      key: 'due',
      label: t('control.due'),
      width: 190,
      render: (row) =>
        row.overdue ? (
          <>
            {date(row.due)} <Badge tone="not-met">{t('control.overdue')}</Badge>
          </>
        ) : (
          date(row.due)
        ),
    },
    { key: 'uses', label: t('uses'), width: 120, align: 'end', render: (row) => count(row.uses) },
    { key: 'subjects', label: t('subjects'), width: 110, align: 'end', render: (row) => count(row.subjects) },
    { key: 'evidence', label: t('control.evidence'), width: 110, align: 'end', render: (row) => count(row.evidence) },
    { key: 'ownerName', label: t('owner'), width: 190 },
    { key: 'description', label: t('control.description'), width: 320, extra: true },
    {
      key: 'overdue',
      label: t('control.overdue'),
      width: 110,
      render: (row) => common(row.overdue ? 'yes' : 'no'),
      extra: true,
    },
    { key: 'owner', label: t('ownerId'), width: 140, extra: true },
  ]
}
