import { useTranslation } from 'react-i18next'
import type { Cockpit } from '@caponier/contract/position/cockpit'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import styles from './cockpit.module.css'
import { GoLink } from './go-link.tsx'
import type { Target } from './trace-paths.ts'
import { toScope, toUses } from './trace-paths.ts'

/** What is asked of me, then what comes due; overdue first, each with its absolute date. */
export function CockpitNext({ due, today }: { readonly due: Cockpit['due']; readonly today: string }) {
  const { t } = useTranslation('cockpit')
  const mine = useRead('assessment.mine', {
    params: { tenant: useTenant() },
    query: { filter: ['state:in:open|submitted|returned'], limit: 4 },
  })
  const questions = mine.data?.items.filter((one) => one.answered < one.total || one.state === 'returned') ?? []
  return (
    <section className={`panel ${styles.next}`} aria-label={t('next')}>
      <div className="panel-head">
        <h2>{t('next')}</h2>
      </div>
      <div className={styles.nextFrame}>
        {questions.length > 0 && (
          <ul className={styles.dueList} aria-label={t('myWork')}>
            {questions.map((one) => (
              <li key={one.id}>
                <DueLine
                  to={{ path: `/mine/${one.id}` }}
                  name={`${one.name}, ${one.frameworkTitle}`}
                  kind={t('myWorkRow', { answered: one.answered, total: one.total })}
                  date={one.due}
                  overdue={one.due < today}
                />
              </li>
            ))}
          </ul>
        )}
        {due.length === 0 ? (
          <p className="small muted">{t('nothingDue')}</p>
        ) : (
          <ul className={styles.dueList} aria-label={t('due')}>
            {due.map((one) => (
              <li key={`${one.kind} ${one.id} ${one.date}`}>
                <DueLine to={dueTarget(one)} name={one.name} kind={t(`dueKind.${one.kind}`)} date={one.date} overdue={one.overdue} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

/** Where a thing that comes due is dealt with. */
function dueTarget(one: Cockpit['due'][number]): Target {
  if (one.kind === 'registration') return toScope(one.id, 'dossier')
  return toUses(`${one.kind === 'control-due' ? 'control' : 'evidence'}:${one.id}`)
}

interface LineProps {
  readonly to: Target
  readonly name: string
  readonly kind: string
  readonly date: string
  readonly overdue: boolean
}

function DueLine({ to, name, kind, date, overdue }: LineProps) {
  const formats = useFormats()
  return (
    <GoLink to={to} className={styles.dueLine}>
      <span title={name}>{name}</span>
      <small data-overdue={overdue}>
        {kind} · {formats.date(date)} · {formats.relative(date)}
      </small>
    </GoLink>
  )
}
