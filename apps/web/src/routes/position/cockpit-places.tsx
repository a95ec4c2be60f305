import { SegmentedControl, TextInput } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cockpit } from '@caponier/contract/position/cockpit'
import { StackedBar } from '../../charts/stacked-bar.tsx'
import { ClassBadge } from '../../ui/badges.tsx'
import styles from './cockpit.module.css'
import { GoLink } from './go-link.tsx'
import { byNeed, meanOfLetters } from './letters.ts'
import type { Place } from './place.ts'
import { byName, placeRef, search } from './place.ts'
import { toCockpit } from './trace-paths.ts'

type Line =
  | { readonly kind: 'head'; readonly of: 'entities' | 'sites'; readonly count: number }
  | { readonly kind: 'entity'; readonly of: Cockpit['entities'][number] }
  | { readonly kind: 'site'; readonly of: Cockpit['sites'][number] }

const HEIGHT = { head: 28, entity: 66, site: 40 } as const

/** Entities and sites to choose from: searched by name, drawn only where they are seen. */
export function CockpitPlaces({ cockpit, place }: { readonly cockpit: Cockpit; readonly place: Place }) {
  const { t } = useTranslation('cockpit')
  const [typed, setTyped] = useState('')
  const frame = useRef<HTMLDivElement>(null)
  const isMany = cockpit.entities.length + cockpit.sites.length > FEW
  const [order, setOrder] = useState<'need' | 'name'>('need')
  const lines = useMemo(() => linesOf(cockpit, typed, isMany ? order : 'name'), [cockpit, typed, isMany, order])
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: (index) => HEIGHT[lines[index]?.kind ?? 'site'],
    overscan: 8,
  })
  const chosen = lines.findIndex((line) => line.kind !== 'head' && `${line.kind}:${line.of.id}` === placeRef(place))
  // Where the address leads somewhere down the list, it is seen there.
  useEffect(() => {
    if (chosen >= 0) virtual.scrollToIndex(chosen, { align: 'auto' })
  }, [chosen, virtual])
  return (
    <nav className={`panel ${styles.places}`} aria-label={t('places')}>
      <TextInput
        placeholder={t('findPlace')}
        aria-label={t('findPlace')}
        leftSection={<IconSearch size={14} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {isMany && (
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t('order')}
          value={order}
          onChange={setOrder}
          data={[
            { value: 'need', label: t('orderNeed') },
            { value: 'name', label: t('orderName') },
          ]}
        />
      )}
      <div ref={frame} className={styles.placeFrame}>
        {lines.length === 0 && <p className="muted small">{t('noPlaceFits', { text: typed })}</p>}
        <ul style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const line = lines[item.index]
            if (line === undefined) return null
            return (
              <li key={item.key} style={{ height: item.size, transform: `translateY(${item.start}px)` }}>
                {line.kind === 'head' ? (
                  <h2 className={styles.placeHead}>
                    {t(line.of)} <span className="muted">{line.count}</span>
                  </h2>
                ) : line.kind === 'entity' ? (
                  <EntityLine of={line.of} chosen={placeRef(place) === `entity:${line.of.id}`} />
                ) : (
                  <SiteLine of={line.of} chosen={placeRef(place) === `site:${line.of.id}`} />
                )}
              </li>
            )
          })}
        </ul>
      </div>
    </nav>
  )
}

/** So many places are seen at once; an order by need would only move them about. */
const FEW = 16

function linesOf(cockpit: Cockpit, typed: string, order: 'need' | 'name'): readonly Line[] {
  const entities = search(cockpit.entities, typed, (one) => `${one.name} ${one.states.map((state) => state.state).join(' ')}`).toSorted(
    (a, b) => (order === 'need' ? byNeed(a, b) : 0) || byName(a, b),
  )
  const sites = search(cockpit.sites, typed, (one) => `${one.name} ${one.country}`).toSorted(
    (a, b) => (order === 'need' ? belowOf(b) - belowOf(a) || byNeed(a, b) : 0) || byName(a, b),
  )
  return [
    ...(entities.length === 0 ? [] : [{ kind: 'head', of: 'entities', count: entities.length } as const]),
    ...entities.map((of) => ({ kind: 'entity', of }) as const),
    ...(sites.length === 0 ? [] : [{ kind: 'head', of: 'sites', count: sites.length } as const]),
    ...sites.map((of) => ({ kind: 'site', of }) as const),
  ]
}

function EntityLine({ of, chosen }: { readonly of: Cockpit['entities'][number]; readonly chosen: boolean }) {
  const { t } = useTranslation('cockpit')
  const authorities = of.states.map((state) => `${state.state} ${state.authority ?? t('noAuthority')}`).join('; ')
  return (
    <GoLink to={toCockpit({ kind: 'entity', id: of.id })} className={styles.placeLine} aria-current={chosen ? 'true' : undefined}>
      <strong title={of.name}>{of.name}</strong>
      <span className={styles.placeFacts}>
        <ClassBadge of={of.class} />
        <span className="small muted">{of.states.map((state) => state.state).join(' · ')}</span>
        <StackedBar of={meanOfLetters(of.measures)} />
      </span>
      <span className={styles.authority} title={authorities}>
        {authorities}
      </span>
    </GoLink>
  )
}

/** Elements of its zones and conduits below their target. */
const belowOf = (site: Cockpit['sites'][number]): number => site.below.reduce((sum, one) => sum + one, 0)

function SiteLine({ of, chosen }: { readonly of: Cockpit['sites'][number]; readonly chosen: boolean }) {
  const { t } = useTranslation('cockpit')
  const below = belowOf(of)
  return (
    <GoLink to={toCockpit({ kind: 'site', id: of.id })} className={styles.placeLine} aria-current={chosen ? 'true' : undefined}>
      <span className={styles.placeFacts}>
        <span className={styles.siteName} title={of.name}>
          {of.name}
        </span>
        <span className="small muted">{of.country}</span>
        <StackedBar of={meanOfLetters(of.measures)} />
        <span className={styles.below} data-some={below > 0} title={t('belowShort', { count: below })}>
          {below}
        </span>
      </span>
    </GoLink>
  )
}
