import { Checkbox, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useAct, useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'

/** Does a site support in-scope services, and why? */
export function SiteScopeDrawer({ site, onClose }: { readonly site: string; readonly onClose: () => void }) {
  const query = useRead('sites.show', { params: { tenant: useTenant(), id: site } })
  return query.data === undefined ? null : <SiteScopeForm stored={query.data} onClose={onClose} />
}

function SiteScopeForm({ stored, onClose }: { readonly stored: ValueOf<'sites.show'>; readonly onClose: () => void }) {
  const { t } = useTranslation('scope')
  const tenant = useTenant()
  const act = useAct('sites.replace', ['company', 'scope', 'position'])
  // What is edited stays what was opened, whatever is read in the meantime: the version tells the server.
  const [{ doc, version }] = useState(stored)
  const [inScope, setInScope] = useState(doc.inScope ?? true)
  const [reason, setReason] = useState(doc.inScopeReason ?? '')
  const [touched, setTouched] = useState(false)
  const isMissing = !inScope && reason.trim() === ''
  const save = (at: number): void => {
    setTouched(true)
    if (isMissing) return
    const { inScopeReason: _, ...rest } = doc
    const text = reason.trim()
    act.mutate(
      { params: { tenant, id: doc.id }, version: at, body: { ...rest, inScope, ...(text !== '' && { inScopeReason: text }) } },
      { onSuccess: onClose },
    )
  }
  return (
    <FormDrawer
      opened
      title={t('site.title', { name: doc.name })}
      onClose={onClose}
      onSave={() => save(version)}
      saving={act.isPending}
      error={act.error}
      onOverwrite={save}
      onTakeTheirs={onClose}
    >
      <p style={{ margin: 0 }}>{t('site.lead')}</p>
      <Checkbox label={t('site.yes')} checked={inScope} onChange={(event) => setInScope(event.currentTarget.checked)} />
      <Textarea
        label={t('site.reason')}
        description={t('site.reasonHint')}
        value={reason}
        error={touched && isMissing ? t('site.reasonNeeded') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDrawer>
  )
}
