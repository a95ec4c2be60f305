import { ActionIcon, TextInput } from '@mantine/core'
import { IconBuilding, IconBuildingFactory2, IconPencil, IconSearch, IconWorld } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { Badge, ClassBadge } from '../../ui/badges.tsx'
import { GoLink } from '../position/go-link.tsx'
import { byName, search } from '../position/place.ts'
import { toScope } from '../position/trace-paths.ts'
import type { GroupRow } from './group-rows.ts'
import { groupRows } from './group-rows.ts'
import type { Group } from './entity-scope.ts'
import styles from './scope.module.css'
import { SiteScopeDrawer } from './site-scope-drawer.tsx'

type Node = Group[number]

/** So many are seen at once. */
const FEW = 10

/** Who holds whom with which share, outside enterprises, and the sites below each entity with their marking. */
export function GroupTree({ group, chosen }: { readonly group: Group; readonly chosen: string }) {
  const { t } = useTranslation('scope')
  const [site, setSite] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const all = useMemo(() => groupRows(group.toSorted(byName)), [group])
  const rows = search(all, typed, ({ node }) => [node.name, ...node.sites.map((one) => one.name)].join(' '))
  return (
    <section className={`panel ${styles.tree ?? ''}`} aria-label={t('group')}>
      <div className="panel-head">
        <h2>{t('group')}</h2>
      </div>
      {all.length > FEW && (
        <TextInput
          className="no-print"
          mb={6}
          placeholder={t('findInGroup')}
          aria-label={t('findInGroup')}
          leftSection={<IconSearch size={14} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      {rows.length === 0 && <p className="muted small">{t('noneInGroup', { text: typed })}</p>}
      <ul className={styles.treeList}>
        {rows.map((row) => (
          <TreeRow key={row.node.id} row={row} chosen={row.node.id === chosen} group={group} onSite={setSite} />
        ))}
      </ul>
      {site !== null && <SiteScopeDrawer key={site} site={site} onClose={() => setSite(null)} />}
    </section>
  )
}

interface RowProps {
  readonly row: GroupRow<Node>
  readonly chosen: boolean
  readonly group: Group
  readonly onSite: (site: string) => void
}

function TreeRow({ row, chosen, group, onSite }: RowProps) {
  const { t } = useTranslation('scope')
  const { percent } = useFormats()
  const { node, depth, share, others } = row
  const nameOf = (id: string): string => group.find((one) => one.id === id)?.name ?? id
  return (
    <li style={{ paddingLeft: depth * 18 }}>
      <div className={styles.treeNode} data-depth={depth} data-chosen={chosen}>
        {node.outside ? <IconWorld size={16} aria-hidden="true" /> : <IconBuilding size={16} aria-hidden="true" />}
        <div>
          {node.outside ? (
            <span>{node.name}</span>
          ) : (
            <GoLink to={toScope(node.id)} aria-current={chosen ? 'page' : undefined}>
              {node.name}
            </GoLink>
          )}
          <span className="small muted">
            {[
              node.outside ? t('outside') : null,
              share === null ? null : t('share', { share: percent(share.sharePercent / 100) }),
              share?.control === true ? t('controls') : null,
              ...others.map((one) => t('alsoHeld', { share: percent(one.sharePercent / 100), name: nameOf(one.by) })),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </div>
        {node.class !== null && <ClassBadge of={node.class} />}
      </div>
      {node.sites.length > 0 && (
        <ul className={styles.sites}>
          {node.sites.map((one) => (
            <SiteRow key={one.id} site={one} onSite={onSite} />
          ))}
        </ul>
      )}
    </li>
  )
}

function SiteRow({ site, onSite }: { readonly site: Node['sites'][number]; readonly onSite: (site: string) => void }) {
  const { t } = useTranslation('scope')
  const { may } = useMay()
  const label = t('site.edit', { name: site.name })
  return (
    <li title={site.reason ?? undefined}>
      <IconBuildingFactory2 size={15} aria-hidden="true" />
      <span>
        {site.name} <span className="muted small">{site.country}</span>
      </span>
      <Badge tone={site.inScope ? 'accent' : 'neutral'}>{t(site.inScope ? 'inScope' : 'notInScope')}</Badge>
      {may('organisation.write') && (
        <ActionIcon className="no-print" size={24} aria-label={label} title={label} onClick={() => onSite(site.id)}>
          <IconPencil size={14} />
        </ActionIcon>
      )}
    </li>
  )
}
