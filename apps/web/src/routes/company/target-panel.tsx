import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checkedByServer } from '../../api/client.ts'
import { useAct, useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { FOUNDATIONAL, SlVector } from '../../ui/levels.tsx'
import { Loaded, Panel } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { When } from '../../ui/time.tsx'
import styles from './company.module.css'
import { today } from '../../ui/today.ts'

type Vector = readonly (number | null)[]

/** SL-T of a zone: the one in force beside what is achieved, a new one per FR with its reason, and the former ones. */
export function TargetPanel({
  zone,
  achieved,
  writable,
}: {
  readonly zone: string
  readonly achieved: Vector | null
  readonly writable: boolean
}) {
  const { t } = useTranslation('company')
  const tenant = useTenant()
  const targets = useRead('zones.targets', { params: { tenant, id: zone } })
  const [editing, setEditing] = useState(false)
  return (
    <Panel
      title={t('zone.target')}
      acts={
        writable && !editing ? (
          <Button variant="default" onClick={() => setEditing(true)}>
            {t('zone.setTarget')}
          </Button>
        ) : undefined
      }
    >
      <Loaded query={targets}>
        {({ target, version, entries }) =>
          editing ? (
            <TargetEditor zone={zone} version={version} target={target} onClose={() => setEditing(false)} />
          ) : (
            <div className="stack-lg">
              {entries.length === 0 && <p className="muted">{t('zone.noTarget')}</p>}
              <div className={styles['levels']}>
                {FOUNDATIONAL.map((fr, index) => (
                  <FrLine key={fr} fr={fr} target={target[index] ?? null} achieved={achieved?.[index] ?? null} />
                ))}
              </div>
              {entries.length > 1 && (
                <div className="stack">
                  <h3>{t('zone.targetHistory')}</h3>
                  {entries.slice(1).map((entry) => (
                    <div key={`${entry.from} ${entry.recordedAt}`} className="row">
                      <SlVector levels={entry.vector} />
                      <span className="muted small">
                        <When at={entry.from} relative={false} /> {entry.reason}
                      </span>
                    </div>
                  ))}
                </div>
              )}
            </div>
          )
        }
      </Loaded>
    </Panel>
  )
}

function FrLine({
  fr,
  target,
  achieved,
}: {
  readonly fr: (typeof FOUNDATIONAL)[number]
  readonly target: number | null
  readonly achieved: number | null
}) {
  const { t } = useTranslation('common')
  const isBelow = achieved !== null && target !== null && achieved < target
  return (
    <>
      <strong>{fr}</strong>
      <span className="muted small">{t(`fr.${fr}`)}</span>
      <span className="row">
        <span className="sl" data-level={target ?? 'dash'} title={t('level.target')}>
          {target ?? '–'}
        </span>
        <span className="muted small">{t('level.achieved')}</span>
        <span className="sl-vector">
          <span className="sl" data-level={achieved ?? 'dash'} data-below={isBelow}>
            {achieved ?? '–'}
          </span>
        </span>
      </span>
    </>
  )
}

function TargetEditor({
  zone,
  version: opened,
  target,
  onClose,
}: {
  readonly zone: string
  readonly version: number
  readonly target: Vector
  readonly onClose: () => void
}) {
  const { t } = useTranslation(['company', 'common'])
  const tenant = useTenant()
  const act = useAct('zones.target', ['company', 'position', 'assessment'])
  // What is edited stays what was opened, whatever is read in the meantime: the version tells the server.
  const [version] = useState(opened)
  const [vector, setVector] = useState<Vector>(target)
  const [reason, setReason] = useState('')
  const [from, setFrom] = useState(today())
  return (
    <form
      className="stack-lg"
      onSubmit={(event) => {
        event.preventDefault()
        const body = { vector, from, ...(reason.trim() !== '' && { reason: reason.trim() }) }
        act.mutate(checkedByServer<'zones.target'>({ params: { tenant, id: zone }, version, body }), { onSuccess: onClose })
      }}
    >
      <p className="muted small" style={{ margin: 0 }}>
        {t('company:zone.targetHelp')}
      </p>
      <div className={styles['levels']}>
        {FOUNDATIONAL.map((fr, index) => (
          <FrChoice
            key={fr}
            fr={fr}
            value={vector[index] ?? null}
            onChange={(level) => setVector(vector.map((one, at) => (at === index ? level : one)))}
          />
        ))}
      </div>
      <Textarea label={t('company:zone.targetReason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <TextInput
        type="date"
        label={t('company:zone.targetFrom')}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
        w={180}
      />
      {act.error !== null && <ProblemView error={act.error} />}
      <div className="row">
        <Button type="submit" loading={act.isPending}>
          {t('common:save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  )
}

function FrChoice({
  fr,
  value,
  onChange,
}: {
  readonly fr: (typeof FOUNDATIONAL)[number]
  readonly value: number | null
  readonly onChange: (level: number | null) => void
}) {
  const { t } = useTranslation('common')
  return (
    <>
      <strong>{fr}</strong>
      <span className="muted small">{t(`fr.${fr}`)}</span>
      <SegmentedControl
        aria-label={`${fr} ${t(`fr.${fr}`)}`}
        data={['–', '0', '1', '2', '3', '4']}
        value={value === null ? '–' : String(value)}
        onChange={(next) => onChange(next === '–' ? null : Number(next))}
      />
    </>
  )
}
