import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SnapshotRow } from '@caponier/contract/assessment/snapshots'
import { useAct } from '../../api/queries.ts'
import { useMay, useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { Badge } from '../../ui/badges.tsx'
import { Empty, Page } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { GapTabs } from './gap-tabs.tsx'
import { today } from '../../ui/today.ts'

/** Frozen positions: make one, compare one with today. */
export function SnapshotsScreen({ onCompare }: { readonly onCompare: (from: string, to: string) => void }) {
  const { t } = useTranslation('assessment')
  const { date } = useFormats()
  const tenant = useTenant()
  const { whole } = useMay()
  const [freezing, setFreezing] = useState(false)
  const columns: readonly Column<SnapshotRow>[] = [
    { key: 'name', label: t('snapshots.name') },
    { key: 'asOf', label: t('snapshots.asOf'), width: 130, render: (row) => date(row.asOf) },
    {
      key: 'kept',
      label: t('snapshots.kept'),
      width: 170,
      render: (row) => <Badge tone={row.kept ? 'met' : 'neutral'}>{row.kept ? t('snapshots.kept') : t('snapshots.hashOnly')}</Badge>,
    },
    {
      key: 'positionSha256',
      label: t('snapshots.hash'),
      width: 170,
      render: (row) => <Hash of={row.positionSha256} />,
    },
    {
      key: 'numbersSha256',
      label: t('snapshots.numbersHash'),
      width: 170,
      render: (row) => <Hash of={row.numbersSha256} />,
    },
    { key: 'seq', label: t('snapshots.head'), width: 110, align: 'end' },
    { key: 'note', label: t('snapshots.note'), width: 280 },
  ]
  return (
    <Page
      title={t('title')}
      windowTitle={t('tabs.snapshots')}
      lead={t('snapshots.lead')}
      acts={whole('snapshots.write') && <Button onClick={() => setFreezing(true)}>{t('snapshots.freeze')}</Button>}
    >
      <GapTabs at="snapshots" />
      <DataTable
        route="snapshots.list"
        request={{ params: { tenant } }}
        name="snapshots"
        columns={columns}
        rowName={(row) => row.name}
        onOpen={(row) => onCompare(`snapshot:${row.id}`, today())}
        bulk={(rows) => <ComparePair rows={rows} onCompare={onCompare} />}
        empty={<Empty title={t('snapshots.empty')}>{t('snapshots.emptyHint')}</Empty>}
      />
      {freezing && <FreezeDialog onClose={() => setFreezing(false)} />}
    </Page>
  )
}

/** The beginning of a hash; nothing where there is none, or none for the caller. */
const Hash = ({ of }: { readonly of: string | null }) => (of === null ? null : <span className="mono">{of.slice(0, 16)}…</span>)

interface PairProps {
  readonly rows: readonly { readonly id: string; readonly asOf: string }[]
  readonly onCompare: (from: string, to: string) => void
}

/** One frozen position against today, or two against each other, the older first. */
function ComparePair({ rows, onCompare }: PairProps) {
  const { t } = useTranslation('assessment')
  const [first, second, ...more] = rows.toSorted((a, b) => (a.asOf < b.asOf ? -1 : 1))
  if (first === undefined) return null
  return (
    <Button
      variant="default"
      disabled={more.length > 0}
      title={more.length > 0 ? t('snapshots.onlyTwo') : undefined}
      onClick={() => onCompare(`snapshot:${first.id}`, second === undefined ? today() : `snapshot:${second.id}`)}
    >
      {second === undefined ? t('snapshots.withToday') : t('snapshots.together')}
    </Button>
  )
}

function FreezeDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('assessment')
  const tenant = useTenant()
  const freeze = useAct('snapshots.freeze')
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  return (
    <Modal opened closeButtonProps={{ 'aria-label': t('reason.cancel') }} onClose={onClose} title={t('snapshots.freeze')}>
      <form
        className="stack-lg"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() === '') return
          freeze.mutate(
            { params: { tenant }, body: { name: name.trim(), ...(note.trim() !== '' && { note: note.trim() }) } },
            {
              onSuccess: (made) => {
                notifications.show({ message: t('snapshots.frozen', { name: made.name }) })
                onClose()
              },
            },
          )
        }}
      >
        <TextInput
          data-autofocus
          required
          label={t('snapshots.name')}
          placeholder={t('snapshots.namePlaceholder')}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea label={t('snapshots.note')} value={note} maxLength={20_000} onChange={(event) => setNote(event.currentTarget.value)} />
        {freeze.error !== null && <ProblemView error={freeze.error} />}
        <div className="row">
          <Button type="submit" loading={freeze.isPending} disabled={name.trim() === ''}>
            {t('snapshots.freeze')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('snapshots.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
