import { Button } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cockpit } from '@caponier/contract/position/cockpit'
import { useRead } from '../../api/queries.ts'
import { useMay, useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { Empty, Loaded, Page } from '../../ui/page.tsx'
import { CockpitFindings } from './cockpit-findings.tsx'
import { CockpitHeat } from './cockpit-heat.tsx'
import { CockpitNext } from './cockpit-next.tsx'
import { EntityCard, SiteCard } from './cockpit-place.tsx'
import { CockpitPlaces } from './cockpit-places.tsx'
import { CockpitRings } from './cockpit-rings.tsx'
import { CockpitTrend } from './cockpit-trend.tsx'
import styles from './cockpit.module.css'
import { placeRef, shownPlace } from './place.ts'
import { PlaceSelect } from './place-select.tsx'

/** Where are we, what next, what burns. */
export function CockpitScreen() {
  const { t } = useTranslation('cockpit')
  const { date } = useFormats()
  const query = useRead('cockpit.show', { params: { tenant: useTenant() } }, { keep: true })
  return (
    <Page
      title={t('title')}
      acts={query.data !== undefined && <span className="small muted">{t('asOf', { date: date(query.data.asOf) })}</span>}
    >
      <Loaded query={query} rows={8}>
        {(cockpit) => <CockpitContent cockpit={cockpit} />}
      </Loaded>
    </Page>
  )
}

function CockpitContent({ cockpit }: { readonly cockpit: Cockpit }) {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const asked = search['place']
  const place = useMemo(() => shownPlace(asked, cockpit.entities, cockpit.sites), [asked, cockpit])
  if (place === null) return <CockpitStart />
  const entity = place.kind === 'entity' ? cockpit.entities.find((one) => one.id === place.id) : undefined
  const site = place.kind === 'site' ? cockpit.sites.find((one) => one.id === place.id) : undefined
  return (
    <div className={styles.grid}>
      {/* The same choice where there is no room for the list. */}
      <PlaceSelect className={styles.placeSelect} entities={cockpit.entities} sites={cockpit.sites} value={placeRef(place)} />
      <CockpitPlaces cockpit={cockpit} place={place} />
      <div className={styles.middle}>
        {entity !== undefined && <EntityCard of={entity} />}
        {site !== undefined && <SiteCard of={site} cockpit={cockpit} />}
        <CockpitRings measures={(entity ?? site)?.measures ?? []} place={place} />
        <CockpitHeat cockpit={cockpit} place={place} />
      </div>
      <div className={styles.side}>
        <CockpitFindings />
        <CockpitNext due={cockpit.due} today={cockpit.asOf} />
        <CockpitTrend place={place} />
      </div>
    </div>
  )
}

/** Nothing recorded yet: what stands here and how it gets here. */
function CockpitStart() {
  const { t } = useTranslation('cockpit')
  const navigate = useNavigate()
  const tenant = useTenant()
  const { may } = useMay()
  return (
    <section className="panel">
      <Empty
        title={t('start')}
        acts={
          <>
            {may('organisation.write') && (
              <Button onClick={() => void navigate({ to: `/t/${tenant}/company/entities`, search: { open: '+' } } as never)}>
                {t('startAct')}
              </Button>
            )}
            <Button variant="default" onClick={() => void navigate({ to: `/t/${tenant}/scope` } as never)}>
              {t('startScope')}
            </Button>
          </>
        }
      >
        {t('startText')}
      </Empty>
    </section>
  )
}
