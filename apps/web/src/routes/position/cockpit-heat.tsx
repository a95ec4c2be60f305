import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cockpit } from '@caponier/contract/position/cockpit'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { Figure } from '../../charts/figure.tsx'
import type { HeatRow } from '../../charts/heat-groups.ts'
import { heatGroups } from '../../charts/heat-groups.ts'
import { HeatKey, HeatMap } from '../../charts/heat-map.tsx'
import { Empty, Loaded } from '../../ui/page.tsx'
import styles from './cockpit.module.css'
import { GoLink } from './go-link.tsx'
import type { Place } from './place.ts'
import { SitesHeat } from './sites-heat.tsx'
import { toCockpit, toLevel } from './trace-paths.ts'

interface Props {
  readonly cockpit: Cockpit
  readonly place: Place
}

/** Levels of the zones and conduits of the place; sites stand for them where there are too many, each one step further down. */
export function CockpitHeat({ cockpit, place }: Props) {
  if (cockpit.heatCount === 0) return <NoZones />
  if (cockpit.heat.length > 0) return <ZonesHeat rows={cockpit.heat} cockpit={cockpit} place={place} />
  return place.kind === 'site' ? <OneSite cockpit={cockpit} place={place} /> : <SitesHeat cockpit={cockpit} place={place} />
}

function OneSite({ cockpit, place }: Props) {
  const query = useRead('cockpit.heat', { params: { tenant: useTenant() }, query: { site: place.id } }, { keep: true })
  return (
    <Loaded query={query} rows={8}>
      {({ rows }) => <ZonesHeat rows={rows} cockpit={cockpit} place={place} />}
    </Loaded>
  )
}

/** Each zone and conduit, grouped by site; each cell leads to why. */
function ZonesHeat({ rows, cockpit, place }: Props & { readonly rows: readonly HeatRow[] }) {
  const { t } = useTranslation('cockpit')
  const sites = useMemo(
    () => cockpit.sites.filter((site) => (place.kind === 'site' ? site.id === place.id : site.entities.includes(place.id))),
    [cockpit, place],
  )
  const groups = useMemo(
    () =>
      heatGroups(
        rows,
        sites.map((site) => site.id),
      ),
    [rows, sites],
  )
  if (groups.length === 0) return <NoZones />
  const siteName = (id: string): string => sites.find((one) => one.id === id)?.name ?? id
  const map = (full: boolean) => (
    <div className={styles.heatFrame}>
      <HeatMap
        full={full}
        groups={groups}
        headLabel={t('heatZone')}
        groupHead={({ site, below }) => (
          <>
            <GoLink to={toCockpit({ kind: 'site', id: site })}>{siteName(site)}</GoLink>
            <span>{below === 0 ? t('heatBelowNone') : t('heatBelow', { count: below })}</span>
          </>
        )}
        rowHead={(row) => (
          <>
            {row.name}
            {row.subject.startsWith('conduit:') && <span className="muted"> · {t('conduitMark')}</span>}
          </>
        )}
        cellName={(row, fr, index) =>
          t('heatCell', {
            name: row.name,
            fr,
            achieved: said(row.achieved[index]),
            target: said(row.target[index]),
            evidenced: said(row.evidenced[index]),
          })
        }
        link={(row, fr, attributes, content) => (
          <GoLink to={toLevel(row.subject, fr)} {...attributes}>
            {content}
          </GoLink>
        )}
      />
    </div>
  )
  return (
    <Figure
      name={t('heatName')}
      title={t('heat')}
      className={styles.heat ?? ''}
      acts={<HeatKey shade={t('heatKey.shade')} small={t('heatKey.small')} mark={t('heatKey.mark')} />}
      picture={map(false)}
      table={() => map(true)}
    />
  )
}

function NoZones() {
  const { t } = useTranslation('cockpit')
  return (
    <section className="panel" aria-label={t('heatName')}>
      <Empty title={t('heatNone')}>{t('heatNoneText')}</Empty>
    </section>
  )
}

const said = (level: number | null | undefined): string => (level === null || level === undefined ? '–' : String(level))
