import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoleGrant } from '@caponier/contract/access/roles'
import { useAct } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { currentLanguage } from '../../i18n/language.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Handed } from './handed-link.tsx'
import { PersonSelect } from './person-select.tsx'
import type { Places } from './places.ts'
import { RoleBuilder } from './role-builder.tsx'
import type { NameOfPlace } from './role-words.tsx'

interface Props {
  readonly places: Places
  readonly nameOf: NameOfPlace
  readonly onClose: () => void
  readonly onLink: (handed: Handed) => void
}

/** The first role that the caller may give. */
function firstGrant(places: Places): readonly RoleGrant[] {
  if (places.organisation.managed) return [{ role: 'engineer', scope: { kind: 'organisation' } }]
  const entity = places.entities.find((one) => one.managed)
  if (entity !== undefined) return [{ role: 'engineer', scope: { kind: 'entity', id: entity.id } }]
  const site = places.sites.find((one) => one.managed)
  return site === undefined ? [] : [{ role: 'engineer', scope: { kind: 'site', id: site.id } }]
}

/** Invites somebody by a link. */
export function InviteDrawer({ places, nameOf, onClose, onLink }: Props) {
  const { t } = useTranslation('people')
  const tenant = useTenant()
  const invite = useAct('invitations.add', ['access'])
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [language, setLanguage] = useState<'en' | 'de'>(currentLanguage())
  const [grants, setGrants] = useState(firstGrant(places))
  const [personId, setPersonId] = useState<string | null>(null)
  return (
    <FormDrawer
      opened
      title={t('invite')}
      onClose={onClose}
      saving={invite.isPending}
      error={invite.error}
      saveLabel={t('makeLink')}
      onSave={() =>
        invite.mutate(
          { params: { tenant }, body: { name, email, language, grants: grants.map((one) => ({ ...one })), personId } },
          { onSuccess: ({ link }) => onLink({ ...link, name }) },
        )
      }
    >
      <TextInput
        label={t('name')}
        value={name}
        required
        withAsterisk={false}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('email')}
        type="email"
        value={email}
        required
        withAsterisk={false}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <RoleBuilder grants={grants} places={places} nameOf={nameOf} onChange={setGrants} />
      <PersonSelect
        places={places}
        value={personId}
        onChange={(next) => {
          setPersonId(next)
          if (name === '') setName(places.people.find((one) => one.id === next)?.name ?? '')
        }}
      />
      <Select
        label={t('language')}
        data={[
          { value: 'en', label: 'English' },
          { value: 'de', label: 'Deutsch' },
        ]}
        value={language}
        allowDeselect={false}
        onChange={(next) => setLanguage(next === 'de' ? 'de' : 'en')}
      />
    </FormDrawer>
  )
}
