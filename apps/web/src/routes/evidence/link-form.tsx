import { Button, Select } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import type { Cells } from './cell-picker.tsx'
import { CellPicker, isChosen } from './cell-picker.tsx'
import { joinMoved, MovedList } from './moved-list.tsx'

/** Slices that a change of links makes untrue. */
export const AFTER_LINK = ['evidence', 'position', 'assessment'] as const

export const TARGETS = ['partly', 'met', 'compensated'] as const
export type Target = (typeof TARGETS)[number]

/** Hangs a control or a piece of evidence on further requirements of one or several subjects. */
export function LinkForm({ of, id, onDone }: { readonly of: 'controls' | 'evidence'; readonly id: string; readonly onDone: () => void }) {
  const { t } = useTranslation('evidence')
  const tenant = useTenant()
  const attach = useAct('links.attach', AFTER_LINK)
  const [cells, setCells] = useState<Cells | null>(null)
  const [target, setTarget] = useState<Target>('met')
  const save = async (chosen: Cells): Promise<void> => {
    const moved = []
    for (const subject of chosen.subjects) {
      const done = await attach.mutateAsync({
        params: { tenant },
        body: {
          subject,
          framework: chosen.framework,
          requirements: [...chosen.requirements],
          [of]: [id],
          ...(of === 'controls' && { target }),
        },
      })
      moved.push(done.moved)
    }
    notifications.show({
      title: t('linked', { count: chosen.requirements.length * chosen.subjects.length }),
      message: <MovedList moved={joinMoved(moved)} />,
      autoClose: 8_000,
    })
    onDone()
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (isChosen(cells)) save(cells).catch(() => undefined)
      }}
    >
      <CellPicker value={cells} onChange={setCells} />
      {of === 'controls' && <TargetSelect value={target} onChange={setTarget} />}
      {attach.error !== null && <ProblemView error={attach.error} />}
      <div className="row">
        <Button type="submit" disabled={!isChosen(cells)} loading={attach.isPending}>
          {t('link')}
        </Button>
      </div>
    </form>
  )
}

/** What a control aims at; until then it counts as designed at that state. */
export function TargetSelect({ value, onChange }: { readonly value: Target; readonly onChange: (target: Target) => void }) {
  const { t } = useTranslation('evidence')
  return (
    <Select
      label={t('control.target')}
      data={TARGETS.map((one) => ({ value: one, label: t(`control.targets.${one}`) }))}
      value={value}
      allowDeselect={false}
      onChange={(next) => onChange(TARGETS.find((one) => one === next) ?? 'met')}
    />
  )
}
