import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { Loaded, Page, Panel } from '../../ui/page.tsx'
import { frameworkName } from '../assessment/framework-name.ts'
import { CellTable } from './cell-table.tsx'
import { DutyList } from './duty-list.tsx'
import { GoLink } from './go-link.tsx'
import styles from './position.module.css'
import { inLanguage } from './trace-order.ts'
import { Formula, PrintButton } from './trace-parts.tsx'
import { toFramework } from './trace-paths.ts'
import { usePlaces } from './use-places.ts'

/** A requirement from below: the duties it carries, and how it stands at every subject that the caller may see. */
export function RequirementScreen() {
  const { t, i18n } = useTranslation('position')
  const { framework = '', requirement = '' } = useParams({ strict: false })
  const query = useRead('position.requirement', { params: { tenant: useTenant(), framework, requirement } }, { keep: true })
  const { place } = usePlaces()
  const title = query.data?.cells[0]?.title
  return (
    <Page
      title={`${requirement}${title === undefined ? '' : ` · ${inLanguage(title, i18n.language)}`}`}
      lead={`${frameworkName(framework)} · ${t('below.lead')}`}
      acts={
        <>
          <GoLink to={toFramework(framework, requirement)} className="small">
            {t('cell.text')}
          </GoLink>
          <PrintButton />
        </>
      }
    >
      <Loaded query={query} rows={8}>
        {({ adopted, cells }) => (
          <>
            {!adopted && <p className={styles.warning}>{t('below.notAdopted')}</p>}
            <div className={styles.columns}>
              <Panel title={`${t('below.states')} (${t('subjects', { count: cells.length })})`}>
                {cells.length === 0 ? <p className="muted">{t('below.noCells')}</p> : <CellTable cells={cells} withRequirement={false} />}
              </Panel>
              <Panel title={t('cell.duties')}>
                <DutyList framework={framework} requirement={requirement} place={place} />
                <p>
                  <Formula topic="requirement" />
                </p>
              </Panel>
            </div>
          </>
        )}
      </Loaded>
    </Page>
  )
}
