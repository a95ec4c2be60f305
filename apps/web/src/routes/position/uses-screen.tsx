import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { Empty, Loaded, Page, Panel } from '../../ui/page.tsx'
import { CellTable } from './cell-table.tsx'
import { GoLink } from './go-link.tsx'
import type { Place } from './place.ts'
import styles from './position.module.css'
import { PrintButton } from './trace-parts.tsx'
import { splitRef, toMeasure, toObject } from './trace-paths.ts'
import { usePlaces } from './use-places.ts'

/** What rests on a control or a piece of evidence, up to the duties. */
export function UsesScreen() {
  const { t } = useTranslation('position')
  const { ref = '' } = useParams({ strict: false })
  const query = useRead('position.uses', { params: { tenant: useTenant(), ref } }, { keep: true })
  const { place } = usePlaces()
  const [kind, id] = splitRef(ref)
  return (
    <Page
      title={query.data?.name ?? id}
      lead={`${t(kind === 'control' ? 'uses.control' : 'uses.evidence')} · ${t('uses.lead')}`}
      acts={
        <>
          <GoLink to={toObject(ref)} className="small">
            {t('uses.open')}
          </GoLink>
          <PrintButton />
        </>
      }
    >
      <Loaded query={query} rows={8}>
        {(uses) =>
          uses.cells.length === 0 ? (
            <section className="panel">
              <Empty title={uses.name}>{t('uses.none')}</Empty>
            </section>
          ) : (
            <div className={styles.columns}>
              <Panel title={t('uses.cells', { count: uses.cells.length })}>
                <CellTable cells={uses.cells} withRequirement />
              </Panel>
              <UsedDuties duties={uses.duties} place={place} />
            </div>
          )
        }
      </Loaded>
    </Page>
  )
}

/** Duties above, each once with the requirements through which it is reached. */
function UsedDuties({ duties, place }: { readonly duties: ValueOf<'position.uses'>['duties']; readonly place: Place | null }) {
  const { t } = useTranslation('position')
  const groups = [...Map.groupBy(duties, (one) => one.duty).values()]
  return (
    <Panel title={t('uses.duties', { count: groups.length })}>
      <ul className={styles.dutyList}>
        {groups.map((group) => {
          const [first] = group
          return (
            first !== undefined && (
              <li key={first.duty}>
                {place === null ? first.title : <GoLink to={toMeasure(first.measure, place, first.duty)}>{first.title}</GoLink>}
                <span className="muted small">
                  {first.duty} · {t('uses.through')} {group.map((one) => one.requirement).join(', ')}
                </span>
              </li>
            )
          )
        })}
      </ul>
    </Panel>
  )
}
