import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { Loaded } from '../../ui/page.tsx'
import { GoLink } from './go-link.tsx'
import type { Place } from './place.ts'
import styles from './position.module.css'
import { toMeasure } from './trace-paths.ts'

const isStrength = (text: string): text is 'full' | 'partial' | 'supports' => text === 'full' || text === 'partial' || text === 'supports'

interface Props {
  readonly framework: string
  readonly requirement: string
  readonly place: Place | null
}

/** Duties that a requirement carries, with strength and reason; the way up. A duty of NIS2 itself leads to its own measure. */
export function DutyList({ framework, requirement, place }: Props) {
  const { t } = useTranslation('position')
  const isDuty = framework.startsWith('nis2')
  const query = useRead(
    'position.requirement',
    { params: { tenant: useTenant(), framework, requirement } },
    { enabled: !isDuty, keep: true },
  )
  if (isDuty)
    return place === null ? null : (
      <GoLink to={toMeasure(requirement.replace(/\.\d+$/, ''), place, requirement)}>
        {t('duty')} {requirement}
      </GoLink>
    )
  return (
    <Loaded query={query} rows={3}>
      {({ duties }) =>
        duties.length === 0 ? (
          <p className="muted">{t('cell.noDuties')}</p>
        ) : (
          <ul className={styles.dutyList}>
            {duties.map((one) => (
              <li key={one.duty}>
                {place === null ? one.title : <GoLink to={toMeasure(one.measure, place, one.duty)}>{one.title}</GoLink>}
                <span className="muted small">
                  {one.duty} · {isStrength(one.strength) ? t(`strengthOf.${one.strength}`) : one.strength}
                </span>
                <span className="small">{one.rationale}</span>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}
