import { ActionIcon, Button, Fieldset, Select, TagsInput, Textarea, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequestOf, ValueOf } from '../../api/client.ts'
import { useAct, useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import { countryName, COUNTRIES } from '../company/countries.ts'
import styles from './scope.module.css'
import { today } from '../../ui/today.ts'

interface Props {
  readonly entity: string
  readonly name: string
  readonly onClose: () => void
}

/** Contact data of Art. 3(4) and the registrations that were made. */
export function RegistrationDrawer({ entity, name, onClose }: Props) {
  const query = useRead('entities.show', { params: { tenant: useTenant(), id: entity } })
  return query.data === undefined ? null : <RegistrationForm stored={query.data} name={name} onClose={onClose} />
}

interface Made {
  readonly state: string
  readonly date: string
  readonly reference?: string | undefined
}

function RegistrationForm({
  stored,
  name,
  onClose,
}: {
  readonly stored: ValueOf<'entities.show'>
  readonly name: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation('scope')
  const tenant = useTenant()
  const act = useAct('entities.replace', ['company', 'scope', 'position'])
  // What is edited stays what was opened, whatever is read in the meantime: the version tells the server.
  const [{ doc, version }] = useState(stored)
  const [contact, setContact] = useState(doc.contact ?? {})
  const [made, setMade] = useState<readonly Made[]>(doc.registrations ?? [])
  const save = (at: number): void => {
    const { contact: _contact, registrations: _registrations, ...rest } = doc
    const filled = Object.fromEntries(Object.entries(contact).filter(([, value]) => value !== undefined && value.length > 0))
    const body = {
      ...rest,
      ...(Object.keys(filled).length > 0 && { contact: filled }),
      ...(made.length > 0 && {
        registrations: made.map(({ reference, ...one }) => ({ ...one, ...(reference !== undefined && reference !== '' && { reference }) })),
      }),
    } as RequestOf<'entities.replace'>['body']
    act.mutate({ params: { tenant, id: doc.id }, version: at, body }, { onSuccess: onClose })
  }
  return (
    <FormDrawer
      opened
      size={520}
      title={t('contact.title', { name })}
      onClose={onClose}
      onSave={() => save(version)}
      saving={act.isPending}
      error={act.error}
      onOverwrite={save}
      onTakeTheirs={onClose}
    >
      <Textarea
        label={t('contact.address')}
        value={contact.address ?? ''}
        onChange={(event) => setContact({ ...contact, address: event.currentTarget.value })}
      />
      <TextInput
        label={t('contact.email')}
        type="email"
        value={contact.email ?? ''}
        onChange={(event) => setContact({ ...contact, email: event.currentTarget.value })}
      />
      <TextInput
        label={t('contact.phone')}
        type="tel"
        value={contact.phone ?? ''}
        onChange={(event) => setContact({ ...contact, phone: event.currentTarget.value })}
      />
      <TagsInput
        label={t('contact.ipRanges')}
        description={t('contact.ipHint')}
        size="xs"
        value={contact.ipRanges ?? []}
        onChange={(ipRanges) => setContact({ ...contact, ipRanges })}
        splitChars={[',', ';', ' ', '\n']}
      />
      <Fieldset legend={t('contact.registrations')}>
        <div className="stack">
          {made.map((one, at) => (
            // A registration has no identity beside its place until it is stored.
            <MadeRow
              // oxlint-disable-next-line react/no-array-index-key
              key={at}
              of={one}
              onChange={(next) => setMade(made.map((other, index) => (index === at ? next : other)))}
              onRemove={() => setMade(made.filter((_, index) => index !== at))}
            />
          ))}
          <div>
            <Button
              variant="default"
              leftSection={<IconPlus size={14} />}
              onClick={() => setMade([...made, { state: doc.establishment, date: today() }])}
            >
              {t('contact.add')}
            </Button>
          </div>
        </div>
      </Fieldset>
    </FormDrawer>
  )
}

interface RowProps {
  readonly of: Made
  readonly onChange: (next: Made) => void
  readonly onRemove: () => void
}

function MadeRow({ of, onChange, onRemove }: RowProps) {
  const { t, i18n } = useTranslation(['scope', 'common'])
  const language = i18n.language === 'de' ? 'de' : 'en'
  return (
    <div className={styles.made}>
      <Select
        label={t('contact.state')}
        data={COUNTRIES.map((code) => ({ value: code, label: `${code} ${countryName(code, language)}` }))}
        value={of.state}
        onChange={(state) => onChange({ ...of, state: state ?? of.state })}
        allowDeselect={false}
        searchable
      />
      <TextInput
        label={t('contact.date')}
        type="date"
        value={of.date}
        onChange={(event) => onChange({ ...of, date: event.currentTarget.value })}
      />
      <TextInput
        label={t('contact.reference')}
        value={of.reference ?? ''}
        onChange={(event) => onChange({ ...of, reference: event.currentTarget.value })}
      />
      <ActionIcon aria-label={`${t('common:remove')} ${of.state}`} title={t('common:remove')} onClick={onRemove}>
        <IconTrash size={15} />
      </ActionIcon>
    </div>
  )
}
