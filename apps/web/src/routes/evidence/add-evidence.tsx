import { ActionIcon, Switch, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MovedNumbers } from '@caponier/contract/assessment/cells'
import { useAct } from '../../api/queries.ts'
import { useMay, useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Cells } from './cell-picker.tsx'
import { CellPicker, isChosen } from './cell-picker.tsx'
import { DropZone } from './drop-zone.tsx'
import type { Facts } from './evidence-fields.tsx'
import { EvidenceFields, factsToday } from './evidence-fields.tsx'
import styles from './evidence.module.css'
import { AFTER_LINK } from './link-form.tsx'
import { joinMoved, MovedList } from './moved-list.tsx'

interface Waiting {
  readonly key: string
  readonly file: File
  readonly title: string
}

const waiting = (file: File): Waiting => ({
  key: `${file.name} ${file.size} ${file.lastModified} ${Math.random()}`,
  file,
  title: file.name.replace(/(?<=.)\.[A-Za-z0-9]{1,8}$/, ''),
})

interface Props {
  readonly files: readonly File[]
  readonly onClose: () => void
  readonly onAdded: (ids: readonly string[]) => void
}

/** From dropped files to proven requirements in one form: dates and requirements once for all of them. */
export function AddEvidence({ files, onClose, onAdded }: Props) {
  const { t } = useTranslation('evidence')
  const { bytes } = useFormats()
  const tenant = useTenant()
  const { whole } = useMay()
  const add = useAct('evidence.add', AFTER_LINK)
  const attach = useAct('links.attach', AFTER_LINK)
  const [list, setList] = useState<readonly Waiting[]>(() => files.map(waiting))
  const [facts, setFacts] = useState<Facts>(factsToday)
  // What hangs nowhere belongs to the organisation, so whoever holds a part of it links at once.
  const mustLink = !whole('evidence.write')
  const [links, setLinks] = useState(mustLink)
  const [cells, setCells] = useState<Cells | null>(null)
  const ready = list.length > 0 && facts.effective !== '' && (!links || isChosen(cells))
  const save = async (): Promise<void> => {
    const ids: string[] = []
    const moved: MovedNumbers[] = []
    const [subject, ...others] = links && isChosen(cells) ? cells.subjects : []
    for (const { key, file, title } of list) {
      const { kind, confidentiality, effective, validUntil, owner } = facts
      const added = await add.mutateAsync({
        params: { tenant },
        query: {
          name: file.name,
          effective,
          confidentiality,
          ...(title.trim() !== '' && { title: title.trim() }),
          ...(validUntil !== '' && { validUntil }),
          ...(kind !== null && { kind }),
          ...(owner !== null && { owner }),
          ...(subject !== undefined && isChosen(cells) && { subject, framework: cells.framework, requirement: [...cells.requirements] }),
        },
        body: file,
      })
      ids.push(added.id)
      moved.push(added.moved)
      // What is through does not go again when a later file fails.
      setList((rest) => rest.filter((one) => one.key !== key))
    }
    for (const other of others) {
      if (!isChosen(cells)) break
      const body = { subject: other, framework: cells.framework, requirements: [...cells.requirements], evidence: ids }
      moved.push((await attach.mutateAsync({ params: { tenant }, body })).moved)
    }
    notifications.show({ title: t('added', { count: ids.length }), message: <MovedList moved={joinMoved(moved)} />, autoClose: 8_000 })
    onAdded(ids)
  }
  return (
    <FormDrawer
      opened
      title={t('addMany', { count: list.length })}
      size={560}
      onClose={onClose}
      onSave={() => {
        if (ready) save().catch(() => undefined)
      }}
      saving={add.isPending || attach.isPending}
      error={add.error ?? attach.error}
      saveLabel={t('add')}
    >
      <div className={styles['files']}>
        {list.map((one) => (
          <div key={one.key} className={styles['file']}>
            <span>
              <TextInput
                label={t('title_field')}
                value={one.title}
                maxLength={500}
                onChange={(event) => {
                  const title = event.currentTarget.value
                  setList((all) => all.map((other) => (other.key === one.key ? { ...other, title } : other)))
                }}
              />
              <span className="muted small">
                {one.file.name} · {bytes(one.file.size)}
              </span>
            </span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`${t('remove')} ${one.file.name}`}
              onClick={() => setList((all) => all.filter((other) => other.key !== one.key))}
            >
              <IconX size={15} />
            </ActionIcon>
          </div>
        ))}
        <DropZone onFiles={(more) => setList((all) => [...all, ...more.map(waiting)].slice(0, 20))} />
      </div>
      <EvidenceFields facts={facts} onChange={setFacts} />
      {!mustLink && <Switch label={t('linkNow')} checked={links} onChange={(event) => setLinks(event.currentTarget.checked)} />}
      {links && <CellPicker value={cells} onChange={setCells} />}
    </FormDrawer>
  )
}
