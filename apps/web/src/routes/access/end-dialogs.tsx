import { Button, Modal, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useAct } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { ConfirmDialog } from '../../ui/confirm.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import type { Member } from './member.ts'

interface Props {
  readonly member: Member
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Ends a membership. */
export function RemoveDialog({ member, onClose, onDone }: Props) {
  const { t } = useTranslation('people')
  const tenant = useTenant()
  const remove = useAct('members.remove', ['access'])
  return (
    <ConfirmDialog
      opened
      danger
      title={t('removeTitle', { name: member.name })}
      act={t('remove')}
      busy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(
          { params: { tenant, user: member.id }, version: member.version },
          {
            onSuccess: () => {
              notifications.show({ message: t('removed', { name: member.name }) })
              onDone()
            },
          },
        )
      }
    >
      {t('removeText', { name: member.name })}
    </ConfirmDialog>
  )
}

/** Erases a person for good, and then says where a hand is still needed. */
export function EraseDialog({ member, onClose, onDone }: Props) {
  const { t } = useTranslation('people')
  const { t: common } = useTranslation('common')
  const tenant = useTenant()
  const erase = useAct('members.erase', ['access', 'activity', 'company', 'assessment'])
  const [typed, setTyped] = useState('')
  const done = erase.data
  return (
    <Modal
      closeButtonProps={{ 'aria-label': common('close') }}
      opened
      onClose={done === undefined ? onClose : onDone}
      title={done === undefined ? t('eraseTitle', { name: member.name }) : t('erasedTitle')}
    >
      {done === undefined ? (
        <div className="stack-lg">
          <p style={{ margin: 0 }}>{t('eraseText')}</p>
          <TextInput
            size="sm"
            label={t('eraseConfirm', { email: member.email })}
            value={typed}
            autoComplete="off"
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {erase.error !== null && <ProblemView error={erase.error} />}
          <div className="row">
            <Button
              color="red"
              disabled={typed.trim().toLowerCase() !== member.email}
              loading={erase.isPending}
              onClick={() => erase.mutate({ params: { tenant, user: member.id }, body: { email: typed } })}
            >
              {t('erase')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
          </div>
        </div>
      ) : (
        <Erased done={done} onDone={onDone} />
      )}
    </Modal>
  )
}

function Erased({ done, onDone }: { readonly done: ValueOf<'members.erase'>; readonly onDone: () => void }) {
  const { t } = useTranslation('people')
  return (
    <div className="stack-lg">
      <p style={{ margin: 0 }}>{t('erased', { count: done.detailsErased })}</p>
      {!done.accountErased && <p style={{ margin: 0 }}>{t('erasedElsewhere')}</p>}
      {done.nameStillIn.length > 0 && (
        <div>
          <p style={{ margin: 0 }}>{t('nameStill')}</p>
          <ul className="mono">
            {done.nameStillIn.map((one) => (
              <li key={`${one.kind} ${one.id}`}>
                {one.kind} {one.id}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div>
        <Button onClick={onDone}>{t('done')}</Button>
      </div>
    </div>
  )
}
