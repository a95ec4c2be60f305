import { ActionIcon, Button, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssessmentDetail } from '@caponier/contract/assessment/assessments'
import type { ValueOf } from '../../api/client.ts'
import { useAct, useRead } from '../../api/queries.ts'
import { useMay, useTenant } from '../../api/session.ts'
import { Badge } from '../../ui/badges.tsx'
import { Loaded } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import detailCss from './detail.module.css'
import { NewControl } from './make-linked.tsx'
import { ProveForm } from './prove-form.tsx'

type Link = ValueOf<'links.list'>['items'][number]

interface Props {
  readonly detail: AssessmentDetail
  readonly requirement: string
  readonly today: string
}

/** After a link changes, what is computed from it is read again. */
const TOUCHED = ['evidence', 'assessment', 'position']

/** Controls and evidence that count for a requirement here: own ones, and those from above where it is inheritable. */
export function LinksPanel({ detail, requirement, today }: Props) {
  const tenant = useTenant()
  const { may } = useMay()
  const query = useRead(
    'links.list',
    { params: { tenant }, query: { framework: detail.framework, requirement, limit: 5_000 } },
    { enabled: may('controls.read') },
  )
  const mayWrite = may('controls.write') && detail.may.answer
  const isInheritable = detail.rows.find((row) => row.requirement === requirement)?.inheritable === true
  if (!may('controls.read')) return null
  return (
    <Loaded query={query} rows={3}>
      {({ items: links }) => {
        const here = links.filter((link) => link.subject === detail.subject)
        const above = isInheritable ? links.filter((link) => detail.above.some((one) => one.subject === link.subject)) : []
        return (
          <div className="stack-lg">
            {(['controls', 'evidence'] as const).map((kind) => (
              <Linked
                key={kind}
                kind={kind}
                here={here}
                above={above}
                detail={detail}
                requirement={requirement}
                mayWrite={mayWrite}
                today={today}
              />
            ))}
          </div>
        )
      }}
    </Loaded>
  )
}

interface LinkedProps {
  readonly kind: 'controls' | 'evidence'
  readonly here: readonly Link[]
  readonly above: readonly Link[]
  readonly detail: AssessmentDetail
  readonly requirement: string
  readonly mayWrite: boolean
  readonly today: string
}

function Linked({ kind, here, above, detail, requirement, mayWrite, today }: LinkedProps) {
  const { t } = useTranslation('assessment')
  const tenant = useTenant()
  const detach = useAct('links.detach', TOUCHED)
  const own = distinct(here.flatMap((link) => link[kind]))
  const from = above.flatMap((link) =>
    link[kind].map((one) => ({ ...one, from: detail.above.find((up) => up.subject === link.subject)?.name ?? '' })),
  )
  return (
    <section>
      <h3>{t(`links.${kind}`)}</h3>
      {own.length + from.length === 0 && <p className="muted">{t('links.none')}</p>}
      {own.map((one) => (
        <div key={one.id} className={detailCss.linked}>
          <span>{one.name}</span>
          <StateOf kind={kind} id={one.id} />
          {mayWrite && (
            <ActionIcon
              aria-label={t('links.unlink', { name: one.name })}
              loading={detach.isPending}
              onClick={() =>
                detach.mutate({
                  params: { tenant },
                  body: { subject: detail.subject, framework: detail.framework, requirements: [requirement], [kind]: [one.id] },
                })
              }
            >
              <IconX size={14} />
            </ActionIcon>
          )}
        </div>
      ))}
      {from.map((one) => (
        <div key={`${one.id} ${one.from}`} className={detailCss.linked}>
          <span>
            {one.name} <span className="muted small">{t('links.inherited', { name: one.from })}</span>
          </span>
          <StateOf kind={kind} id={one.id} />
        </div>
      ))}
      {detach.error !== null && <ProblemView error={detach.error} />}
      {mayWrite && <Attach kind={kind} detail={detail} requirement={requirement} taken={own.map((one) => one.id)} today={today} />}
    </section>
  )
}

const distinct = <T extends { readonly id: string }>(list: readonly T[]): readonly T[] => [
  ...new Map(list.map((one) => [one.id, one])).values(),
]

/** What a control or a piece of evidence is worth today. */
function StateOf({ kind, id }: { readonly kind: 'controls' | 'evidence'; readonly id: string }) {
  const { t } = useTranslation('assessment')
  const tenant = useTenant()
  const control = useRead('controls.show', { params: { tenant, id } }, { enabled: kind === 'controls', staleTime: 60_000 })
  const evidence = useRead('evidence.show', { params: { tenant, id } }, { enabled: kind === 'evidence', staleTime: 60_000 })
  if (kind === 'controls') {
    const status = control.data?.row.status
    return status === undefined ? null : <Badge tone={status === 'operating' ? 'met' : 'neutral'}>{t(`links.statuses.${status}`)}</Badge>
  }
  const validity = evidence.data?.row.validity
  return validity === undefined ? null : (
    <Badge tone={validity === 'valid' ? 'met' : validity === 'expired' ? 'not-met' : 'neutral'}>{t(`links.${validity}`)}</Badge>
  )
}

interface AttachProps {
  readonly kind: 'controls' | 'evidence'
  readonly detail: AssessmentDetail
  readonly requirement: string
  readonly taken: readonly string[]
  readonly today: string
}

/** Links what exists, found by name, or makes it in place. */
function Attach({ kind, detail, requirement, taken, today }: AttachProps) {
  const { t } = useTranslation('assessment')
  const tenant = useTenant()
  const [text, setText] = useState('')
  const [making, setMaking] = useState(false)
  const query = { limit: 20, ...(text !== '' && { q: text }) }
  const controls = useRead('controls.list', { params: { tenant }, query }, { enabled: kind === 'controls', keep: true })
  const evidence = useRead('evidence.list', { params: { tenant }, query }, { enabled: kind === 'evidence', keep: true })
  const attach = useAct('links.attach', TOUCHED)
  const items = (kind === 'controls' ? controls.data?.items : evidence.data?.items) ?? []
  const link = (id: string): void =>
    attach.mutate({
      params: { tenant },
      body: { subject: detail.subject, framework: detail.framework, requirements: [requirement], [kind]: [id] },
    })
  return (
    <div className="stack" style={{ marginTop: 8 }}>
      <div className="row">
        <Select
          style={{ flex: 1 }}
          id={`attach-${kind}`}
          searchable
          aria-label={t(kind === 'controls' ? 'links.addControl' : 'links.addEvidence')}
          placeholder={t(kind === 'controls' ? 'links.addControl' : 'links.addEvidence')}
          data={items.filter((one) => !taken.includes(one.id)).map((one) => ({ value: one.id, label: one.name }))}
          value={null}
          searchValue={text}
          onSearchChange={setText}
          filter={({ options }) => options}
          onChange={(id) => {
            if (id === null) return
            link(id)
            setText('')
          }}
        />
        <Button variant="default" onClick={() => setMaking(!making)}>
          {t(kind === 'controls' ? 'links.newControl' : 'links.newEvidence')}
        </Button>
      </div>
      {attach.error !== null && <ProblemView error={attach.error} />}
      {making && kind === 'controls' && <NewControl detail={detail} requirement={requirement} onMade={() => setMaking(false)} />}
      {making && kind === 'evidence' && (
        <ProveForm
          framework={detail.framework}
          subject={detail.subject}
          requirement={requirement}
          today={today}
          onMade={() => setMaking(false)}
        />
      )}
    </div>
  )
}
