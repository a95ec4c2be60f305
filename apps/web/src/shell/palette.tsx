import type { Permission } from '@caponier/contract/access/roles'
import { Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../api/queries.ts'
import { useMay, useTenant } from '../api/session.ts'
import { toObject } from '../routes/position/trace-paths.ts'
import { RAIL } from './screens.ts'
import styles from './shell.module.css'

interface Hit {
  readonly key: string
  readonly group: string
  readonly label: string
  readonly title: string
  readonly note?: string
  readonly to: string
}

/** Search over screens, acts, what stands in the organisation, and all content; keys all the way. */
export function Palette({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('shell')
  return (
    <Modal.Root opened={opened} onClose={onClose} size="lg" padding="xs">
      <Modal.Overlay />
      <Modal.Content aria-label={t('search')}>
        <Modal.Body>{opened && <PaletteBody onClose={onClose} />}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function PaletteBody({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const hits = useHits(text)
  const go = (hit: Hit | undefined): void => {
    if (hit === undefined) return
    onClose()
    void navigate({ to: hit.to })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setActive((active + (event.key === 'ArrowDown' ? 1 : hits.length - 1)) % Math.max(1, hits.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      go(hits[active])
    }
  }
  return (
    <>
      <TextInput
        data-autofocus
        size="md"
        placeholder={t('search')}
        aria-label={t('search')}
        description={t('searchHint')}
        inputWrapperOrder={['input', 'description']}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded
        aria-controls="palette-hits"
        {...(hits.length > 0 && { 'aria-activedescendant': `palette-hit-${active}` })}
      />
      <div className={styles.hits} id="palette-hits" role="listbox" aria-label={t('search')}>
        {hits.map((hit, index) => (
          <div key={hit.key}>
            {hit.group !== hits[index - 1]?.group && <div className={styles.hitGroup}>{hit.group}</div>}
            <button
              type="button"
              id={`palette-hit-${index}`}
              tabIndex={-1}
              role="option"
              aria-selected={index === active}
              className={styles.hit}
              data-active={index === active}
              onMouseMove={() => setActive(index)}
              onClick={() => go(hit)}
            >
              <strong>{hit.label}</strong>
              <span>{hit.title}</span>
              {hit.note !== undefined && <small>{hit.note}</small>}
            </button>
          </div>
        ))}
        {text !== '' && hits.length === 0 && (
          <p className="muted" style={{ padding: '4px 10px' }}>
            {t('nothingFound', { text })}
          </p>
        )}
      </div>
    </>
  )
}

function useHits(text: string): readonly Hit[] {
  const { t } = useTranslation('shell')
  const tenant = useTenant()
  const { may } = useMay()
  const [asked] = useDebouncedValue(text.trim(), 120)
  const found = useRead('content.search', { query: { q: asked, limit: 20 } }, { enabled: asked.length > 1, keep: true })
  const wanted = text.trim().toLowerCase()
  const objects = useRead(
    'company.search',
    { params: { tenant }, query: { q: asked, limit: 12 } },
    { enabled: asked.length > 1 && tenant !== '', keep: true },
  )
  const screens = RAIL.flatMap(({ screens: list }) => list)
    .filter((screen) => may(screen.permission) && t(`rail.${screen.key}`).toLowerCase().includes(wanted))
    .map((screen): Hit => ({
      key: screen.key,
      group: t('screens'),
      label: t(`rail.${screen.key}`),
      title: '',
      to: `/t/${tenant}${screen.path}`,
    }))
  const content = (asked.length > 1 ? (found.data?.hits ?? []) : []).map((hit): Hit => ({
    key: `${hit.kind} ${hit.framework ?? ''} ${hit.id}`,
    group: t('content'),
    label: hit.id,
    title: hit.title,
    note: hit.excerpt,
    to: contentPath(tenant, hit),
  }))
  const things = (asked.length > 1 ? (objects.data?.hits ?? []) : []).map((hit): Hit => {
    const target = toObject(`${hit.kind}:${hit.id}`)
    const open = target.search?.['open']
    return {
      key: `${hit.kind} ${hit.id}`,
      group: t('objects'),
      label: t(`kind.${hit.kind}`),
      title: hit.name,
      ...(hit.where !== null || hit.also !== null ? { note: [hit.where, hit.also].filter((one) => one !== null).join(' · ') } : {}),
      to: `/t/${tenant}${target.path}${typeof open === 'string' ? `?open=${encodeURIComponent(open)}` : ''}`,
    }
  })
  const acts = ACTS.filter((act) => may(act.permission) && t(`act.${act.key}`).toLowerCase().includes(wanted)).map((act): Hit => ({
    key: act.key,
    group: t('acts'),
    label: t(`act.${act.key}`),
    title: '',
    to: `/t/${tenant}${act.path}`,
  }))
  return [...screens, ...(wanted === '' ? [] : acts), ...things, ...content]
}

/** What can be begun from anywhere. */
const ACTS = [
  { key: 'report', path: '/reports', permission: 'reports.make' },
  { key: 'evidence', path: '/evidence', permission: 'evidence.write' },
  { key: 'control', path: '/controls', permission: 'controls.write' },
  { key: 'freeze', path: '/gaps/snapshots', permission: 'snapshots.write' },
  { key: 'compare', path: '/gaps/compare', permission: 'assessment.read' },
  { key: 'sheet', path: '/assets/import-sheet', permission: 'assets.write' },
  { key: 'zeek', path: '/assets/import-zeek', permission: 'assets.write' },
  { key: 'people', path: '/people', permission: 'people.manage' },
  { key: 'verify', path: '/activity', permission: 'activity.read' },
] as const satisfies readonly { readonly key: string; readonly path: string; readonly permission: Permission }[]

/** Where a found piece of content is read. */
export function contentPath(
  tenant: string,
  hit: { readonly kind: string; readonly framework: string | null; readonly id: string },
): string {
  const base = `/t/${tenant}/frameworks`
  if (hit.kind === 'law') return `${base}/law/${hit.id}`
  if (hit.kind === 'measure') return `${base}/measures`
  if (hit.kind === 'activity') return `/t/${tenant}/scope`
  return `${base}/${encodeURIComponent(hit.framework ?? 'nis2:2022')}/${encodeURIComponent(hit.id)}`
}
