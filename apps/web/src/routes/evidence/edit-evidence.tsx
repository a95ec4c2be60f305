import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useAct } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { EvidenceShown } from './evidence-shown.ts'
import type { Facts } from './evidence-fields.tsx'
import { EvidenceFields } from './evidence-fields.tsx'
import { AFTER_LINK } from './link-form.tsx'

/** Faults by field of the document. */
export const faultsOf = (error: unknown): ReadonlyMap<string, string> =>
  error === null
    ? new Map()
    : new Map((problemOf(error).issues ?? []).map((issue) => [issue.path.replace(/^(body|query)\./, ''), issue.message]))

/** Changes what is said of evidence. The file has a way of its own. */
export function EditEvidence({ shown, onClose }: { readonly shown: EvidenceShown; readonly onClose: () => void }) {
  const { t } = useTranslation('evidence')
  const tenant = useTenant()
  // What is edited stays what was opened, whatever is read in the meantime: the version tells the server.
  const [{ id, doc, version }] = useState(shown)
  const replace = useAct('evidence.replace', AFTER_LINK)
  const [name, setName] = useState(doc.name)
  const [facts, setFacts] = useState<Facts>({
    kind: doc.kind ?? null,
    effective: doc.effective,
    validUntil: doc.validUntil ?? '',
    confidentiality: doc.confidentiality ?? 'internal',
    owner: doc.owner ?? null,
  })
  const save = (at: number): void => {
    const { kind: _k, validUntil: _v, owner: _o, confidentiality: _c, ...rest } = doc
    const isLevelSaid = doc.confidentiality !== undefined || facts.confidentiality !== 'internal'
    replace.mutate(
      {
        params: { tenant, id },
        version: at,
        body: {
          ...rest,
          name: name.trim(),
          effective: facts.effective,
          ...(facts.kind !== null && { kind: facts.kind }),
          ...(facts.validUntil !== '' && { validUntil: facts.validUntil }),
          ...(isLevelSaid && { confidentiality: facts.confidentiality }),
          ...(facts.owner !== null && { owner: facts.owner }),
        },
      },
      { onSuccess: onClose },
    )
  }
  const faults = faultsOf(replace.error)
  return (
    <FormDrawer
      opened
      title={doc.name}
      onClose={onClose}
      onSave={() => save(version)}
      onOverwrite={save}
      onTakeTheirs={onClose}
      saving={replace.isPending}
      error={replace.error}
    >
      <TextInput
        required
        label={t('title_field')}
        value={name}
        maxLength={500}
        error={faults.get('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <EvidenceFields facts={facts} onChange={setFacts} faults={faults} />
    </FormDrawer>
  )
}
