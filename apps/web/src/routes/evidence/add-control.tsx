import { Select, Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/queries.ts'
import { useMay, useTenant } from '../../api/session.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Cells } from './cell-picker.tsx'
import { CellPicker, isChosen } from './cell-picker.tsx'
import type { ControlFacts } from './control-fields.tsx'
import { ControlFields, factsOf } from './control-fields.tsx'
import type { Status } from './control-status.tsx'
import { STATUSES } from './control-status.tsx'
import { faultsOf } from './edit-evidence.tsx'
import type { Target } from './link-form.tsx'
import { AFTER_LINK, TargetSelect } from './link-form.tsx'

/** A new control with the requirements that it answers. */
export function AddControl({ onClose, onAdded }: { readonly onClose: () => void; readonly onAdded: (id: string) => void }) {
  const { t } = useTranslation('evidence')
  const tenant = useTenant()
  const { whole } = useMay()
  const add = useAct('controls.add', AFTER_LINK)
  const create = useAct('controls.create', AFTER_LINK)
  const attach = useAct('links.attach', AFTER_LINK)
  const [facts, setFacts] = useState<ControlFacts>({ name: '', description: '', due: '', owner: null })
  const [status, setStatus] = useState<Status>('planned')
  const mustLink = !whole('controls.write')
  const [links, setLinks] = useState(true)
  const [cells, setCells] = useState<Cells | null>(null)
  const [target, setTarget] = useState<Target>('met')
  const ready = facts.name.trim() !== '' && (!links || isChosen(cells))
  const error = add.error ?? create.error ?? attach.error
  const save = async (): Promise<void> => {
    const control = { ...factsOf(facts), status }
    const [subject, ...others] = links && isChosen(cells) ? cells.subjects : []
    if (subject === undefined || !isChosen(cells)) {
      onAdded((await create.mutateAsync({ params: { tenant }, body: control })).id)
      return
    }
    const { framework } = cells
    const requirements = [...cells.requirements]
    const made = await add.mutateAsync({ params: { tenant }, body: { control, subject, framework, requirements, target } })
    for (const other of others)
      await attach.mutateAsync({ params: { tenant }, body: { subject: other, framework, requirements, controls: [made.id], target } })
    onAdded(made.id)
  }
  return (
    <FormDrawer
      opened
      title={t('control.add')}
      size={560}
      onClose={onClose}
      onSave={() => {
        if (ready) save().catch(() => undefined)
      }}
      saving={add.isPending || create.isPending || attach.isPending}
      error={error}
    >
      <ControlFields facts={facts} onChange={setFacts} faults={faultsOf(error)} />
      <Select
        label={t('control.status')}
        allowDeselect={false}
        data={STATUSES.map((one) => ({ value: one, label: t(`control.statuses.${one}`) }))}
        value={status}
        onChange={(next) => setStatus(STATUSES.find((one) => one === next) ?? 'planned')}
      />
      {mustLink ? (
        <p className="muted small" style={{ margin: 0 }}>
          {t('control.where')}
        </p>
      ) : (
        <Switch label={t('linkNow')} checked={links} onChange={(event) => setLinks(event.currentTarget.checked)} />
      )}
      {links && (
        <>
          <CellPicker value={cells} onChange={setCells} />
          <TargetSelect value={target} onChange={setTarget} />
        </>
      )}
    </FormDrawer>
  )
}
