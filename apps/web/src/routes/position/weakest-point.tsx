import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { GoLink } from './go-link.tsx'
import type { Place } from './place.ts'
import { placeRef } from './place.ts'
import { toCell, toMeasure } from './trace-paths.ts'

export type PlacePosition = ValueOf<'position.place'>

/** Measures with their weakest points, maturity and (EU) 2024/2690 of one place. */
export const usePlacePosition = (place: Place, enabled = true) =>
  useRead('position.place', { params: { tenant: useTenant(), place: placeRef(place) } }, { enabled })

/** The weakest point of a measure; undefined while it loads. */
export const weakestOf = (position: PlacePosition | undefined, measure: string) =>
  position?.measures.find((one) => one.ref === measure)?.weakest

interface Props {
  readonly position: PlacePosition | undefined
  readonly measure: string
  readonly place: Place
}

/** The weakest duty and subject, which stand beside every mean, since a mean hides them (docs/method/coverage.md). */
export function WeakestPoint({ position, measure, place }: Props) {
  const { t } = useTranslation('common')
  if (position === undefined) return <span className="muted small">{t('loading')}</span>
  const weakest = weakestOf(position, measure)
  if (weakest === null || weakest === undefined) return <>–</>
  return (
    <>
      <GoLink to={toCell(weakest.subject, weakest.framework, weakest.requirement)} title={weakest.title}>
        {weakest.requirement}, {weakest.subjectName}
      </GoLink>
      {weakest.duty !== undefined && weakest.duty !== weakest.requirement && (
        <div className="small">
          <GoLink to={toMeasure(measure, place, weakest.duty)}>{weakest.duty}</GoLink>
        </div>
      )}
    </>
  )
}
