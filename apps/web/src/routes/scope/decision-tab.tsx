import { useTranslation } from 'react-i18next'
import { ClassBadge } from '../../ui/badges.tsx'
import { Panel } from '../../ui/page.tsx'
import { PrintButton } from '../position/trace-parts.tsx'
import { ActivityNames } from './activity-names.tsx'
import { Reasons } from './reasons.tsx'
import type { EntityScope } from './entity-scope.ts'
import styles from './scope.module.css'
import { StateCard } from './state-card.tsx'

/** The reasoning step by step, what would change it, what counsel must settle, and what each state asks. */
export function DecisionTab({ of }: { readonly of: EntityScope }) {
  const { t } = useTranslation('scope')
  return (
    <div className="stack-lg">
      <div className={styles.decision}>
        <Panel title={t('reasons')} acts={<PrintButton />}>
          <Reasons of={of} />
        </Panel>
        <div className="stack-lg">
          <Questions of={of} />
          <Flips of={of} />
        </div>
      </div>
      <section className="stack" aria-label={t('states')}>
        <h2>{t('states')}</h2>
        {of.states.length === 0 ? (
          <p className="muted">{t('noStates')}</p>
        ) : (
          <div className={styles.stateCards}>
            {of.states.map((one) => (
              <StateCard key={one.state} of={one} />
            ))}
          </div>
        )}
      </section>
    </div>
  )
}

function Questions({ of }: { readonly of: EntityScope }) {
  const { t } = useTranslation('scope')
  return (
    <Panel title={`${t('questions')}${of.questions.length === 0 ? '' : ` (${of.questions.length})`}`}>
      {of.questions.length === 0 ? (
        <p className="muted small">{t('noQuestions')}</p>
      ) : (
        <ul className={styles.questions}>
          {of.questions.map((one) => (
            <li key={one.text}>{one.text}</li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Flips({ of }: { readonly of: EntityScope }) {
  const { t } = useTranslation('scope')
  return (
    <Panel title={t('flips')}>
      {of.flips.length === 0 ? (
        <p className="muted small">{t('noFlips')}</p>
      ) : (
        <ul className={styles.flips}>
          {of.flips.map((one) => (
            <li key={one.text}>
              <div>
                {one.text}
                <ActivityNames of={one.activities} short />
              </div>
              <span className={styles.then}>
                <span className="muted small">{t('wouldBe')}</span> <ClassBadge of={one.class} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
