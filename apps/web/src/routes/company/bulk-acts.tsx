import { Button, Modal, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { useTenant } from '../../api/session.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { today } from '../../ui/today.ts'
import { type BulkOutcome, routeOf, useObjectBulk } from './object-calls.ts'
import type { ObjectList } from './object-kinds.ts'
import { OBJECTS } from './objects.ts'
import { ObjectPicker } from './object-picker.tsx'

interface Row {
  readonly id: string
  readonly version: number
}

/** Acts on the selected rows of a list: end them, or give them an owner. All of them or none. */
export function BulkActs({ list, rows, clear }: { readonly list: ObjectList; readonly rows: readonly Row[]; readonly clear: () => void }) {
  const { t } = useTranslation('company')
  const spec = OBJECTS[list]
  const [asking, setAsking] = useState<'archive' | 'owner' | null>(null)
  const hasOwner = spec.fields.some((field) => field.key === 'owner')
  return (
    <>
      {spec.endable && (
        <Button variant="default" onClick={() => setAsking('archive')}>
          {t('bulkArchive')}
        </Button>
      )}
      {hasOwner && (
        <Button variant="default" onClick={() => setAsking('owner')}>
          {t('bulkOwner')}
        </Button>
      )}
      {asking !== null && (
        <BulkDialog
          list={list}
          rows={rows}
          what={asking}
          onClose={() => setAsking(null)}
          onDone={() => {
            setAsking(null)
            clear()
          }}
        />
      )}
    </>
  )
}

function BulkDialog({
  list,
  rows,
  what,
  onClose,
  onDone,
}: {
  readonly list: ObjectList
  readonly rows: readonly Row[]
  readonly what: 'archive' | 'owner'
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const { t } = useTranslation('company')
  const tenant = useTenant()
  const bulk = useObjectBulk(list, tenant)
  const [until, setUntil] = useState(today())
  const [owner, setOwner] = useState<string | null>(null)
  const [reading, setReading] = useState(false)
  const refused = bulk.data?.results.filter((one) => one.problem !== null) ?? []
  const act = async (): Promise<void> => {
    setReading(true)
    const items =
      what === 'archive'
        ? rows.map(({ id, version }) => ({ action: 'archive', id, version, until }))
        : await Promise.all(
            rows.map(async ({ id, version }) => {
              const { doc } = await call(routeOf(list, 'show'), { params: { tenant, id } })
              return { action: 'replace', id, version, doc: { ...doc, owner: owner ?? undefined } }
            }),
          )
    setReading(false)
    bulk.mutate(items, {
      onSuccess: (outcome: BulkOutcome) => {
        if (!outcome.applied) return
        notifications.show({ message: t('bulkDone', { count: outcome.results.length }) })
        onDone()
      },
    })
  }
  return (
    <Modal opened onClose={onClose} title={what === 'archive' ? t('bulkArchive') : t('bulkOwner')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void act()
        }}
      >
        {what === 'archive' ? (
          <>
            <p style={{ margin: 0 }}>{t('archiveText')}</p>
            <TextInput type="date" label={t('lastDay')} value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
          </>
        ) : (
          <ObjectPicker of="persons" label={t('field.owner')} value={owner} onChange={setOwner} />
        )}
        {bulk.error !== null && <ProblemView error={bulk.error} />}
        {refused.length > 0 && (
          <div className="problem" role="alert">
            <h3>{t('bulkRefused')}</h3>
            <ul>
              {refused.slice(0, 20).map((one) => (
                <li key={one.id}>
                  <span className="mono">{one.id}</span> {one.problem?.issues?.[0]?.message ?? one.problem?.detail}
                </li>
              ))}
            </ul>
          </div>
        )}
        <div className="row">
          <Button type="submit" loading={bulk.isPending || reading}>
            {what === 'archive' ? t('archive') : t('bulkOwner')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
