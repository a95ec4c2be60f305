import { useTranslation } from 'react-i18next'
import type { Permission, RoleGrant, RoleScope } from '@caponier/contract/access/roles'
import { grantGives, PERMISSIONS, roleHas } from '@caponier/contract/access/roles'
import { Badge } from '../../ui/badges.tsx'

/** Name of a place; the id where the name may not be known. */
export type NameOfPlace = (scope: RoleScope) => string

/** One key for each place. */
export const placeKey = (scope: RoleScope): string => (scope.kind === 'organisation' ? 'organisation' : `${scope.kind}:${scope.id}`)

/** The place of a key. */
export function placeOf(key: string): RoleScope {
  const [kind, id] = key.split(/:(.*)/s)
  return (kind === 'entity' || kind === 'site') && id !== undefined ? { kind, id } : { kind: 'organisation' }
}

/** A role and where it is held, in one badge. */
export function GrantBadge({ grant, nameOf }: { readonly grant: RoleGrant; readonly nameOf: NameOfPlace }) {
  const { t } = useTranslation('people')
  const place = grant.scope.kind === 'organisation' ? '' : ` · ${nameOf(grant.scope)}`
  return (
    <Badge tone={grant.role === 'admin' ? 'compensated' : 'accent'} title={t(`roleLead.${grant.role}`)}>
      {t(`roleName.${grant.role}`)}
      {place}
    </Badge>
  )
}

const isReading = (permission: Permission): boolean => /\.read(-confidential)?$/.test(permission)

/** Without what a broader permission says already: who may answer may answer the own questions. */
const broadest = (permissions: readonly Permission[]): readonly Permission[] =>
  permissions.filter((one) => !one.endsWith('-own') || !permissions.some((other) => `${other}-own` === one))

/** What roles allow, place by place, read off the permission table itself; below the whole organisation only what comes on top. */
export function RoleSummary({ grants, nameOf }: { readonly grants: readonly RoleGrant[]; readonly nameOf: NameOfPlace }) {
  const { t } = useTranslation('people')
  const allowedBy = (held: readonly RoleGrant[]): readonly Permission[] =>
    PERMISSIONS.filter((permission) => held.some((one) => grantGives(one, permission)))
  const byPlace = Map.groupBy(grants, (one) => placeKey(one.scope))
  const everywhere = allowedBy(byPlace.get('organisation') ?? [])
  const places = [...byPlace]
    .toSorted(([a], [b]) => Number(b === 'organisation') - Number(a === 'organisation'))
    .map(([key, held]) => {
      const allowed = allowedBy(held).filter((one) => key === 'organisation' || !everywhere.includes(one))
      // What the role would give for the whole organisation and does not give here: nobody should find out by being refused.
      const not = PERMISSIONS.filter(
        (one) => !allowed.includes(one) && !everywhere.includes(one) && held.some(({ role }) => roleHas(role, one)),
      )
      return { key, reads: allowed.filter(isReading), acts: broadest(allowed.filter((one) => !isReading(one))), not }
    })
    .filter(({ reads, acts }) => reads.length + acts.length > 0)
  if (places.length === 0) return <p className="muted small">{t('allowsNothing')}</p>
  const words = (list: readonly Permission[]): string => list.map((permission) => t(`permission.${permission}`)).join(', ')
  return (
    <div className="stack">
      {places.map(({ key, reads, acts, not }) => {
        const scope = placeOf(key)
        return (
          <div key={key} className="small">
            <strong>
              {scope.kind === 'organisation'
                ? t('inWhole')
                : t(everywhere.length > 0 ? 'alsoAtPlace' : 'atPlace', { place: nameOf(scope) })}
            </strong>
            <dl className="facts">
              {reads.length > 0 && (
                <>
                  <dt>{t('sees')}</dt>
                  <dd>{words(reads)}</dd>
                </>
              )}
              {acts.length > 0 && (
                <>
                  <dt>{t('mayDo')}</dt>
                  <dd>{words(acts)}</dd>
                </>
              )}
              {not.length > 0 && (
                <>
                  <dt>{t('onlyInWhole')}</dt>
                  <dd className="muted">{words(not)}</dd>
                </>
              )}
            </dl>
          </div>
        )
      })}
    </div>
  )
}
