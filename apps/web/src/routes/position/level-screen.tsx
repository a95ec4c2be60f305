import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import type { Foundational } from '../../ui/levels.tsx'
import { FOUNDATIONAL, SlCell } from '../../ui/levels.tsx'
import { Loaded, Page, Panel } from '../../ui/page.tsx'
import { GoLink } from './go-link.tsx'
import { LevelRows } from './level-rows.tsx'
import styles from './position.module.css'
import { inLanguage, placeOfSubject } from './trace-order.ts'
import { Formula, ExportButton, PrintButton, Trail } from './trace-parts.tsx'
import { splitRef, toAnswer, toCell, toLevel, toMeasure, toObject, toPosition } from './trace-paths.ts'
import { usePlaces } from './use-places.ts'

type Trace = ValueOf<'position.level'>

/** Why one foundational requirement of a zone or conduit has its level, row by row, and what would raise it. */
export function LevelScreen() {
  const { t } = useTranslation(['position', 'common'])
  const { subject = '', fr = '' } = useParams({ strict: false })
  const query = useRead('position.level', { params: { tenant: useTenant(), subject, fr } }, { keep: true })
  const name = FOUNDATIONAL.find((one) => one === fr)
  return (
    <Page
      title={t('level.of', { fr, name: query.data?.name ?? splitRef(subject)[1] })}
      lead={name === undefined ? undefined : t(`common:fr.${name}`)}
      acts={
        <>
          <ExportButton />
          <PrintButton />
        </>
      }
    >
      <Loaded query={query} rows={10}>
        {(trace) => <LevelContent trace={trace} />}
      </Loaded>
    </Page>
  )
}

function LevelContent({ trace }: { readonly trace: Trace }) {
  const { t } = useTranslation('position')
  const { cockpit } = usePlaces()
  const place = cockpit === undefined ? null : placeOfSubject(trace.subject, cockpit)
  return (
    <>
      <Trail
        steps={[
          ...(place === null ? [] : [{ label: t('tab.levels'), to: toPosition(place, 'levels') }]),
          { label: trace.name },
          { label: trace.fr },
        ]}
      />
      <FrSwitch subject={trace.subject} current={trace.fr} />
      <div className={styles.meanRow}>
        <LevelFigure label={t('level.target')} level={trace.target} />
        <LevelFigure label={t('level.achieved')} level={trace.achieved} below={trace.achieved !== null && trace.achieved < trace.target} />
        <LevelFigure label={t('level.evidenced')} level={trace.evidenced} />
        <div className={styles.meanText}>
          <Formula topic="level" />
          {trace.targetMissing && (
            <span className="small">
              {t('level.missing')} <GoLink to={toObject(trace.subject)}>{t('level.setTarget')}</GoLink>
            </span>
          )}
          {trace.notApplicable > 0 && <span className="small muted">{t('level.na', { count: trace.notApplicable })}</span>}
        </div>
      </div>
      <NextLevel trace={trace} nameOf={(id) => cockpit?.entities.find((one) => one.id === id)?.name ?? id} />
      {trace.levels.map((one) => (
        <LevelRows key={one.level} level={one} target={trace.target} />
      ))}
    </>
  )
}

function LevelFigure({ label, level, below = false }: { readonly label: string; readonly level: number | null; readonly below?: boolean }) {
  return (
    <div className={styles.levelFigure} data-below={below}>
      <SlCell level={level} />
      <span>{label}</span>
    </div>
  )
}

/** The other six foundational requirements of the same zone or conduit. */
function FrSwitch({ subject, current }: { readonly subject: string; readonly current: string }) {
  const { t } = useTranslation(['position', 'common'])
  return (
    <nav className={`${styles.frSwitch ?? ''} no-print`} aria-label={t('level.others')}>
      {FOUNDATIONAL.map((fr: Foundational) => (
        <GoLink key={fr} to={toLevel(subject, fr)} aria-current={fr === current ? 'page' : undefined} title={t(`common:fr.${fr}`)}>
          {fr}
        </GoLink>
      ))}
    </nav>
  )
}

function NextLevel({ trace, nameOf }: { readonly trace: Trace; readonly nameOf: (entity: string) => string }) {
  const { t, i18n } = useTranslation(['position', 'common'])
  const { percent } = useFormats()
  const { next } = trace
  if (next === null) return <p className="muted">{t('level.top')}</p>
  const rows = trace.levels.flatMap((one) => one.rows)
  return (
    <Panel title={t('level.next', { level: next.level })}>
      <p className="small muted">{t('level.nextRows', { count: next.rows.length })}</p>
      <ul className={styles.plainList}>
        {next.rows.map((requirement) => {
          const row = rows.find((one) => one.requirement === requirement)
          return (
            row !== undefined && (
              <li key={requirement}>
                <GoLink to={toCell(trace.subject, row.framework, requirement)}>{requirement}</GoLink>
                <span>{inLanguage(row.title, i18n.language)}</span>
                <GoLink to={toAnswer(row.framework, trace.subject, requirement)} className="small no-print">
                  {t('cell.change')}
                </GoLink>
              </li>
            )
          )
        })}
      </ul>
      {next.moves.length > 0 && (
        <>
          <h4>{t('level.moves')}</h4>
          <ul className={styles.plainList}>
            {next.moves.map((move) => (
              <li key={`${move.entity} ${move.duty}`}>
                <GoLink to={toMeasure(move.duty.replace(/\.\d+$/, ''), { kind: 'entity', id: move.entity }, move.duty)}>
                  {nameOf(move.entity)} · {move.duty}
                </GoLink>
                <span className="small muted">
                  {(['designed', 'implemented', 'evidenced'] as const)
                    .filter((name) => move[name] !== 0)
                    .map((name) => `${plus(percent(move[name]))} ${t(`common:numbers.${name}`)}`)
                    .join(', ')}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  )
}

const plus = (text: string): string => (text.startsWith('-') || text.startsWith('−') ? text : `+${text}`)
