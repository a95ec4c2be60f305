import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cockpit } from '@caponier/contract/position/cockpit'
import { Figure } from '../../charts/figure.tsx'
import type { HeatRow } from '../../charts/heat-groups.ts'
import { heatGroups } from '../../charts/heat-groups.ts'
import { HeatKey, HeatMap } from '../../charts/heat-map.tsx'
import type { Foundational } from '../../ui/levels.tsx'
import { Empty } from '../../ui/page.tsx'
import styles from './cockpit.module.css'
import { GoLink } from './go-link.tsx'
import type { Place } from './place.ts'
import { toCockpit, toLevel } from './trace-paths.ts'

/** Levels of the zones and conduits of the place, by site; each cell leads to why. */
export function CockpitHeat({ cockpit, place }: { readonly cockpit: Cockpit; readonly place: Place }) {
  const { t } = useTranslation('cockpit')
  const sites = useMemo(
    () => cockpit.sites.filter((site) => (place.kind === 'site' ? site.id === place.id : site.entities.includes(place.id))),
    [cockpit, place],
  )
  const groups = useMemo(
    () =>
      heatGroups(
        cockpit.heat,
        sites.map((site) => site.id),
      ),
    [cockpit, sites],
  )
  if (cockpit.heatCount === 0)
    return (
      <section className="panel" aria-label={t('heatName')}>
        <Empty title={t('heatNone')}>{t('heatNoneText')}</Empty>
      </section>
    )
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
        rowHead={(row) => <HeatName row={row as HeatRow} />}
        cellName={(row, fr, index) => cellText(t, row, fr as Foundational, index)}
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

function HeatName({ row }: { readonly row: HeatRow }) {
  const { t } = useTranslation('cockpit')
  return (
    <>
      {row.name}
      {row.kind === 'conduit' && <span className="muted"> · {t('conduitMark')}</span>}
    </>
  )
}

function cellText(
  t: ReturnType<typeof useTranslation<'cockpit'>>['t'],
  row: {
    readonly name: string
    readonly target: readonly (number | null)[]
    readonly achieved: readonly (number | null)[]
    readonly evidenced: readonly (number | null)[]
  },
  fr: Foundational,
  index: number,
): string {
  const said = (level: number | null | undefined): string => (level === null || level === undefined ? '–' : String(level))
  return t('heatCell', {
    name: row.name,
    fr,
    achieved: said(row.achieved[index]),
    target: said(row.target[index]),
    evidenced: said(row.evidenced[index]),
  })
}
