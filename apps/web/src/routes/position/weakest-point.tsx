import { useTranslation } from 'react-i18next'
import type { Cockpit } from '@caponier/contract/position/cockpit'
import type { ValueOf } from '../../api/client.ts'
import { GoLink } from './go-link.tsx'
import type { Place } from './place.ts'
import { splitRef, toCell, toMeasure } from './trace-paths.ts'
import { usePlaces } from './use-places.ts'

type Position = ValueOf<'position.show'>

/** Name of a subject as far as the position tells it; else its id. */
function nameIn(position: Position, cockpit: Cockpit | undefined, ref: string): string {
  const [kind, id] = splitRef(ref)
  const known: Readonly<Record<string, readonly { readonly id: string; readonly name: string }[] | undefined>> = {
    zone: position.zones,
    conduit: position.conduits,
    site: cockpit?.sites,
    entity: cockpit?.entities,
  }
  return known[kind]?.find((one) => one.id === id)?.name ?? id
}

interface Props {
  readonly position: Position | undefined
  readonly measure: string
  readonly place: Place
}

/** The weakest duty and subject, which stand beside every mean, since a mean hides them (PRODUCT.md rule 8). */
export function WeakestPoint({ position, measure, place }: Props) {
  const { t } = useTranslation('common')
  const { cockpit } = usePlaces()
  if (position === undefined) return <span className="muted small">{t('loading')}</span>
  const all = place.kind === 'entity' ? position.measures : position.siteMeasures
  const weakest = all.find((one) => one.ref === measure && (place.kind === 'entity' ? one.entity : one.site) === place.id)?.weakest
  if (weakest === null || weakest === undefined) return <>–</>
  return (
    <>
      <GoLink to={toCell(weakest.subject, weakest.framework, weakest.requirement)}>
        {weakest.requirement}, {nameIn(position, cockpit, weakest.subject)}
      </GoLink>
      {weakest.duty !== undefined && weakest.duty !== weakest.requirement && (
        <div className="small">
          <GoLink to={toMeasure(measure, place, weakest.duty)}>{weakest.duty}</GoLink>
        </div>
      )}
    </>
  )
}
