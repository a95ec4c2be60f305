import { Button, Select, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useAct } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { Badge, Shape } from '../../ui/badges.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import styles from './evidence.module.css'
import { AFTER_LINK } from './link-form.tsx'
import { MovedList } from './moved-list.tsx'
import { today } from '../../ui/today.ts'

export const STATUSES = ['proposed', 'planned', 'operating', 'retired'] as const
export type Status = (typeof STATUSES)[number]

const TONES = { proposed: 'neutral', planned: 'accent', operating: 'met', retired: 'compensated' } as const
const SHAPES = { proposed: 'not-assessed', planned: 'partly', operating: 'met', retired: 'not-applicable' } as const

export function StatusBadge({ status }: { readonly status: Status }) {
  const { t } = useTranslation('evidence')
  return (
    <Badge tone={TONES[status]}>
      <Shape state={SHAPES[status]} />
      {t(`control.statuses.${status}`)}
    </Badge>
  )
}

type Shown = ValueOf<'controls.show'>

/** The status over time, newest first, and a new one from a day on. */
export function ControlStatus({ shown }: { readonly shown: Shown }) {
  const { t } = useTranslation('evidence')
  const { date, instant } = useFormats()
  const { doc, row, writable } = shown
  const entries = typeof doc.status === 'string' ? [{ state: doc.status, from: undefined, recordedAt: doc.recordedAt }] : doc.status
  const sorted = [...entries].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? 1 : -1))
  const now = sorted.find((one) => one.state === row.status)
  return (
    <section className="stack">
      <h3>{t('control.timeline')}</h3>
      <ol className={styles['timeline']}>
        {sorted.map((one) => (
          <li key={`${one.state} ${one.from ?? ''} ${one.recordedAt ?? ''}`} data-now={one === now}>
            <StatusBadge status={one.state} />
            <span>{one.from === undefined ? t('control.fromAlways') : `${t('control.from')} ${date(one.from)}`}</span>
            {one === now && <strong className="small">{t('control.now')}</strong>}
            {one.recordedAt !== undefined && (
              <span className="muted small">{t('control.recorded', { when: instant(one.recordedAt) })}</span>
            )}
          </li>
        ))}
      </ol>
      {writable && <SetStatus shown={shown} />}
    </section>
  )
}

function SetStatus({ shown }: { readonly shown: Shown }) {
  const { t } = useTranslation('evidence')
  const { date } = useFormats()
  const tenant = useTenant()
  const set = useAct('controls.status', AFTER_LINK)
  const [state, setState] = useState<Status | null>(null)
  const [from, setFrom] = useState(today)
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (state === null) return
        set.mutate(
          { params: { tenant, id: shown.id }, version: shown.version, body: { state, ...(from !== '' && { from }) } },
          {
            onSuccess: ({ moved }) => {
              setState(null)
              notifications.show({
                title: t('control.saved', { date: date(from) }),
                message: <MovedList moved={moved} />,
                autoClose: 8_000,
              })
            },
          },
        )
      }}
    >
      <div className={styles['dates']}>
        <Select
          label={t('control.newStatus')}
          data={STATUSES.filter((one) => one !== shown.row.status).map((one) => ({ value: one, label: t(`control.statuses.${one}`) }))}
          value={state}
          onChange={(next) => setState(STATUSES.find((one) => one === next) ?? null)}
        />
        <TextInput type="date" label={t('control.from')} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
      </div>
      {set.error !== null && <ProblemView error={set.error} />}
      <div className="row">
        <Button type="submit" variant="default" disabled={state === null} loading={set.isPending}>
          {t('control.setStatus')}
        </Button>
      </div>
    </form>
  )
}
