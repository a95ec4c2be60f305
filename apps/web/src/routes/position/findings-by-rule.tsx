import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { SeverityBadge } from '../../ui/badges.tsx'
import { Empty, Loaded } from '../../ui/page.tsx'
import styles from './findings.module.css'
import { GoLink } from './go-link.tsx'
import { MendLinks } from './mend-links.tsx'
import type { RuleCount } from './mend-target.ts'
import { byRule } from './mend-target.ts'
import { toFinding, toFindings } from './trace-paths.ts'

const SHOWN = 50

/** The same findings by rule, each rule explained once. All are counted; those of a rule are read when it is opened. */
export function FindingsByRule() {
  const { t } = useTranslation('findings')
  const query = useRead('cockpit.findings', { params: { tenant: useTenant() } }, { keep: true })
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const open = typeof search['open'] === 'string' ? search['open'] : null
  return (
    <Loaded query={query} rows={8}>
      {({ total, rules }) =>
        total === 0 ? (
          <section className="panel">
            <Empty title={t('noneTitle')}>{t('none')}</Empty>
          </section>
        ) : (
          <div className="stack">
            {byRule(rules).map((group) => (
              <RulePart
                key={group.rule}
                group={group}
                open={open === group.rule}
                onToggle={() =>
                  void navigate({
                    to: '.',
                    replace: true,
                    search: { by: 'rule', open: open === group.rule ? undefined : group.rule },
                  } as never)
                }
              />
            ))}
          </div>
        )
      }
    </Loaded>
  )
}

function RulePart({ group, open, onToggle }: { readonly group: RuleCount; readonly open: boolean; readonly onToggle: () => void }) {
  const id = useId()
  return (
    <article className={`panel ${styles.rule ?? ''}`}>
      <h2>
        <button type="button" className={styles.ruleHead} aria-expanded={open} aria-controls={id} onClick={onToggle}>
          {open ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
          <SeverityBadge severity={group.severity} />
          <span className={styles.ruleTitle}>{group.title}</span>
          <strong>{group.count}</strong>
        </button>
      </h2>
      <div id={id} hidden={!open} className={styles.ruleBody}>
        {open && <RuleFindings rule={group.rule} />}
      </div>
    </article>
  )
}

/** The gravest findings of a rule, and the way to all of them. */
function RuleFindings({ rule }: { readonly rule: string }) {
  const { t } = useTranslation('findings')
  const filter = `rule:eq:${rule}`
  const query = useRead('findings.list', { params: { tenant: useTenant() }, query: { filter: [filter], limit: SHOWN } }, { keep: true })
  return (
    <Loaded query={query} rows={4}>
      {({ items, total }) => (
        <>
          {items[0] !== undefined && <RuleWhy first={items[0].id} />}
          <ul className={styles.ruleRows}>
            {items.map((row) => (
              <li key={row.id}>
                <div>
                  <GoLink to={toFinding(row.id)}>{row.subjectName}</GoLink>
                  <p>{row.reason}</p>
                </div>
                <MendLinks finding={row} most={1} />
              </li>
            ))}
          </ul>
          {total > items.length && (
            <GoLink to={toFindings(filter)} className="small">
              {t('allOfRule', { count: total })}
            </GoLink>
          )}
        </>
      )}
    </Loaded>
  )
}

/** Why the rule exists, in the words of the check; the same for each of its findings. */
function RuleWhy({ first }: { readonly first: string }) {
  const query = useRead('findings.show', { params: { tenant: useTenant() }, query: { id: first } }, { keep: true })
  return (
    <Loaded query={query} rows={2}>
      {({ why, finding }) => (
        <p className={styles.ruleWhy}>
          {why} <strong>{finding.fix}</strong>
        </p>
      )}
    </Loaded>
  )
}
