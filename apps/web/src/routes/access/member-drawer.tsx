import { Button, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoleGrant } from '@caponier/contract/access/roles'
import { client } from '../../api/client.ts'
import { useAct } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import { saveFetched } from '../../ui/table/save-file.ts'
import { EraseDialog, RemoveDialog } from './end-dialogs.tsx'
import type { Handed } from './handed-link.tsx'
import { PersonSelect } from './person-select.tsx'
import type { Places } from './places.ts'
import { RoleBuilder } from './role-builder.tsx'
import type { NameOfPlace } from './role-words.tsx'
import type { Member } from './member.ts'

interface Props {
  readonly member: Member
  readonly places: Places
  readonly nameOf: NameOfPlace
  readonly onClose: () => void
  readonly onLink: (handed: Handed) => void
}

/** A member with roles and places, and everything an administrator does with it. */
export function MemberDrawer({ member, places, nameOf, onClose, onLink }: Props) {
  const { t } = useTranslation('people')
  const tenant = useTenant()
  const edit = useAct('members.edit', ['access'])
  const managed = (grant: RoleGrant): boolean => isManaged(places, grant)
  const held: readonly RoleGrant[] = member.grants
  const [grants, setGrants] = useState<readonly RoleGrant[]>(held.filter(managed))
  const [personId, setPersonId] = useState(member.personId)
  const [failure, setFailure] = useState<Error | null>(null)
  const whole = member.managed === 'whole'
  const save = (version: number): void =>
    edit.mutate(
      {
        params: { tenant, user: member.id },
        body: { grants: grants.map((one) => ({ ...one })), ...(personId === member.personId ? {} : { personId }) },
        version,
      },
      {
        onSuccess: () => {
          notifications.show({ message: t('saved', { name: member.name }) })
          onClose()
        },
      },
    )
  return (
    <FormDrawer
      opened
      title={member.name}
      onClose={onClose}
      saving={edit.isPending}
      error={edit.error ?? failure}
      acts={whole ? <MemberActs member={member} onClose={onClose} onLink={onLink} onFailure={setFailure} /> : undefined}
      onSave={() => save(member.version)}
      onOverwrite={save}
      onTakeTheirs={onClose}
      size={520}
    >
      <div className="small muted">{member.email}</div>
      <RoleBuilder grants={grants} places={places} nameOf={nameOf} onChange={setGrants} />
      {member.managed === 'part' && <p className="small muted">{t('outside')}</p>}
      <PersonSelect places={places} value={personId} disabled={!whole} onChange={setPersonId} />
    </FormDrawer>
  )
}

function isManaged(places: Places, { scope }: RoleGrant): boolean {
  if (scope.kind === 'organisation') return places.organisation.managed
  const list = scope.kind === 'entity' ? places.entities : places.sites
  return list.some((one) => one.id === scope.id && one.managed) || places.organisation.managed
}

interface ActsProps extends Pick<Props, 'member' | 'onClose' | 'onLink'> {
  readonly onFailure: (failure: Error | null) => void
}

/** What is done to a member besides editing. */
function MemberActs({ member, onClose, onLink, onFailure }: ActsProps) {
  const { t } = useTranslation('people')
  const tenant = useTenant()
  const reset = useAct('members.reset', ['access'])
  const [dialog, setDialog] = useState<'remove' | 'erase' | null>(null)
  const params = { tenant, user: member.id }
  return (
    <>
      <Menu position="top-end" width={260}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconDots size={15} />} loading={reset.isPending}>
            {t('more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {!member.own && (
            <Menu.Item
              title={t('resetText', { name: member.name })}
              onClick={() => reset.mutate({ params }, { onSuccess: (link) => onLink({ ...link, name: member.name }), onError: onFailure })}
            >
              {t('reset')}
            </Menu.Item>
          )}
          <Menu.Item onClick={() => void saveFetched(client.file('members.export', { params }))}>{t('exportData')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => setDialog('remove')}>{t('remove')}</Menu.Item>
          {!member.own && (
            <Menu.Item color="red" onClick={() => setDialog('erase')}>
              {t('erase')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'remove' && <RemoveDialog member={member} onClose={() => setDialog(null)} onDone={onClose} />}
      {dialog === 'erase' && <EraseDialog member={member} onClose={() => setDialog(null)} onDone={onClose} />}
    </>
  )
}
