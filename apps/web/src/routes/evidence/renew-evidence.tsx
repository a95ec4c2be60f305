import { TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import { DropZone } from './drop-zone.tsx'
import { faultsOf } from './edit-evidence.tsx'
import type { EvidenceShown } from './evidence-shown.ts'
import styles from './evidence.module.css'
import { AFTER_LINK } from './link-form.tsx'
import { MovedList } from './moved-list.tsx'
import { today } from '../../ui/today.ts'

/** The same span as the former evidence, counted from today. */
function sameSpan(from: string, until: string | undefined): string {
  if (until === undefined) return ''
  return new Date(Date.parse(today()) + Date.parse(until) - Date.parse(from)).toISOString().slice(0, 10)
}

/** A newer file takes over what the former evidence proves. */
export function RenewEvidence({
  shown,
  onClose,
  onRenewed,
}: {
  readonly shown: EvidenceShown
  readonly onClose: () => void
  readonly onRenewed: (id: string) => void
}) {
  const { t } = useTranslation('evidence')
  const { bytes } = useFormats()
  const tenant = useTenant()
  const { id, doc } = shown
  const renew = useAct('evidence.renew', AFTER_LINK)
  const [file, setFile] = useState<File | null>(null)
  const [title, setTitle] = useState(doc.name)
  const [effective, setEffective] = useState(today)
  const [validUntil, setValidUntil] = useState(() => sameSpan(doc.effective, doc.validUntil))
  const faults = faultsOf(renew.error)
  const save = (): void => {
    if (file === null) return
    renew.mutate(
      {
        params: { tenant, id },
        query: {
          name: file.name,
          effective,
          ...(title.trim() !== '' && { title: title.trim() }),
          ...(validUntil !== '' && { validUntil }),
        },
        body: file,
      },
      {
        onSuccess: ({ id: made, links, left, moved }) => {
          notifications.show({
            title: t('renewed', { count: links.length }),
            message: (
              <>
                {left > 0 && <p>{t('renewedLeft', { count: left })}</p>}
                <MovedList moved={moved} />
              </>
            ),
            autoClose: 8_000,
          })
          onRenewed(made)
        },
      },
    )
  }
  return (
    <FormDrawer
      opened
      title={t('renewTitle', { name: doc.name })}
      onClose={onClose}
      onSave={save}
      saving={renew.isPending}
      error={renew.error}
      saveLabel={t('renew')}
    >
      <p className="muted" style={{ margin: 0 }}>
        {t('renewText')}
      </p>
      {file === null ? (
        <DropZone single onFiles={([one]) => setFile(one ?? null)} />
      ) : (
        <div className={styles['file']}>
          <span>
            <strong>{file.name}</strong> <span className="muted small">{bytes(file.size)}</span>
          </span>
          <button type="button" className="linkish" onClick={() => setFile(null)}>
            {t('remove')}
          </button>
        </div>
      )}
      <TextInput label={t('title_field')} value={title} maxLength={500} onChange={(event) => setTitle(event.currentTarget.value)} />
      <div className={styles['dates']}>
        <TextInput
          type="date"
          required
          label={t('effective')}
          value={effective}
          error={faults.get('effective')}
          onChange={(event) => setEffective(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('validUntil')}
          value={validUntil}
          error={faults.get('validUntil')}
          onChange={(event) => setValidUntil(event.currentTarget.value)}
        />
      </div>
    </FormDrawer>
  )
}
