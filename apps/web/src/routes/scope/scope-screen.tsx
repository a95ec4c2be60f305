import { Button, Tabs } from '@mantine/core'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/queries.ts'
import { useMay, useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { Badge, CLASS_TONE } from '../../ui/badges.tsx'
import { Empty, Loaded, Page } from '../../ui/page.tsx'
import { ObjectDrawer } from '../company/object-drawer.tsx'
import { DecisionTab } from './decision-tab.tsx'
import { GroupTree } from './group-tree.tsx'
import { RegistrationTab } from './registration-tab.tsx'
import styles from './scope.module.css'
import { WhatIfTab } from './what-if-tab.tsx'
import type { EntityScope } from './entity-scope.ts'
import { sizeText } from './size-text.ts'

const TABS = ['decision', 'what-if', 'dossier'] as const

/** Scope: the group as a tree, and the decision of the chosen legal entity with its reasons. */
export function ScopeScreen() {
  const { t } = useTranslation('scope')
  const { date } = useFormats()
  const query = useRead('scope.show', { params: { tenant: useTenant() } }, { keep: true })
  const { entity } = useParams({ strict: false })
  const isAll = useMay().whole('scope.read')
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      acts={query.data !== undefined && <span className="small muted">{t('asOf', { date: date(query.data.asOf) })}</span>}
    >
      <Loaded query={query} rows={8}>
        {({ entities, group }) => {
          const chosen = entities.find((one) => one.entity === entity) ?? entities[0]
          if (chosen === undefined) return isAll ? <NoEntities /> : <OtherEntities />
          return (
            <div className={styles.split}>
              <GroupTree group={group} chosen={chosen.entity} />
              <EntityPart key={chosen.entity} of={chosen} nameOf={(id) => group.find((one) => one.id === id)?.name ?? id} />
            </div>
          )
        }}
      </Loaded>
    </Page>
  )
}

function EntityPart({ of, nameOf }: { readonly of: EntityScope; readonly nameOf: (id: string) => string }) {
  const { t } = useTranslation('scope')
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const tenant = useTenant()
  const { may } = useMay()
  const [editing, setEditing] = useState(false)
  const tab = TABS.find((one) => one === search['tab']) ?? 'decision'
  return (
    <div className={styles.entity}>
      <header className={styles.entityHead}>
        <div>
          <h2>{of.name}</h2>
          <p className="small muted">{[of.establishment, sizeText(of.size, t), t(`cir.${of.cir}`)].filter(Boolean).join(' · ')}</p>
        </div>
        <div className={styles.verdict}>
          <span className="small muted">{t('byDirective')}</span>
          <Badge tone={CLASS_TONE[of.class]}>{t(`term.${of.class}`)}</Badge>
        </div>
        {may('organisation.write') && (
          <Button className="no-print" variant="default" leftSection={<IconPencil size={15} />} onClick={() => setEditing(true)}>
            {t('editFacts')}
          </Button>
        )}
      </header>
      <Tabs
        value={tab}
        onChange={(next) =>
          void navigate({
            to: `/t/${tenant}/scope/${encodeURIComponent(of.entity)}`,
            search: { tab: next === 'decision' ? undefined : next },
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
        <Tabs.Panel value="decision" pt={16}>
          <DecisionTab of={of} />
        </Tabs.Panel>
        <Tabs.Panel value="what-if" pt={16}>
          <WhatIfTab entity={of.entity} nameOf={nameOf} />
        </Tabs.Panel>
        <Tabs.Panel value="dossier" pt={16}>
          <RegistrationTab entity={of.entity} name={of.name} />
        </Tabs.Panel>
      </Tabs>
      {editing && <ObjectDrawer list="entities" id={of.entity} onClose={() => setEditing(false)} />}
    </div>
  )
}

/** There may be legal entities, but who sees single sites sees none of them as a whole. */
function OtherEntities() {
  const { t } = useTranslation('scope')
  const tenant = useTenant()
  const navigate = useNavigate()
  return (
    <section className="panel">
      <Empty
        title={t('onlySites')}
        acts={
          <Button variant="default" onClick={() => void navigate({ to: `/t/${tenant}/cockpit` } as never)}>
            {t('onlySitesAct')}
          </Button>
        }
      >
        {t('onlySitesText')}
      </Empty>
    </section>
  )
}

function NoEntities() {
  const { t } = useTranslation('scope')
  const tenant = useTenant()
  const navigate = useNavigate()
  const { whole } = useMay()
  return (
    <section className="panel">
      <Empty
        title={t('noEntities')}
        acts={
          whole('organisation.write') && (
            <Button onClick={() => void navigate({ to: `/t/${tenant}/company/entities`, search: { open: '+' } } as never)}>
              {t('addEntity')}
            </Button>
          )
        }
      >
        {t('noEntitiesText')}
      </Empty>
    </section>
  )
}
