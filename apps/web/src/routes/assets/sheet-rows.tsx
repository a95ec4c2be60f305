import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useFormats } from '../../i18n/format.ts'
import { Badge } from '../../ui/badges.tsx'
import { Panel } from '../../ui/page.tsx'

type Preview = ValueOf<'asset-sheets.upload'>
const TONE = { add: 'met', change: 'accent', same: 'neutral', kept: 'compensated', error: 'not-met' } as const
const ACTIONS = ['add', 'change', 'kept', 'same', 'error'] as const

/** What each row of a sheet would do, with its errors and what stays as a person left it. */
export function SheetRows({ preview, busy }: { readonly preview: Preview; readonly busy: boolean }) {
  const { t } = useTranslation('assets')
  const { count } = useFormats()
  const { counts, rows, problem } = preview
  const titles = new Map(preview.fields.map(({ field, title }) => [field, title]))
  const titleOf = (field: string): string => titles.get(field) ?? field
  const total = ACTIONS.reduce((sum, action) => sum + counts[action], 0)
  return (
    <Panel
      title={t('sheet.rows')}
      acts={
        <span className="row" aria-live="polite">
          {ACTIONS.filter((action) => counts[action] > 0).map((action) => (
            <Badge key={action} tone={TONE[action]}>
              {count(counts[action])} {t(`sheet.action.${action}`)}
            </Badge>
          ))}
        </span>
      }
    >
      {problem !== null && (
        <div className="problem" role="alert">
          <h3>{problem.message}</h3>
          <ul>
            {problem.issues.map((issue) => (
              <li key={issue.path}>
                {issue.message}; {issue.mend}
              </li>
            ))}
          </ul>
        </div>
      )}
      {rows.length > 0 && (
        <div style={{ overflow: 'auto', maxHeight: '52vh', opacity: busy ? 0.6 : 1 }} tabIndex={0}>
          <p className="muted small" style={{ margin: '0 0 8px' }}>
            {t('sheet.shownRows', { shown: rows.length, count: total })}
          </p>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col" className="num">
                  {t('sheet.row')}
                </th>
                <th scope="col">{t('sheet.what')}</th>
                <th scope="col">{t('sheet.key')}</th>
                <th scope="col">{t('sheet.changes')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.row}>
                  <td className="num">{row.row}</td>
                  <td>
                    <Badge tone={TONE[row.action]}>{t(`sheet.action.${row.action}`)}</Badge>
                  </td>
                  <td className="mono">{row.key}</td>
                  <td style={{ overflowWrap: 'anywhere' }}>
                    {row.errors.map((error) => (
                      <div key={`${error.column} ${error.why}`} style={{ color: 'var(--not-met)' }}>
                        {error.column !== '' && <strong>{error.column}: </strong>}
                        {error.why}; {error.mend}
                      </div>
                    ))}
                    {row.kept.map((diff) => (
                      <div key={diff.field} className="muted">
                        {t('sheet.keptLine', { field: titleOf(diff.field), before: diff.before, after: diff.after })}
                      </div>
                    ))}
                    {row.diffs.map((diff) => (
                      <span key={diff.field} style={{ marginRight: 10 }}>
                        <span className="muted">{titleOf(diff.field)}</span> {diff.before === '' ? '' : `${diff.before} → `}
                        {diff.after === '' ? t('sheet.removed') : diff.after}
                      </span>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}
