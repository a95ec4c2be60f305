import { Button } from '@mantine/core'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { Ring } from '../../charts/ring.tsx'
import { useFormats } from '../../i18n/format.ts'
import { Loaded, Page } from '../../ui/page.tsx'
import { ThreeNumbers } from '../../ui/three-numbers.tsx'
import { DutyPart } from './duty-part.tsx'
import type { Place } from './place.ts'
import { placeRef } from './place.ts'
import { PlaceSelect } from './place-select.tsx'
import styles from './position.module.css'
import { inLanguage, weakestFirst } from './trace-order.ts'
import { Formula, ExportButton, PrintButton, Trail } from './trace-parts.tsx'
import { toPosition } from './trace-paths.ts'
import { usePlaces } from './use-places.ts'

/** Why a measure has its three numbers in one entity or site: its duties, the weakest first. */
export function MeasureScreen() {
  const { t, i18n } = useTranslation('position')
  const { ref = '' } = useParams({ strict: false })
  const { cockpit, place, query: places } = usePlaces()
  const titles = useRead('content.measures', {}, { staleTime: Infinity }).data?.measures
  const title = titles?.find((one) => one.id === ref)?.title ?? ''
  return (
    <Page
      title={title === '' ? `Art. ${ref}` : `Art. ${ref} · ${title}`}
      acts={
        cockpit !== undefined &&
        place !== null && (
          <>
            <PlaceSelect entities={cockpit.entities} sites={cockpit.sites} value={placeRef(place)} withLabel={false} />
            <ExportButton />
            <PrintButton />
          </>
        )
      }
    >
      <Loaded query={places}>{() => place !== null && <MeasureTrace key={`${ref} ${i18n.language}`} measure={ref} place={place} />}</Loaded>
      {cockpit !== undefined && place === null && <p className="muted">{t('measuresNoneText')}</p>}
    </Page>
  )
}

function MeasureTrace({ measure, place }: { readonly measure: string; readonly place: Place }) {
  const { t } = useTranslation('position')
  const query = useRead(
    'position.measure',
    { params: { tenant: useTenant(), ref: measure }, query: { scope: placeRef(place) } },
    { keep: true },
  )
  return (
    <Loaded query={query} rows={8}>
      {(trace) => (
        <>
          <Trail
            steps={[
              { label: t('title'), to: toPosition(place) },
              { label: trace.scope.name, to: toPosition(place) },
              { label: trace.article },
            ]}
          />
          <MeasureHead trace={trace} />
          <Duties trace={trace} place={place} />
        </>
      )}
    </Loaded>
  )
}

type Trace = ValueOf<'position.measure'>

function MeasureHead({ trace }: { readonly trace: Trace }) {
  const { t } = useTranslation('position')
  const { percent, date } = useFormats()
  return (
    <div className={styles.meanRow}>
      <Ring of={trace.coverage} mark={trace.ref.replace(/^21\(2\)/, '')} title={trace.article} />
      <div>
        <ThreeNumbers of={trace.coverage} />
      </div>
      <div className={styles.meanText}>
        <Formula topic="measure" />
        <span>{t('carriedShareLong', { share: percent(trace.carriedShare) })}</span>
        <span className="muted small">
          {trace.scope.name} · {t('asOf', { date: date(trace.asOf) })}
        </span>
      </div>
    </div>
  )
}

/** Which duties are open stands in the address for one, so that a link leads to it; all can be opened for reading and print. */
function Duties({ trace, place }: { readonly trace: Trace; readonly place: Place }) {
  const { t, i18n } = useTranslation('position')
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const chosen = typeof search['duty'] === 'string' ? search['duty'] : null
  const [all, setAll] = useState(false)
  useEffect(() => {
    // On paper nothing can be opened.
    const openAll = (): void => flushSync(() => setAll(true))
    window.addEventListener('beforeprint', openAll)
    return () => window.removeEventListener('beforeprint', openAll)
  }, [])
  const duties = weakestFirst(trace.duties, (one) => one.coverage)
  return (
    <section aria-label={t('duties', { count: duties.length })} className="stack">
      <div className="panel-head">
        <h2>{t('duties', { count: duties.length })}</h2>
        <Button variant="subtle" className="no-print" onClick={() => setAll(!all)}>
          {t(all ? 'collapseAll' : 'expandAll')}
        </Button>
      </div>
      {duties.map((duty) => (
        <DutyPart
          key={duty.id}
          duty={duty}
          title={inLanguage(duty.title, i18n.language)}
          place={place}
          open={all || chosen === duty.id}
          onToggle={() =>
            void navigate({
              to: '.',
              replace: true,
              search: (before: Readonly<Record<string, unknown>>) => ({ ...before, duty: chosen === duty.id ? undefined : duty.id }),
            } as never)
          }
        />
      ))}
    </section>
  )
}
