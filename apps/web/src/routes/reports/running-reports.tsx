import { Button, Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ReportRow } from '@caponier/contract/reports/reports'
import { useAct, useRead } from '../../api/queries.ts'
import { useMay, useTenant } from '../../api/session.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { When } from '../../ui/time.tsx'
import styles from './reports.module.css'

const SHARE = { position: 20, data: 45, document: 75, keeping: 95 } as const

/** Reports that wait or are being made, with how far they are. The server tells when that changes; this asks now and then besides. */
export function RunningReports() {
  const { t } = useTranslation('reports')
  const tenant = useTenant()
  const running = useRead(
    'reports.list',
    { params: { tenant }, query: { filter: ['state:in:waiting|running'], sort: 'requestedAt', limit: 50 } },
    { staleTime: 2_000 },
  )
  const rows = running.data?.items ?? []
  return (
    <div className={styles['running']} aria-live="polite">
      {rows.length > 0 && <h2>{t('progress')}</h2>}
      {rows.map((row) => (
        <Job key={row.id} row={row} />
      ))}
    </div>
  )
}

function Job({ row }: { readonly row: ReportRow }) {
  const { t } = useTranslation('reports')
  const tenant = useTenant()
  const { whole } = useMay()
  const cancel = useAct('reports.cancel')
  const step = row.state === 'waiting' ? t('states.waiting') : row.step === null ? t('states.running') : t(`steps.${row.step}`)
  return (
    <div className={styles['job']}>
      <span>
        <strong>
          {t(`kinds.${row.kind}`)}, {t(`formats.${row.format}`)}, {t(`languages.${row.language}`)}
        </strong>{' '}
        <span className="muted">
          {row.scopeName} · <When at={row.requestedAt} />
        </span>
        <div className="small">{step} …</div>
      </span>
      {(row.mine || whole('settings.manage')) && (
        <Button
          variant="default"
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ params: { tenant, id: row.id } })}
          aria-label={`${t('cancel')} ${t(`kinds.${row.kind}`)} ${t(`formats.${row.format}`)}`}
        >
          {t('cancel')}
        </Button>
      )}
      <Progress
        className={styles['bar'] ?? ''}
        value={row.step === null ? 5 : SHARE[row.step]}
        animated={row.state === 'running'}
        aria-label={step}
        size="sm"
      />
      {cancel.error !== null && <ProblemView error={cancel.error} />}
    </div>
  )
}
