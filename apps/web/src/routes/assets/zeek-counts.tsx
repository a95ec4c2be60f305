import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useFormats } from '../../i18n/format.ts'
import { Panel } from '../../ui/page.tsx'

type Outcome = ValueOf<'zeek.read'>

/** Where every row of the logs went, and what they become. */
export function ZeekCounts({ outcome }: { readonly outcome: Outcome }) {
  const { t } = useTranslation(['assets', 'common'])
  const { count } = useFormats()
  const rejected = Object.values(outcome.rejects).reduce((sum, one) => sum + one, 0)
  const { addresses, flows, proposals } = outcome
  const aside = [...Object.entries(addresses.aside), ...Object.entries(flows.aside)]
  return (
    <Panel title={t('zeek.counts')}>
      <div className="stack" aria-live="polite">
        <strong>
          {t('zeek.equation', { rowsRead: count(outcome.rowsRead), rowsMapped: count(outcome.rowsMapped), rejected: count(rejected) })}
        </strong>
        {Object.entries(outcome.rejects).map(([reason, rows]) => (
          <span key={reason} className="small">
            {count(rows)} {reason}: {outcome.meanings[reason]}
          </span>
        ))}
        {outcome.declaredPrefixes === 0 && (
          <div className="problem" role="note">
            {t('zeek.noPrefixes')}
          </div>
        )}
        <span>
          {t('zeek.addresses', {
            observed: count(addresses.observed),
            proposed: count(addresses.proposed),
            outside: count(addresses.outside),
          })}
        </span>
        <span>{t('zeek.flows', { observed: count(flows.observed), inside: count(flows.inside), external: count(flows.external) })}</span>
        <span>{t('zeek.peers', { count: outcome.externalPeers })}</span>
        <span>{t('zeek.networks', { count: outcome.networks })}</span>
        <strong>
          {t('zeek.proposals', {
            added: count(proposals.added),
            updated: count(proposals.updated),
            withdrawn: count(proposals.withdrawn),
          })}
        </strong>
        {aside.length > 0 && (
          <span className="muted small">
            {t('zeek.aside')}: {aside.map(([reason, rows]) => `${count(rows)} ${reason}`).join(', ')}
          </span>
        )}
        <div style={{ overflowX: 'auto' }} tabIndex={0}>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('zeek.file')}</th>
                <th scope="col">{t('zeek.format')}</th>
                <th scope="col" className="num">
                  {t('zeek.rows')}
                </th>
                <th scope="col" className="num">
                  {t('zeek.mapped')}
                </th>
                <th scope="col" className="num">
                  {t('zeek.rejected')}
                </th>
                <th scope="col">
                  <span className="visually-hidden">{t('common:table.what')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {outcome.files.map((file) => (
                <tr key={file.file}>
                  <td className="mono">{file.file}</td>
                  <td>{file.format}</td>
                  <td className="num">{count(file.rowsRead)}</td>
                  <td className="num">{count(file.rowsMapped)}</td>
                  <td className="num">{count(file.rejected)}</td>
                  <td>{file.problem === null ? '' : t(`zeek.problem.${file.problem}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {outcome.examples.length > 0 && (
          <details>
            <summary>{t('zeek.examples')}</summary>
            <ul className="mono" style={{ paddingLeft: 18 }}>
              {outcome.examples.map((one) => (
                <li key={`${one.file} ${one.line}`}>
                  {one.file}:{one.line} {one.reason}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Panel>
  )
}
