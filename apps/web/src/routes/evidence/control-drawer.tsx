import { Button, Drawer } from '@mantine/core'
import { IconHistory, IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useAct, useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { Badge } from '../../ui/badges.tsx'
import { ConfirmDialog } from '../../ui/confirm.tsx'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import { Loaded } from '../../ui/page.tsx'
import { When } from '../../ui/time.tsx'
import { ControlFields, factsOf } from './control-fields.tsx'
import type { ControlFacts } from './control-fields.tsx'
import { ControlStatus, StatusBadge } from './control-status.tsx'
import { faultsOf } from './edit-evidence.tsx'
import { AFTER_LINK } from './link-form.tsx'
import { ControlPast } from './past-drawer.tsx'
import { UsesList } from './uses-list.tsx'

type Shown = ValueOf<'controls.show'>

/** One control: facts, status over time, what it answers up to the duties. */
export function ControlDrawer({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t: common } = useTranslation('common')
  const tenant = useTenant()
  const shown = useRead('controls.show', { params: { tenant, id } })
  return (
    <Drawer
      opened
      onClose={onClose}
      title={shown.data?.doc.name ?? id}
      size={680}
      padding="md"
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Loaded query={shown}>{(value) => <ControlView shown={value} onClose={onClose} />}</Loaded>
    </Drawer>
  )
}

function ControlView({ shown, onClose }: { readonly shown: Shown; readonly onClose: () => void }) {
  const { t } = useTranslation('evidence')
  const tenant = useTenant()
  const [doing, setDoing] = useState<'edit' | 'past' | 'remove' | null>(null)
  const remove = useAct('controls.remove', AFTER_LINK)
  const { id, doc, row, version, writable } = shown
  return (
    <div className="stack-lg">
      <div className="row">
        {writable && (
          <Button variant="default" leftSection={<IconPencil size={15} />} onClick={() => setDoing('edit')}>
            {t('edit')}
          </Button>
        )}
        <Button variant="subtle" color="gray" leftSection={<IconHistory size={15} />} onClick={() => setDoing('past')}>
          {t('history')}
        </Button>
        {writable && (
          <Button variant="subtle" color="red" leftSection={<IconTrash size={15} />} onClick={() => setDoing('remove')}>
            {t('remove')}
          </Button>
        )}
      </div>
      {doc.description !== undefined && <p style={{ margin: 0, whiteSpace: 'pre-line' }}>{doc.description}</p>}
      <dl className="facts">
        <dt>{t('control.status')}</dt>
        <dd>
          <StatusBadge status={row.status} />
        </dd>
        <dt>{t('control.due')}</dt>
        <dd className="row">
          <When at={row.due} />
          {row.overdue && <Badge tone="not-met">{t('control.overdue')}</Badge>}
        </dd>
        <dt>{t('owner')}</dt>
        <dd>{row.ownerName ?? '–'}</dd>
      </dl>
      <ControlStatus shown={shown} />
      <UsesList of="controls" id={id} />
      {doing === 'edit' && <EditControl shown={shown} onClose={() => setDoing(null)} />}
      {doing === 'past' && <ControlPast id={id} name={doc.name} onClose={() => setDoing(null)} />}
      {doing === 'remove' && (
        <ConfirmDialog
          opened
          danger
          title={t('removeTitle', { name: doc.name })}
          act={t('remove')}
          busy={remove.isPending}
          error={remove.error}
          onClose={() => setDoing(null)}
          onConfirm={() => remove.mutate({ params: { tenant, id }, version }, { onSuccess: onClose })}
        >
          {t('control.removeText')}
        </ConfirmDialog>
      )}
    </div>
  )
}

function EditControl({ shown, onClose }: { readonly shown: Shown; readonly onClose: () => void }) {
  const tenant = useTenant()
  // What is edited stays what was opened, whatever is read in the meantime: the version tells the server.
  const [{ id, doc, version }] = useState(shown)
  const replace = useAct('controls.replace', AFTER_LINK)
  const [facts, setFacts] = useState<ControlFacts>({
    name: doc.name,
    description: doc.description ?? '',
    due: doc.due ?? '',
    owner: doc.owner ?? null,
  })
  const save = (at: number): void =>
    replace.mutate({ params: { tenant, id }, version: at, body: { id, status: doc.status, ...factsOf(facts) } }, { onSuccess: onClose })
  return (
    <FormDrawer
      opened
      title={doc.name}
      onClose={onClose}
      onSave={() => save(version)}
      onOverwrite={save}
      onTakeTheirs={onClose}
      saving={replace.isPending}
      error={replace.error}
    >
      <ControlFields facts={facts} onChange={setFacts} faults={faultsOf(replace.error)} />
    </FormDrawer>
  )
}
