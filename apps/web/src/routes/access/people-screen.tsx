import { Button, Drawer } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ROLES } from '@caponier/contract/access/roles'
import { useMay, useTenant } from '../../api/session.ts'
import { Badge } from '../../ui/badges.tsx'
import { Empty, Page } from '../../ui/page.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { When } from '../../ui/time.tsx'
import { HandedLink, type Handed } from './handed-link.tsx'
import { InvitationsPanel } from './invitations-panel.tsx'
import { InviteDrawer } from './invite-drawer.tsx'
import type { Member } from './member.ts'
import { MemberDrawer } from './member-drawer.tsx'
import styles from './people.module.css'
import { usePlaces } from './places.ts'
import { GrantBadge, type NameOfPlace, RoleSummary } from './role-words.tsx'

/** Who works here, and with which roles where. */
export function PeopleScreen() {
  const { t } = useTranslation('people')
  const { t: common } = useTranslation('common')
  const tenant = useTenant()
  const { may } = useMay()
  const { places, nameOf } = usePlaces()
  const [open, setOpen] = useState<Member | null>(null)
  const [inviting, setInviting] = useState(false)
  const [handed, setHanded] = useState<Handed | null>(null)
  const manages = may('people.manage')
  const invite = (
    <Button leftSection={<IconUserPlus size={15} />} disabled={places === undefined} onClick={() => setInviting(true)}>
      {t('invite')}
    </Button>
  )
  const hand = (next: Handed): void => {
    setInviting(false)
    setOpen(null)
    setHanded(next)
  }
  return (
    <Page title={t('title')} lead={t('lead')} acts={manages ? invite : undefined}>
      {manages && <InvitationsPanel nameOf={nameOf} />}
      <DataTable
        route="members.list"
        request={{ params: { tenant } }}
        name="members"
        columns={columnsOf(t, places?.people ?? [], nameOf, manages)}
        rowName={(row) => row.name}
        onOpen={setOpen}
        empty={
          <Empty title={t('emptyTitle')} acts={manages ? invite : undefined}>
            {t('emptyText')}
          </Empty>
        }
      />
      {open !== null && places !== undefined && open.managed !== 'none' && (
        <MemberDrawer key={open.id} member={open} places={places} nameOf={nameOf} onClose={() => setOpen(null)} onLink={hand} />
      )}
      {open !== null && open.managed === 'none' && (
        <Drawer
          opened
          onClose={() => setOpen(null)}
          title={open.name}
          size={480}
          padding="md"
          closeButtonProps={{ 'aria-label': common('close') }}
        >
          <div className="stack-lg">
            <div className="small muted">{open.email}</div>
            <div className="row">
              {open.grants.map((grant) => (
                <GrantBadge key={JSON.stringify(grant)} grant={grant} nameOf={nameOf} />
              ))}
            </div>
            <div className={styles.allows}>
              <h3>{t('whatItAllows')}</h3>
              <RoleSummary grants={open.grants} nameOf={nameOf} />
            </div>
          </div>
        </Drawer>
      )}
      {inviting && places !== undefined && (
        <InviteDrawer places={places} nameOf={nameOf} onClose={() => setInviting(false)} onLink={hand} />
      )}
      <HandedLink handed={handed} onClose={() => setHanded(null)} />
    </Page>
  )
}

type Words = ReturnType<typeof useTranslation<'people'>>['t']

function columnsOf(
  t: Words,
  people: readonly { readonly id: string; readonly name: string }[],
  nameOf: NameOfPlace,
  manages: boolean,
): readonly Column<Member>[] {
  return [
    {
      key: 'name',
      label: t('name'),
      render: (row) => (
        <>
          {row.name} {row.own && <span className="muted small">({t('you')})</span>}
        </>
      ),
    },
    { key: 'email', label: t('email'), width: 210 },
    {
      key: 'roles',
      label: t('roles'),
      width: 330,
      options: ROLES.map((role) => ({ value: role, label: t(`roleName.${role}`) })),
      render: (row) => (
        <span className={styles.badges}>
          {row.grants.slice(0, 2).map((grant) => (
            <GrantBadge key={JSON.stringify(grant)} grant={grant} nameOf={nameOf} />
          ))}
          {row.grants.length > 2 && <Badge>+{row.grants.length - 2}</Badge>}
        </span>
      ),
    },
    {
      key: 'personId',
      label: t('person'),
      width: 150,
      extra: !manages,
      render: (row) => (row.personId === null ? '–' : (people.find((one) => one.id === row.personId)?.name ?? row.personId)),
    },
    { key: 'lastSeenAt', label: t('lastSeen'), width: 270, extra: !manages, render: (row) => <When at={row.lastSeenAt} /> },
    { key: 'since', label: t('since'), width: 180, extra: true, render: (row) => <When at={row.since} relative={false} /> },
  ]
}
