import { ActionIcon, Button, Select } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Role, RoleGrant } from '@caponier/contract/access/roles'
import { ROLES } from '@caponier/contract/access/roles'
import type { Places } from './places.ts'
import type { NameOfPlace } from './role-words.tsx'
import { placeKey, placeOf, RoleSummary } from './role-words.tsx'
import styles from './people.module.css'

interface Props {
  readonly grants: readonly RoleGrant[]
  readonly places: Places
  readonly nameOf: NameOfPlace
  readonly onChange: (grants: readonly RoleGrant[]) => void
}

const isRole = (word: string | null): word is Role => ROLES.some((role) => role === word)

/** Builds roles as rows of role and place, with what they allow beneath. Offers only places where the caller manages people. */
export function RoleBuilder({ grants, places, nameOf, onChange }: Props) {
  const { t } = useTranslation('people')
  const options = placeOptions(places, { whole: t('whole'), entities: t('entities'), sites: t('sites') })
  const first = options[0]?.items[0]?.value
  const put = (index: number, grant: RoleGrant): void => onChange(grants.map((one, at) => (at === index ? grant : one)))
  return (
    <fieldset className={styles.builder}>
      <legend>{t('rolesAndPlaces')}</legend>
      {grants.map((grant, index) => (
        // Rows have no identity but their place in the list.
        // eslint-disable-next-line react/no-array-index-key
        <div key={index} className={styles.builderRow}>
          <Select
            aria-label={t('role')}
            data={ROLES.map((role) => ({ value: role, label: t(`roleName.${role}`) }))}
            value={grant.role}
            allowDeselect={false}
            onChange={(next) => isRole(next) && put(index, { ...grant, role: next })}
          />
          <Select
            aria-label={t('place')}
            data={options}
            value={placeKey(grant.scope)}
            allowDeselect={false}
            searchable
            onChange={(next) => next !== null && put(index, { ...grant, scope: placeOf(next) })}
          />
          <ActionIcon aria-label={t('removeRole')} title={t('removeRole')} onClick={() => onChange(grants.filter((_, at) => at !== index))}>
            <IconTrash size={15} />
          </ActionIcon>
          <p className="small muted">{t(`roleLead.${grant.role}`)}</p>
        </div>
      ))}
      {first !== undefined && (
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...grants, { role: 'engineer', scope: placeOf(first) }])}
        >
          {t('addRole')}
        </Button>
      )}
      <div className={styles.allows}>
        <h3>{t('whatItAllows')}</h3>
        <RoleSummary grants={grants} nameOf={nameOf} />
      </div>
    </fieldset>
  )
}

interface Group {
  readonly group: string
  readonly items: { readonly value: string; readonly label: string }[]
}

function placeOptions(places: Places, words: { readonly whole: string; readonly entities: string; readonly sites: string }): Group[] {
  const named = (kind: 'entity' | 'site', list: readonly { readonly id: string; readonly name: string; readonly managed: boolean }[]) =>
    list.filter((one) => one.managed).map((one) => ({ value: `${kind}:${one.id}`, label: one.name }))
  return [
    { group: places.organisation.name, items: places.organisation.managed ? [{ value: 'organisation', label: words.whole }] : [] },
    { group: words.entities, items: named('entity', places.entities) },
    { group: words.sites, items: named('site', places.sites) },
  ].filter((one) => one.items.length > 0)
}
