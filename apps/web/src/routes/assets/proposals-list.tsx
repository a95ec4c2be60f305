import { Button } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay, useTenant } from '../../api/session.ts'
import { Badge } from '../../ui/badges.tsx'
import { Empty } from '../../ui/page.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable, type RowOf } from '../../ui/table/data-table.tsx'
import { When } from '../../ui/time.tsx'
import styles from '../company/company.module.css'
import { DecideDialog, type Decision } from './decide-dialog.tsx'
import { ProposalDrawer } from './proposal-drawer.tsx'

type Row = RowOf<'proposals.list'>

const KINDS = ['asset', 'flow', 'external-peer', 'network'] as const
const STATES = ['open', 'accepted', 'ignored'] as const
const EXCHANGES = ['answered', 'one-way', 'attempt'] as const

/** The queue of proposals: decided one by one or many at once, by mouse or by a, m and i. */
export function ProposalsList() {
  const { t } = useTranslation('assets')
  const tenant = useTenant()
  const { may } = useMay()
  const navigate = useNavigate()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const [asked, setAsked] = useState<{ readonly decision: Decision; readonly rows: readonly Row[]; readonly clear: () => void } | null>(
    null,
  )
  const isUntouched = search['filter'] === undefined && search['q'] === undefined
  const started = useRef(false)
  useEffect(() => {
    if (started.current || !isUntouched) return
    started.current = true
    void navigate({
      to: '.',
      replace: true,
      search: (before: Readonly<Record<string, unknown>>) => ({ ...before, filter: ['state:eq:open'] }),
    } as never)
  }, [isUntouched, navigate])
  const columns = useMemo(
    (): readonly Column<Row>[] => [
      { key: 'title', label: t('proposal.column.title') },
      {
        key: 'kind',
        label: t('proposal.column.kind'),
        width: 104,
        render: (row) => <Badge tone={row.kind === 'external-peer' ? 'partly' : 'neutral'}>{t(`proposal.kind.${row.kind}`)}</Badge>,
        options: KINDS.map((value) => ({ value, label: t(`proposal.kind.${value}`) })),
      },
      { key: 'detail', label: t('proposal.column.detail'), width: 210 },
      { key: 'siteName', label: t('proposal.column.siteName'), width: 120 },
      {
        key: 'exchange',
        label: t('proposal.column.exchange'),
        width: 88,
        render: (row) => (row.exchange === null ? '–' : t(`proposal.exchange.${row.exchange}`)),
        options: EXCHANGES.map((value) => ({ value, label: t(`proposal.exchange.${value}`) })),
      },
      { key: 'connections', label: t('proposal.column.connections'), width: 92, align: 'end' },
      {
        key: 'lastSeen',
        label: t('proposal.column.lastSeen'),
        width: 160,
        render: (row) => <When at={row.lastSeen} relative={false} />,
      },
      {
        key: 'state',
        label: t('proposal.column.state'),
        width: 84,
        render: (row) => (
          <Badge tone={row.state === 'open' ? 'accent' : row.state === 'accepted' ? 'met' : 'neutral'}>
            {t(`proposal.state.${row.state}`)}
          </Badge>
        ),
        options: STATES.map((value) => ({ value, label: t(`proposal.state.${value}`) })),
      },
      { key: 'source', label: t('proposal.column.source'), width: 160, extra: true },
      { key: 'reason', label: t('proposal.column.reason'), width: 220, extra: true },
      {
        key: 'firstSeen',
        label: t('proposal.column.firstSeen'),
        width: 180,
        extra: true,
        render: (row) => <When at={row.firstSeen} relative={false} />,
      },
      {
        key: 'decidedAt',
        label: t('proposal.column.decidedAt'),
        width: 180,
        extra: true,
        render: (row) => <When at={row.decidedAt} relative={false} />,
      },
    ],
    [t],
  )
  const open = typeof search['open'] === 'string' ? search['open'] : null
  const show = (id: string | null): void =>
    void navigate({ to: '.', search: (before: Readonly<Record<string, unknown>>) => ({ ...before, open: id ?? undefined }) } as never)
  const mayDecide = may('proposals.decide')
  return (
    <div className={styles['list']}>
      <DataTable
        route="proposals.list"
        request={{ params: { tenant } }}
        columns={columns}
        name="proposals"
        rowName={(row) => row.title}
        onOpen={(row) => show(row.id)}
        {...(mayDecide && {
          bulk: (rows: readonly Row[], clear: () => void) => (
            <DecideButtons rows={rows} onDecide={(decision) => setAsked({ decision, rows, clear })} />
          ),
        })}
        empty={<Empty title={t('proposal.empty')}>{t('proposal.emptyText')}</Empty>}
      />
      {asked !== null && (
        <DecideDialog
          decision={asked.decision}
          rows={asked.rows}
          onClose={() => setAsked(null)}
          onDone={() => {
            asked.clear()
            setAsked(null)
          }}
        />
      )}
      {open !== null && <ProposalDrawer key={open} id={open} mayDecide={mayDecide} onClose={() => show(null)} />}
    </div>
  )
}

/** Acts on what is selected, with a key each. */
function DecideButtons({ rows, onDecide }: { readonly rows: readonly Row[]; readonly onDecide: (decision: Decision) => void }) {
  const { t } = useTranslation('assets')
  const canMerge = rows.every((row) => row.kind === 'asset')
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target instanceof HTMLElement && event.target.closest('input:not([type=checkbox]), textarea, [role=dialog]') !== null)
        return
      const decision = ({ a: 'accept', m: canMerge ? 'merge' : undefined, i: 'ignore' } as const)[event.key as 'a']
      if (decision === undefined) return
      event.preventDefault()
      onDecide(decision)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [canMerge, onDecide])
  return (
    <>
      <Button onClick={() => onDecide('accept')}>{t('proposal.accept')} (a)</Button>
      {canMerge && (
        <Button variant="default" onClick={() => onDecide('merge')}>
          {t('proposal.merge')} (m)
        </Button>
      )}
      <Button variant="default" onClick={() => onDecide('ignore')}>
        {t('proposal.ignore')} (i)
      </Button>
    </>
  )
}
