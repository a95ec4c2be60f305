import { Button } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/queries.ts'
import { useMay, useTenant } from '../../api/session.ts'
import { Loaded, Page, Panel } from '../../ui/page.tsx'
import { SourceNote } from '../../ui/source-note.tsx'
import { frameworkName } from '../assessment/framework-name.ts'
import { HistoryList } from '../assessment/history-list.tsx'
import { CellAnswer } from './cell-answer.tsx'
import { CellControls, CellEvidence } from './cell-proof.tsx'
import { DutyList } from './duty-list.tsx'
import { GoLink } from './go-link.tsx'
import styles from './position.module.css'
import { inLanguage, placeOfSubject } from './trace-order.ts'
import { Formula, PrintButton, ThreeFigures, Trail } from './trace-parts.tsx'
import { toAnswer, toFramework, toLevel, toPosition, toRequirement } from './trace-paths.ts'
import { usePlaces } from './use-places.ts'
import type { Cell } from './cell.ts'

/** Why one requirement stands as it does for one subject: answer, controls, evidence, and the duties above. */
export function CellScreen() {
  const { t, i18n } = useTranslation('position')
  const params = useParams({ strict: false })
  const { subject = '', framework = '', requirement = '' } = params
  const query = useRead('position.cell', { params: { tenant: useTenant(), subject, framework, requirement } }, { keep: true })
  const cell = query.data
  const { may } = useMay()
  return (
    <Page
      title={t('cell.of', { requirement, name: cell?.name ?? subject })}
      lead={cell === undefined ? undefined : `${inLanguage(cell.title, i18n.language)} · ${frameworkName(framework)}`}
      acts={
        <>
          <GoLink to={toFramework(framework, requirement)} className="small">
            {t('cell.text')}
          </GoLink>
          {may('assessment.answer') && (
            <GoLink to={toAnswer(framework, subject, requirement)} className={styles.buttonLink}>
              {t('cell.change')}
            </GoLink>
          )}
          <PrintButton />
        </>
      }
    >
      <Loaded query={query} rows={8}>
        {(shown) => <CellContent cell={shown} />}
      </Loaded>
    </Page>
  )
}

/** FR1..FR7 by the number of a requirement of 3-3. */
const FR_OF: Readonly<Record<string, string>> = { '1': 'IAC', '2': 'UC', '3': 'SI', '4': 'DC', '5': 'RDF', '6': 'TRE', '7': 'RA' }

function CellContent({ cell }: { readonly cell: Cell }) {
  const { t, i18n } = useTranslation('position')
  const { cockpit } = usePlaces()
  const place = cockpit === undefined ? null : placeOfSubject(cell.subject, cockpit)
  const fr = cell.gate === null ? undefined : FR_OF[/^SR (\d)/.exec(cell.requirement)?.[1] ?? '']
  return (
    <>
      <Trail
        steps={[
          ...(place === null ? [] : [{ label: t('title'), to: toPosition(place) }]),
          { label: `${frameworkName(cell.framework)} ${cell.requirement}`, to: toRequirement(cell.framework, cell.requirement) },
          { label: cell.name },
        ]}
      />
      <div className={styles.columns}>
        <div className="stack-lg">
          <Panel title={t('cell.answer')}>
            <CellAnswer cell={cell} />
          </Panel>
          <Panel title={t('cell.controls')}>
            <CellControls cell={cell} />
          </Panel>
          <Panel title={t('cell.evidence')}>
            <CellEvidence cell={cell} />
          </Panel>
          <CellHistory key={`${cell.subject} ${cell.framework} ${cell.requirement}`} cell={cell} />
        </div>
        <div className="stack-lg">
          <Panel title={t('cell.scores')}>
            {cell.scores === null ? <p className="muted">{t('cell.notCounted')}</p> : <ThreeFigures of={cell.scores} />}
            <p>
              <Formula topic="numbers" />
            </p>
            {cell.gate !== null && (
              <p className="small">
                {t('cell.gate', { level: cell.gate })}
                {fr !== undefined && (
                  <>
                    {' · '}
                    <GoLink to={toLevel(cell.subject, fr)}>{t('cell.level', { fr })}</GoLink>
                  </>
                )}
              </p>
            )}
            <SourceNote
              source={`${frameworkName(cell.framework)}, ${cell.requirement}`}
              confidence={cell.confidence as 'high'}
              doubt={cell.doubt === null ? null : inLanguage(cell.doubt, i18n.language)}
            />
          </Panel>
          <Panel title={t('cell.upward')}>
            <DutyList framework={cell.framework} requirement={cell.requirement} place={place} />
            <p className="small">
              <GoLink to={toRequirement(cell.framework, cell.requirement)}>{t('cell.all')}</GoLink>
            </p>
          </Panel>
        </div>
      </div>
    </>
  )
}

/** What was answered before; read when somebody asks for it. */
function CellHistory({ cell }: { readonly cell: Cell }) {
  const { t } = useTranslation('position')
  const tenant = useTenant()
  const [open, setOpen] = useState(false)
  const { framework, requirement } = cell
  return (
    <Panel
      title={t('cell.history')}
      acts={
        !open && (
          <Button variant="subtle" className="no-print" onClick={() => setOpen(true)}>
            {t('cell.showHistory')}
          </Button>
        )
      }
    >
      {open && <HistoryList cell={{ tenant, framework, subject: cell.subject, requirement }} />}
    </Panel>
  )
}
