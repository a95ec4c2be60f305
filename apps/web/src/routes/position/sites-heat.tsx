import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cockpit } from '@caponier/contract/position/cockpit'
import { HeatMap } from '../../charts/heat-map.tsx'
import styles from './cockpit.module.css'
import { GoLink } from './go-link.tsx'
import type { Place } from './place.ts'
import { byName } from './place.ts'
import { toCockpit } from './trace-paths.ts'

const NO_TARGET = [null, null, null, null, null, null, null] as const

/** The lowest level of each site, with how many zones and conduits lie below their target: those of the entity, then all others, most need first. */
export function SitesHeat({ cockpit, place }: { readonly cockpit: Cockpit; readonly place: Place }) {
  const { t } = useTranslation('cockpit')
  const groups = useMemo(() => {
    const own = cockpit.sites.filter((site) => site.entities.includes(place.id))
    const others = cockpit.sites.filter((site) => !site.entities.includes(place.id))
    return [
      { site: 'own', rows: rowsOf(own), below: 0 },
      { site: 'others', rows: rowsOf(others), below: 0 },
    ].filter((group) => group.rows.length > 0)
  }, [cockpit, place.id])
  const name = cockpit.entities.find((one) => one.id === place.id)?.name ?? ''
  return (
    <section className={`panel ${styles.heat ?? ''}`} aria-label={t('heatSites')}>
      <div className="panel-head">
        <h2>{t('heatSites')}</h2>
        <span className="small muted">{t('heatSitesKey')}</span>
      </div>
      <div className={styles.heatFrame}>
        <HeatMap
          groups={groups}
          headLabel={t('sites')}
          groupHead={({ site }) => (site === 'own' ? t('heatOwn', { name }) : t('heatOthers'))}
          rowHead={(row) => <GoLink to={toCockpit({ kind: 'site', id: row.subject.slice(5) })}>{row.name}</GoLink>}
          cellName={(row, fr, index) =>
            t('heatSite', { name: row.name, fr, lowest: row.achieved[index] ?? '–', below: row.below?.[index] ?? 0 })
          }
          link={(row, _fr, attributes, content) => (
            <GoLink to={toCockpit({ kind: 'site', id: row.subject.slice(5) })} {...attributes}>
              {content}
            </GoLink>
          )}
        />
      </div>
    </section>
  )
}

const rowsOf = (sites: Cockpit['sites']) =>
  sites
    .filter((site) => site.zones > 0)
    .map((site) => ({
      subject: `site:${site.id}`,
      name: site.name,
      target: NO_TARGET,
      achieved: site.lowest,
      evidenced: NO_TARGET,
      below: site.below,
      total: site.below.reduce((sum, one) => sum + one, 0),
    }))
    .toSorted((a, b) => b.total - a.total || byName(a, b))
