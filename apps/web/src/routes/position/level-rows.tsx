import { IconCheck, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { Badge, StateBadge } from '../../ui/badges.tsx'
import { GoLink } from './go-link.tsx'
import styles from './position.module.css'
import { inLanguage } from './trace-order.ts'
import { toCell } from './trace-paths.ts'

type Level = ValueOf<'position.level'>['levels'][number]

/** The rows that are gated at one level, and whether the level holds. */
export function LevelRows({ level, target }: { readonly level: Level; readonly target: number }) {
  const { t, i18n } = useTranslation('position')
  return (
    <section className="panel" aria-label={t('level.row', { level: level.level })}>
      <div className="panel-head">
        <h2>
          <span className="sl" data-level={level.level}>
            {level.level}
          </span>{' '}
          {t('level.row', { level: level.level })}
        </h2>
        <span className="row">
          {level.level === target && <Badge tone="accent">{t('level.aimed')}</Badge>}
          <Badge tone={level.holds ? 'met' : 'not-met'}>{t(level.holds ? 'level.holds' : 'level.fails')}</Badge>
        </span>
      </div>
      {level.rows.length === 0 ? (
        <p className="muted small">{t('level.noRows')}</p>
      ) : (
        <div className={styles.scroll}>
          <table className={`plain-table ${styles.levelTable ?? ''}`}>
            <thead>
              <tr>
                <th scope="col">{t('requirement')}</th>
                <th scope="col">{t('state')}</th>
                <th scope="col">{t('level.evidence')}</th>
                <th scope="col">{t('level.result')}</th>
              </tr>
            </thead>
            <tbody>
              {level.rows.map((row) => {
                const valid = row.evidence.filter((one) => one.state === 'valid').length
                return (
                  <tr key={row.requirement}>
                    <td>
                      <GoLink to={toCell(row.subject, row.framework, row.requirement)}>{row.requirement}</GoLink>{' '}
                      {inLanguage(row.title, i18n.language)}
                      {row.doubt !== null && <div className="small muted">{inLanguage(row.doubt, i18n.language)}</div>}
                    </td>
                    <td>
                      <StateBadge state={row.effective} />
                      {!row.own && row.sources[0] !== undefined && (
                        <div className="small muted">{t('cell.inherited', { name: row.sources[0].name })}</div>
                      )}
                    </td>
                    <td className="small">
                      {valid > 0 ? t('level.valid', { count: valid }) : <span className="muted">{t('level.noValid')}</span>}
                    </td>
                    <td>
                      <span className={styles.tick} data-ok={row.satisfied}>
                        {row.satisfied ? <IconCheck size={15} aria-hidden="true" /> : <IconX size={15} aria-hidden="true" />}
                        {t(row.satisfied ? 'level.satisfied' : 'level.open')}
                      </span>
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
