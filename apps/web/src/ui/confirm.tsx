import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemView } from './problem-view.tsx'

interface Props {
  readonly opened: boolean
  readonly title: string
  readonly children: ReactNode
  readonly act: string
  readonly danger?: boolean
  readonly busy?: boolean
  readonly error?: unknown
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks before something that cannot be taken back lightly; says what will happen. */
export function ConfirmDialog({ opened, title, children, act, danger = false, busy = false, error, onConfirm, onClose }: Props) {
  const { t } = useTranslation('common')
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <div className="stack-lg">
        <div>{children}</div>
        {error !== null && error !== undefined && <ProblemView error={error} />}
        <div className="row">
          <Button color={danger ? 'red' : 'ink'} loading={busy} onClick={onConfirm} data-autofocus>
            {act}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
