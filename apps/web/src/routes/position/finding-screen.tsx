import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { Badge, SeverityBadge } from '../../ui/badges.tsx'
import { Loaded, Page, Panel } from '../../ui/page.tsx'
import { frameworkName } from '../assessment/framework-name.ts'
import { CellTable } from './cell-table.tsx'
import styles from './findings.module.css'
import { GoLink } from './go-link.tsx'
import { MendLinks } from './mend-links.tsx'
import position from './position.module.css'
import { placeOfSubject } from './trace-order.ts'
import { PrintButton, Trail } from './trace-parts.tsx'
import { splitRef, toFindings, toMeasure, toObject, toUses } from './trace-paths.ts'
import { usePlaces } from './use-places.ts'

/** One finding: what is wrong and why it matters, what proves it, what rests on it, where it is mended. */
export function FindingScreen() {
  const { t } = useTranslation('findings')
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const id = typeof search['id'] === 'string' ? search['id'] : ''
  const query = useRead('findings.show', { params: { tenant: useTenant() }, query: { id } }, { keep: true })
  const finding = query.data?.finding
  return (
    <Page title={finding === undefined ? t('title') : `${finding.title}: ${finding.subjectName}`} acts={<PrintButton />}>
      <Loaded query={query} rows={8}>
        {(shown) => <FindingContent shown={shown} />}
      </Loaded>
    </Page>
  )
}

function FindingContent({ shown }: { readonly shown: ValueOf<'findings.show'> }) {
  const { t } = useTranslation('findings')
  const { finding, why, cells } = shown
  return (
    <>
      <Trail
        steps={[
          { label: t('title'), to: toFindings() },
          { label: finding.title, to: toFindings(`rule:eq:${finding.rule}`) },
          { label: finding.subjectName },
        ]}
      />
      <div className={position.columns}>
        <div className="stack-lg">
          <section className="panel" aria-label={t('what')}>
            <div className={styles.findingHead}>
              <SeverityBadge severity={finding.severity} />
              {finding.framework !== undefined && <Badge>{frameworkName(finding.framework)}</Badge>}
              {finding.requirements.map((one) => (
                <span key={one} className="muted small">
                  {one}
                </span>
              ))}
            </div>
            <p className={styles.reason}>{finding.reason}</p>
            <h3>{t('why')}</h3>
            <p>{why}</p>
            <h3>{t('fix')}</h3>
            <p>{finding.fix}</p>
            <div className="no-print">
              <MendLinks finding={finding} prominent />
            </div>
          </section>
          {cells.length > 0 && (
            <Panel title={t('cells')}>
              <CellTable cells={cells} withRequirement />
            </Panel>
          )}
        </div>
        <div className="stack-lg">
          <Proof finding={finding} />
          <Above shown={shown} />
        </div>
      </div>
    </>
  )
}

/** Rows of the network log that show it, and the objects concerned. */
function Proof({ finding }: { readonly finding: ValueOf<'findings.show'>['finding'] }) {
  const { t } = useTranslation(['findings', 'common'])
  const refs = [finding.subject, ...finding.refs.filter((one) => one !== finding.subject)]
  return (
    <Panel title={t('proof')}>
      {finding.proof.length > 0 && (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('file')}</th>
              <th scope="col" className="num">
                {t('row')}
              </th>
            </tr>
          </thead>
          <tbody>
            {finding.proof.map((one) => (
              <tr key={`${one.file} ${one.row}`}>
                <td className="mono" style={{ overflowWrap: 'anywhere' }}>
                  {one.file}
                </td>
                <td className="num">{one.lines === undefined ? one.row : one.lines.join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3>{t('concerned')}</h3>
      <ul className={position.plainList}>
        {refs.map((ref) => {
          const [kind, id] = splitRef(ref)
          return (
            <li key={ref}>
              <span className="muted small">{t(`common:subjectKind.${kind as 'zone'}`, { defaultValue: kind })}</span>
              <GoLink to={toObject(ref)}>{ref === finding.subject ? finding.subjectName : id}</GoLink>
              {(kind === 'control' || kind === 'evidence') && (
                <GoLink to={toUses(ref)} className="small">
                  {t('uses')}
                </GoLink>
              )}
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

/** Duties of NIS2 that rest on the cells concerned. */
function Above({ shown }: { readonly shown: ValueOf<'findings.show'> }) {
  const { t } = useTranslation('findings')
  const { cockpit } = usePlaces()
  const place = cockpit === undefined ? null : placeOfSubject(shown.finding.subject, cockpit)
  const groups = [...Map.groupBy(shown.duties, (one) => one.duty).entries()]
  if (groups.length === 0) return null
  return (
    <Panel title={t('duties')}>
      <ul className={position.dutyList}>
        {groups.map(([duty, list]) => (
          <li key={duty}>
            {place === null ? duty : <GoLink to={toMeasure(duty.replace(/\.\d+$/, ''), place, duty)}>{duty}</GoLink>}
            <span className="muted small">{[...new Set(list.map((one) => one.requirement))].join(', ')}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
