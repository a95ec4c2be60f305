import { useTranslation } from 'react-i18next'
import type { Cockpit } from '@caponier/contract/position/cockpit'
import { Badge, ClassBadge } from '../../ui/badges.tsx'
import styles from './cockpit.module.css'
import { GoLink } from './go-link.tsx'
import { toCockpit, toScope } from './trace-paths.ts'

/** Class by the directive, class and state of each national act, authority. */
export function EntityCard({ of }: { readonly of: Cockpit['entities'][number] }) {
  const { t } = useTranslation(['cockpit', 'common'])
  return (
    <section className={`panel ${styles.card}`} aria-label={of.name}>
      <div className={styles.cardHead}>
        <h2>{of.name}</h2>
        <ClassBadge of={of.class} />
        <span className="grow" />
        <GoLink to={toScope(of.id)} className="small">
          {t('scopeDecision')}
        </GoLink>
      </div>
      <p className="small muted">
        {[of.size === null ? null : t(`size.${of.size as 'large'}`, { defaultValue: of.size }), t(`cir.${of.cir}`)]
          .filter(Boolean)
          .join(' · ')}
        {of.openQuestions > 0 && (
          <>
            {' · '}
            <GoLink to={toScope(of.id, 'questions')}>{t('questions', { count: of.openQuestions })}</GoLink>
          </>
        )}
      </p>
      <StateList states={of.states} />
    </section>
  )
}

/** Class, force and authority in each state. */
function StateList({ states }: { readonly states: Cockpit['owners'][number]['states'] }) {
  const { t } = useTranslation(['cockpit', 'common'])
  return (
    <ul className={styles.states}>
      {states.map((state) => (
        <li key={state.state}>
          <b>{state.state}</b>
          <span>
            {state.label ?? t(`common:class.${state.class as 'out'}`)}
            <Badge tone={state.inForce === true ? 'met' : 'neutral'}>
              {t(`inForce.${state.inForce === null ? 'null' : state.inForce ? 'true' : 'false'}`)}
            </Badge>
          </span>
          <span className={styles.authority} title={state.authority ?? undefined}>
            {state.authority ?? t('noAuthority')}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** A site with the entities that it serves. */
export function SiteCard({ of, cockpit }: { readonly of: Cockpit['sites'][number]; readonly cockpit: Cockpit }) {
  const { t } = useTranslation('cockpit')
  const owners = cockpit.entities.filter((one) => of.entities.includes(one.id))
  const unseen = cockpit.owners.filter((one) => of.entities.includes(one.id))
  const below = of.below.reduce((sum, one) => sum + one, 0)
  return (
    <section className={`panel ${styles.card}`} aria-label={of.name}>
      <div className={styles.cardHead}>
        <h2>{of.name}</h2>
        <span className="muted">{of.country}</span>
      </div>
      <p className="small muted">
        {t('zonesHere', { count: of.zones })} · {t('belowShort', { count: below })}
      </p>
      {owners.length > 0 && (
        <ul className={styles.owners}>
          {owners.map((one) => (
            <li key={one.id}>
              <GoLink to={toCockpit({ kind: 'entity', id: one.id })}>{one.name}</GoLink> <ClassBadge of={one.class} />
            </li>
          ))}
        </ul>
      )}
      {unseen.map((one) => (
        <div key={one.id}>
          <p className={styles.cardHead}>
            <strong>{one.name}</strong> <ClassBadge of={one.class} />
          </p>
          <StateList states={one.states} />
        </div>
      ))}
    </section>
  )
}
