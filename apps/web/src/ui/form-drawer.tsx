import { Button, Drawer, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { problemOf } from '../api/client.ts'
import { DiffView } from './diff-view.tsx'
import { ProblemView } from './problem-view.tsx'

interface Props {
  readonly opened: boolean
  readonly title: ReactNode
  readonly onClose: () => void
  readonly onSave: () => void
  readonly saving: boolean
  readonly error?: unknown
  /** Saves over what somebody else stored in the meantime, at its version. */
  readonly onOverwrite?: (version: number) => void
  /** Takes what is stored instead of one's own change. */
  readonly onTakeTheirs?: () => void
  readonly saveLabel?: string
  readonly children: ReactNode
  readonly size?: string | number
  readonly acts?: ReactNode
}

/** A form beside the page. A stale edit shows both sides and lets the person decide; nothing typed is lost. */
export function FormDrawer(props: Props) {
  const { opened, title, onClose, onSave, saving, error, children, saveLabel, size = 480, acts } = props
  const { t } = useTranslation('common')
  const problem = error === null || error === undefined ? undefined : problemOf(error)
  const isStale = problem?.code === 'stale-version'
  return (
    <Drawer opened={opened} onClose={onClose} title={title} size={size} padding="md">
      <form
        className="stack-lg"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onSave()
        }}
      >
        {children}
        {problem !== undefined && !isStale && <ProblemView error={error} />}
        <div className="row">
          <Button type="submit" loading={saving}>
            {saveLabel ?? t('save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <span style={{ flex: 1 }} />
          {acts}
        </div>
      </form>
      {isStale && problem !== undefined && <ConflictDialog problem={problem} {...props} />}
    </Drawer>
  )
}

function ConflictDialog({ problem, onOverwrite, onTakeTheirs, onClose, saving }: Props & { readonly problem: ApiProblem }) {
  const { t } = useTranslation('common')
  return (
    <Modal opened onClose={onTakeTheirs ?? onClose} title={t('conflict.title')} size="lg">
      <div className="stack-lg">
        <p style={{ margin: 0 }}>{t('conflict.text')}</p>
        <DiffView before={problem.theirs} after={problem.yours} beforeLabel={t('conflict.theirs')} afterLabel={t('conflict.yours')} />
        <div className="row">
          {onOverwrite !== undefined && problem.version !== undefined && (
            <Button loading={saving} onClick={() => onOverwrite(problem.version ?? 0)}>
              {t('conflict.saveMine')}
            </Button>
          )}
          <Button variant="default" onClick={onTakeTheirs ?? onClose}>
            {t('conflict.takeTheirs')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
