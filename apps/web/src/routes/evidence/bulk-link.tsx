import { Button, Drawer } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import type { Cells } from './cell-picker.tsx'
import { CellPicker, isChosen } from './cell-picker.tsx'
import { AFTER_LINK } from './link-form.tsx'
import { joinMoved, MovedList } from './moved-list.tsx'

/** Hangs the selected rows on requirements together. */
export function BulkLink({
  of,
  ids,
  onDone,
}: {
  readonly of: 'controls' | 'evidence'
  readonly ids: readonly string[]
  readonly onDone: () => void
}) {
  const { t } = useTranslation('evidence')
  const { t: common } = useTranslation('common')
  const tenant = useTenant()
  const attach = useAct('links.attach', AFTER_LINK)
  const [open, setOpen] = useState(false)
  const [cells, setCells] = useState<Cells | null>(null)
  const save = async (chosen: Cells): Promise<void> => {
    const moved = []
    for (const subject of chosen.subjects) {
      const body = { subject, framework: chosen.framework, requirements: [...chosen.requirements], [of]: [...ids] }
      moved.push((await attach.mutateAsync({ params: { tenant }, body })).moved)
    }
    notifications.show({
      title: t('linked', { count: chosen.requirements.length * chosen.subjects.length }),
      message: <MovedList moved={joinMoved(moved)} />,
      autoClose: 8_000,
    })
    setOpen(false)
    onDone()
  }
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('linkMore')}
      </Button>
      <Drawer
        opened={open}
        onClose={() => setOpen(false)}
        title={t('linkMore')}
        size={480}
        padding="md"
        closeButtonProps={{ 'aria-label': common('close') }}
      >
        <form
          className="stack-lg"
          onSubmit={(event) => {
            event.preventDefault()
            if (isChosen(cells)) save(cells).catch(() => undefined)
          }}
        >
          <CellPicker value={cells} onChange={setCells} />
          {attach.error !== null && <ProblemView error={attach.error} />}
          <div className="row">
            <Button type="submit" disabled={!isChosen(cells)} loading={attach.isPending}>
              {t('link')}
            </Button>
          </div>
        </form>
      </Drawer>
    </>
  )
}
