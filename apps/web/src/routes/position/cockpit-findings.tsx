import { useTranslation } from 'react-i18next'
import { SeverityBar } from '../../charts/severity-bar.tsx'
import type { ValueOf } from '../../api/client.ts'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { SeverityBadge } from '../../ui/badges.tsx'
import { Loaded } from '../../ui/page.tsx'
import styles from './cockpit.module.css'
import { GoLink } from './go-link.tsx'
import { toFindings } from './trace-paths.ts'

const SHOWN = 6
const RANK = { high: 0, medium: 1, low: 2 } as const
type Rule = ValueOf<'cockpit.findings'>['rules'][number]

/** Gravest first, then what is found most. */
const byNeed = (rules: readonly Rule[]): readonly Rule[] =>
  Array.from(rules).sort((a, b) => RANK[a.severity] - RANK[b.severity] || b.count - a.count)

/** Findings by weight with the rules that find most; a request of its own, so that the page never waits for the check. */
export function CockpitFindings() {
  const { t } = useTranslation(['cockpit', 'common'])
  const { count } = useFormats()
  const query = useRead('cockpit.findings', { params: { tenant: useTenant() } }, { keep: true })
  return (
    <section className={`panel ${styles.findings}`} aria-label={t('findingsName')}>
      <div className="panel-head">
        <h2>
          {t('findings')} {query.data !== undefined && <span className={styles.headCount}>{count(query.data.total)}</span>}
        </h2>
        <GoLink to={toFindings()} className="small">
          {t('allFindings')}
        </GoLink>
      </div>
      <Loaded query={query} rows={6}>
        {(found) =>
          found.total === 0 ? (
            <p className="small muted">{t('findingsNone')}</p>
          ) : (
            <>
              <SeverityBar of={found} title={t('findingsName')} />
              <p className={styles.weights}>
                {(['high', 'medium', 'low'] as const)
                  .filter((one) => found[one] > 0)
                  .map((one) => (
                    <GoLink key={one} to={toFindings(`severity:eq:${one}`)}>
                      <SeverityBadge severity={one} /> {count(found[one])}
                    </GoLink>
                  ))}
              </p>
              <ul className={styles.rules}>
                {byNeed(found.rules)
                  .slice(0, SHOWN)
                  .map((one) => (
                    <li key={`${one.rule} ${one.severity}`}>
                      <GoLink to={toFindings(`rule:eq:${one.rule}`, `severity:eq:${one.severity}`)}>
                        <i data-severity={one.severity} title={t(`common:severity.${one.severity}`)} />
                        <span title={one.title}>{one.title}</span>
                        <b>{count(one.count)}</b>
                      </GoLink>
                    </li>
                  ))}
              </ul>
              {found.rules.length > SHOWN && (
                <GoLink to={{ path: '/findings', search: { by: 'rule' } }} className={styles.more}>
                  {t('moreRules', { count: found.rules.length - SHOWN })}
                </GoLink>
              )}
            </>
          )
        }
      </Loaded>
    </section>
  )
}
