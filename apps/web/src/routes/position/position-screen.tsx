import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../i18n/format.ts'
import { Empty, Loaded, Page } from '../../ui/page.tsx'
import { CirTab } from './cir-tab.tsx'
import { CockpitHeat } from './cockpit-heat.tsx'
import { MaturityTab } from './maturity-tab.tsx'
import { MeasuresTab } from './measures-tab.tsx'
import { placeRef } from './place.ts'
import { PlaceSelect } from './place-select.tsx'
import styles from './position.module.css'
import { Formula, ExportButton, PrintButton } from './trace-parts.tsx'
import { usePlaces } from './use-places.ts'

const TABS = ['measures', 'levels', 'maturity', 'cir'] as const
type Tab = (typeof TABS)[number]

/** The position of one entity or site: the way down begins here. */
export function PositionScreen() {
  const { t } = useTranslation('position')
  const { date } = useFormats()
  const { cockpit, place, query } = usePlaces()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const tab = TABS.find((one) => one === search['tab']) ?? 'measures'
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      acts={
        cockpit !== undefined &&
        place !== null && (
          <>
            <span className="small muted">{t('asOf', { date: date(cockpit.asOf) })}</span>
            <PlaceSelect entities={cockpit.entities} sites={cockpit.sites} value={placeRef(place)} withLabel={false} />
            <ExportButton />
            <PrintButton />
          </>
        )
      }
    >
      <Loaded query={query} rows={8}>
        {(shown) =>
          place === null ? (
            <section className="panel">
              <Empty title={t('measuresNone')}>{t('measuresNoneText')}</Empty>
            </section>
          ) : (
            <Tabs
              value={tab}
              onChange={(next) =>
                void navigate({
                  to: '.',
                  search: { place: placeRef(place), tab: next === 'measures' ? undefined : (next as Tab) },
                } as never)
              }
            >
              <Tabs.List className="no-print">
                {TABS.map((one) => (
                  <Tabs.Tab key={one} value={one}>
                    {t(`tab.${one}`)}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <Tabs.Panel value="measures" pt={16}>
                <MeasuresTab cockpit={shown} place={place} />
              </Tabs.Panel>
              <Tabs.Panel value="levels" pt={16} className={styles.levels ?? ''}>
                <Formula topic="level" />
                <CockpitHeat cockpit={shown} place={place} />
              </Tabs.Panel>
              <Tabs.Panel value="maturity" pt={16}>
                <MaturityTab place={place} />
              </Tabs.Panel>
              <Tabs.Panel value="cir" pt={16}>
                <CirTab place={place} />
              </Tabs.Panel>
            </Tabs>
          )
        }
      </Loaded>
    </Page>
  )
}
