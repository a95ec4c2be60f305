import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTenant } from '../../api/session.ts'
import { ConfirmDialog } from '../../ui/confirm.tsx'
import { useObjectAct } from './object-calls.ts'
import type { ObjectList } from './object-kinds.ts'
import { today } from '../../ui/today.ts'

interface Props {
  readonly list: ObjectList
  readonly id: string
  readonly name: string
  readonly version: number
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Gives an object its last day. */
export function ArchiveDialog({ list, id, name, version, onDone, onClose }: Props) {
  const { t } = useTranslation('company')
  const act = useObjectAct(list, useTenant())
  const [until, setUntil] = useState(today())
  return (
    <ConfirmDialog
      opened
      title={t('archiveTitle', { name })}
      act={t('archive')}
      busy={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate({ verb: 'archive', id, version, until }, { onSuccess: onDone })}
      onClose={onClose}
    >
      <div className="stack">
        <p style={{ margin: 0 }}>{t('archiveText')}</p>
        <TextInput type="date" label={t('lastDay')} value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
      </div>
    </ConfirmDialog>
  )
}

/** Removes an object that nothing refers to; what does is named by the server. */
export function RemoveDialog({ list, id, name, version, onDone, onClose }: Props) {
  const { t } = useTranslation('company')
  const act = useObjectAct(list, useTenant())
  return (
    <ConfirmDialog
      opened
      danger
      title={t('removeTitle', { name })}
      act={t('remove')}
      busy={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate({ verb: 'remove', id, version }, { onSuccess: onDone })}
      onClose={onClose}
    >
      {t('removeText')}
    </ConfirmDialog>
  )
}
