import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay, useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { Badge } from '../../ui/badges.tsx'
import { Empty, Page } from '../../ui/page.tsx'
import type { RowOf } from '../../ui/table/data-table.tsx'
import { DataTable } from '../../ui/table/data-table.tsx'
import type { Column } from '../../ui/table/column.ts'
import { AddEvidence } from './add-evidence.tsx'
import { BulkLink } from './bulk-link.tsx'
import { DropZone } from './drop-zone.tsx'
import { EvidenceDrawer } from './evidence-drawer.tsx'
import { KINDS, LEVELS } from './evidence-fields.tsx'
import { useOpen } from './open-in-address.ts'
import { QuickFilters } from './quick-filters.tsx'
import { DaysLeft, SOON, ValidityBadge } from './validity.tsx'

type Row = RowOf<'evidence.list'>

/** Evidence: drop files, see what runs out, open one. */
export function EvidenceScreen() {
  const { t } = useTranslation('evidence')
  const tenant = useTenant()
  const { may } = useMay()
  const [open, show] = useOpen()
  const [files, setFiles] = useState<readonly File[] | null>(null)
  const columns = useColumns()
  const mayAdd = may('evidence.write')
  return (
    <Page title={t('title')} lead={t('lead')}>
      {mayAdd && <DropZone onFiles={setFiles} />}
      <QuickFilters
        label={t('validity')}
        choices={[
          { label: t('quick.all'), filter: [] },
          { label: t('quick.valid'), filter: ['validity:eq:valid'] },
          { label: t('quick.soon'), filter: ['validity:eq:valid', `daysLeft:lte:${SOON}`] },
          { label: t('quick.expired'), filter: ['validity:eq:expired'] },
          { label: t('quick.unlinked'), filter: ['uses:eq:0'] },
        ]}
      />
      <DataTable
        route="evidence.list"
        request={{ params: { tenant } }}
        columns={columns}
        name="evidence"
        rowName={(row) => row.name}
        onOpen={(row) => show(row.id)}
        {...(mayAdd && {
          bulk: (rows: readonly Row[], clear: () => void) => <BulkLink of="evidence" ids={rows.map((row) => row.id)} onDone={clear} />,
        })}
        height="calc(100dvh - var(--bar-height) - 270px)"
        empty={<Empty title={t('teachTitle')}>{t('teach')}</Empty>}
      />
      {open !== null && <EvidenceDrawer key={open} id={open} onClose={() => show(null)} onOpen={show} />}
      {files !== null && (
        <AddEvidence
          files={files}
          onClose={() => setFiles(null)}
          onAdded={(ids) => {
            setFiles(null)
            const [only, ...others] = ids
            if (only !== undefined && others.length === 0) show(only)
          }}
        />
      )}
    </Page>
  )
}

function useColumns(): readonly Column<Row>[] {
  const { t } = useTranslation('evidence')
  const { date, count } = useFormats()
  return [
    { key: 'name', label: t('title_field') },
    {
      key: 'validity',
      label: t('validity'),
      width: 130,
      render: (row) => <ValidityBadge validity={row.validity} />,
      options: (['valid', 'expired', 'future'] as const).map((value) => ({ value, label: t(`validities.${value}`) })),
    },
    {
      key: 'validUntil',
      label: t('validUntil'),
      width: 120,
      render: (row) => (row.validUntil === null ? t('open') : date(row.validUntil)),
    },
    { key: 'daysLeft', label: t('daysLeft'), width: 130, align: 'end', render: (row) => <DaysLeft days={row.daysLeft} /> },
    { key: 'uses', label: t('uses'), width: 120, align: 'end', render: (row) => count(row.uses) },
    { key: 'subjects', label: t('subjects'), width: 110, align: 'end', render: (row) => count(row.subjects) },
    {
      key: 'kind',
      label: t('kind'),
      width: 130,
      render: (row) => (row.kind === null ? '–' : t(`kinds.${row.kind as (typeof KINDS)[number]}`)),
      options: KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })),
    },
    {
      key: 'confidentiality',
      label: t('confidentiality'),
      width: 130,
      render: (row) => <Badge>{t(`levels.${row.confidentiality as (typeof LEVELS)[number]}`)}</Badge>,
      options: LEVELS.map((value) => ({ value, label: t(`levels.${value}`) })),
    },
    { key: 'ownerName', label: t('owner'), width: 170 },
    { key: 'effective', label: t('effective'), width: 120, render: (row) => date(row.effective), extra: true },
    { key: 'file', label: t('file'), width: 200, extra: true },
    { key: 'sha256', label: t('hash'), width: 220, extra: true },
    { key: 'owner', label: t('ownerId'), width: 140, extra: true },
  ]
}
