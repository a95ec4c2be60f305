import { Button, Drawer, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Assignment, AssignmentDetail } from '@caponier/contract/assessment/assignments'
import { useAct, useRead } from '../../api/queries.ts'
import { call } from '../../api/client.ts'
import { useMay, useTenant } from '../../api/session.ts'
import { EachButton } from '../../ui/table/each-button.tsx'
import { useFormats } from '../../i18n/format.ts'
import { Badge, StateBadge } from '../../ui/badges.tsx'
import { Empty, Loaded, Page } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { When } from '../../ui/time.tsx'
import detailCss from './detail.module.css'
import { ProofLine } from './question-proof.tsx'
import { Progress } from './delegation-progress.tsx'
import { frameworkName } from './framework-name.ts'
import { GapTabs } from './gap-tabs.tsx'

export const STATE_TONE = { open: 'neutral', submitted: 'accent', returned: 'partly', accepted: 'met', withdrawn: 'neutral' } as const
const STATES = ['open', 'submitted', 'returned', 'accepted', 'withdrawn'] as const

/** Everything that is delegated; one row opened shows its answers and the steps. */
export function DelegatedScreen({ onOpen }: { readonly onOpen: (framework: string, subject: string) => void }) {
  const { t } = useTranslation('assessment')
  const { date } = useFormats()
  const tenant = useTenant()
  const { may } = useMay()
  const [open, setOpen] = useState<string | null>(null)
  const columns: readonly Column<Assignment>[] = [
    { key: 'name', label: t('list.name') },
    {
      key: 'frameworkTitle',
      label: t('list.framework'),
      width: 160,
      render: (row) => <span title={row.frameworkTitle}>{frameworkName(row.framework)}</span>,
    },
    { key: 'assigneeName', label: t('assignment.assignee'), width: 180 },
    {
      key: 'state',
      label: t('filter.state'),
      width: 130,
      render: (row) => <Badge tone={STATE_TONE[row.state]}>{t(`assignment.state.${row.state}`)}</Badge>,
      options: STATES.map((state) => ({ value: state, label: t(`assignment.state.${state}`) })),
    },
    { key: 'answered', label: t('assignment.answered'), width: 110, align: 'end', render: (row) => `${row.answered}/${row.total}` },
    {
      key: 'due',
      label: t('list.due'),
      width: 190,
      render: (row) => (
        <span className="row">
          {date(row.due)}
          {row.overdue && <Badge tone="not-met">{t('assignment.overdue')}</Badge>}
        </span>
      ),
    },
    {
      key: 'changedAt',
      label: t('assignment.history'),
      width: 200,
      render: (row) => <When at={row.changedAt} relative={false} />,
      extra: true,
    },
  ]
  return (
    <Page title={t('title')} windowTitle={t('tabs.delegated')} lead={t('assignment.lead')}>
      <GapTabs at="delegated" />
      <DataTable
        route="assignments.list"
        request={{ params: { tenant } }}
        name="assignments"
        columns={columns}
        rowName={(row) => `${row.name}, ${row.assigneeName ?? ''}`}
        onOpen={(row) => setOpen(row.id)}
        {...((may('assessment.accept') || may('assessment.delegate')) && {
          bulk: (rows: readonly Assignment[], clear: () => void) => <BulkSteps rows={rows} onDone={clear} />,
        })}
        empty={<Empty title={t('assignment.empty')}>{t('assignment.emptyHint')}</Empty>}
      />
      {open !== null && <AssignmentDrawer id={open} onClose={() => setOpen(null)} onOpen={onOpen} />}
    </Page>
  )
}

/** Accepts or withdraws many delegations. */
function BulkSteps({ rows, onDone }: { readonly rows: readonly Assignment[]; readonly onDone: () => void }) {
  const { t } = useTranslation('assessment')
  const tenant = useTenant()
  const { may } = useMay()
  const submitted = rows.filter((row) => row.state === 'submitted')
  const running = rows.filter((row) => row.state !== 'accepted' && row.state !== 'withdrawn')
  const request = (row: Assignment) => ({ params: { tenant, id: row.id }, version: row.version, body: {} })
  return (
    <>
      {may('assessment.accept') && (
        <EachButton
          label={t('assignment.accept')}
          rows={submitted}
          others={rows.length - submitted.length}
          run={(row) => call('assignments.accept', request(row))}
          slices={['assessment']}
          onDone={onDone}
        />
      )}
      {may('assessment.delegate') && (
        <EachButton
          label={t('assignment.withdraw')}
          rows={running}
          others={rows.length - running.length}
          run={(row) => call('assignments.withdraw', request(row))}
          slices={['assessment']}
          onDone={onDone}
        />
      )}
    </>
  )
}

function AssignmentDrawer({
  id,
  onClose,
  onOpen,
}: {
  readonly id: string
  readonly onClose: () => void
  readonly onOpen: (framework: string, subject: string) => void
}) {
  const { t } = useTranslation('assessment')
  const query = useRead('assignments.show', { params: { tenant: useTenant(), id } })
  return (
    <Drawer opened closeButtonProps={{ 'aria-label': t('reason.cancel') }} onClose={onClose} title={query.data?.name ?? ''} size={620}>
      <Loaded query={query}>{(detail) => <Detail detail={detail} onOpen={() => onOpen(detail.framework, detail.subject)} />}</Loaded>
    </Drawer>
  )
}

function Detail({ detail, onOpen }: { readonly detail: AssignmentDetail; readonly onOpen: () => void }) {
  const { t } = useTranslation('assessment')
  const { date } = useFormats()
  return (
    <div className="stack-lg">
      <div className="row">
        <Badge tone={STATE_TONE[detail.state]}>{t(`assignment.state.${detail.state}`)}</Badge>
        <strong>{detail.assigneeName}</strong>
        <span className="muted">{t('mine.due', { date: date(detail.due) })}</span>
        <span className="muted">
          <Progress of={detail} />
        </span>
        <span style={{ flex: 1 }} />
        <Button size="compact-sm" variant="default" onClick={onOpen}>
          {t('assignment.open')}
        </Button>
      </div>
      <Steps detail={detail} />
      <section>
        <h3>{t('assignment.answers')}</h3>
        <table className="plain-table">
          <tbody>
            {detail.questions.map((question) => (
              <tr key={question.requirement}>
                <td style={{ whiteSpace: 'nowrap' }}>{question.requirement}</td>
                <td>
                  {question.title}
                  {question.own !== null && !question.confirmed && <p className="muted small">{t('assignment.unconfirmed')}</p>}
                  {question.own?.justification != null && <p className="muted small">{question.own.justification}</p>}
                  {question.own?.note != null && <p className="muted small">{question.own.note}</p>}
                  {question.evidence.map((one) => (
                    <div key={one.id} className={detailCss.linked}>
                      <ProofLine one={one} />
                    </div>
                  ))}
                </td>
                <td>
                  <StateBadge state={question.state} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section>
        <h3>{t('assignment.history')}</h3>
        {detail.history.map((event) => (
          <article key={event.at + event.state} className={detailCss.comment}>
            <header>
              <Badge tone={STATE_TONE[event.state]}>{t(`assignment.state.${event.state}`)}</Badge>
              <b>{event.by}</b>
              <When at={event.at} />
            </header>
            {event.note !== null && <p>{event.note}</p>}
          </article>
        ))}
      </section>
    </div>
  )
}

/** Accept, return with a reason, withdraw: what the caller may do now. */
function Steps({ detail }: { readonly detail: AssignmentDetail }) {
  const { t } = useTranslation('assessment')
  const tenant = useTenant()
  const accept = useAct('assignments.accept')
  const giveBack = useAct('assignments.return')
  const withdraw = useAct('assignments.withdraw')
  const [returning, setReturning] = useState(false)
  const [note, setNote] = useState('')
  const request = (text: string) => ({
    params: { tenant, id: detail.id },
    version: detail.version,
    body: text.trim() === '' ? {} : { note: text.trim() },
  })
  const error = accept.error ?? giveBack.error ?? withdraw.error
  if (!detail.may.accept && !detail.may.return && !detail.may.withdraw) return null
  return (
    <div className="stack">
      {returning && (
        <Textarea
          data-autofocus
          label={t('assignment.returnNote')}
          value={note}
          maxLength={20_000}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
      {error !== null && <ProblemView error={error} />}
      <div className="row">
        {detail.may.accept && !returning && (
          <Button loading={accept.isPending} onClick={() => accept.mutate(request(''))}>
            {t('assignment.confirmAccept')}
          </Button>
        )}
        {detail.may.return && (
          <Button
            variant={returning ? 'filled' : 'default'}
            loading={giveBack.isPending}
            disabled={returning && note.trim() === ''}
            onClick={() => (returning ? giveBack.mutate(request(note), { onSuccess: () => setReturning(false) }) : setReturning(true))}
          >
            {t('assignment.return')}
          </Button>
        )}
        {returning && (
          <Button variant="subtle" color="gray" onClick={() => setReturning(false)}>
            {t('assignment.cancel')}
          </Button>
        )}
        {detail.may.withdraw && !returning && (
          <Button variant="subtle" color="gray" loading={withdraw.isPending} onClick={() => withdraw.mutate(request(''))}>
            {t('assignment.withdraw')}
          </Button>
        )}
      </div>
    </div>
  )
}
