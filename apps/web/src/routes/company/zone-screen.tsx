import { Button, Menu } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { Badge } from '../../ui/badges.tsx'
import { SlVector } from '../../ui/levels.tsx'
import { Loaded, Page, Panel } from '../../ui/page.tsx'
import styles from './company.module.css'
import { HistoryDrawer } from './history-drawer.tsx'
import { useObject } from './object-calls.ts'
import { ObjectDrawer } from './object-drawer.tsx'
import { TargetPanel } from './target-panel.tsx'
import { MergeDrawer, SplitDrawer } from './zone-structure.tsx'

type Zone = ValueOf<'zones.show'>

/** One zone: what it is, what it aims at, what stands in it and what reaches it. */
export function ZoneScreen() {
  const { t } = useTranslation('company')
  const { id = '' } = useParams({ strict: false })
  const zone = useObject('zones', useTenant(), id)
  if (zone.data !== undefined) return <ZonePage key={zone.data.id} zone={zone.data} />
  return (
    <Page title={t('list.zones')}>
      <Loaded query={zone}>{() => null}</Loaded>
    </Page>
  )
}

function ZonePage({ zone }: { readonly zone: Zone }) {
  const { t } = useTranslation(['company', 'common'])
  const tenant = useTenant()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'edit' | 'history' | 'split' | 'merge' | null>(null)
  const { row, doc, version, writable } = zone
  const close = (): void => setAsking(null)
  return (
    <Page
      title={
        <>
          {row.name} <Badge>{t(`company:kind.${row.kind}`)}</Badge> {row.state === 'ended' && <Badge>{t('company:life.ended')}</Badge>}
        </>
      }
      windowTitle={row.name}
      lead={
        <>
          {row.siteName}
          {row.sucName !== null && ` · ${row.sucName}`}
          {row.ownerName !== null && ` · ${row.ownerName}`}
        </>
      }
      acts={
        <>
          <Button variant="default" onClick={() => void navigate({ to: `/t/${tenant}/gaps/iec62443-3-3:2013/zone:${zone.id}` as never })}>
            {t('company:zone.toAnswers')}
          </Button>
          <Button variant="default" onClick={() => setAsking('history')}>
            {t('company:history')}
          </Button>
          {writable && (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button rightSection={<IconChevronDown size={14} />}>{t('common:edit')}</Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => setAsking('edit')}>{t('company:editOne', { one: t('company:one.zones') })}</Menu.Item>
                <Menu.Item onClick={() => setAsking('split')}>{t('company:zone.split')}</Menu.Item>
                <Menu.Item onClick={() => setAsking('merge')}>{t('company:zone.merge')}</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </>
      }
    >
      <div className={styles['cards']}>
        <div className="stack-lg">
          <Panel title={t('company:zone.facts')}>
            <dl className="facts">
              <dt>{t('company:field.id')}</dt>
              <dd className="mono">{zone.id}</dd>
              <dt>{t('company:field.criticality')}</dt>
              <dd>{t(`company:criticality.${String(row.criticality) as '1'}`)}</dd>
              <dt>{t('company:field.safety')}</dt>
              <dd>{t(`company:flag.${String(row.safety) as 'true'}`)}</dd>
              <dt>{t('company:field.wireless')}</dt>
              <dd>{t(`company:flag.${String(row.wireless) as 'true'}`)}</dd>
              {doc.description !== undefined && (
                <>
                  <dt>{t('company:field.description')}</dt>
                  <dd>{doc.description}</dd>
                </>
              )}
            </dl>
            <p style={{ marginBottom: 0 }}>
              <Link to={`/t/${tenant}/findings` as never} search={{ q: zone.id } as never}>
                {t('company:zone.findings', { count: row.openFindings })}
              </Link>
            </p>
          </Panel>
          <ZoneNetworks zone={zone.id} />
        </div>
        <TargetPanel zone={zone.id} achieved={row.slAchieved} writable={writable} />
        <ZoneConduits zone={zone.id} />
        <ZoneAssets zone={zone.id} />
      </div>
      {asking === 'edit' && <ObjectDrawer list="zones" id={zone.id} onClose={close} />}
      {asking === 'history' && <HistoryDrawer list="zones" id={zone.id} name={row.name} onClose={close} />}
      {asking === 'split' && <SplitDrawer zone={zone.id} version={version} site={row.site} onClose={close} />}
      {asking === 'merge' && <MergeDrawer zone={zone.id} version={version} site={row.site} onClose={close} />}
    </Page>
  )
}

function ZoneAssets({ zone }: { readonly zone: string }) {
  const { t } = useTranslation('company')
  const tenant = useTenant()
  const assets = useRead('assets.list', { params: { tenant }, query: { filter: [`zone:eq:${zone}`], limit: 200, sort: 'name' } })
  return (
    <section className={`panel ${styles['wide'] ?? ''}`}>
      <div className="panel-head">
        <h2>{t('zone.assets')}</h2>
        <Link to={`/t/${tenant}/assets` as never} search={{ filter: [`zone:eq:${zone}`] } as never}>
          {t('open')}
        </Link>
      </div>
      <Loaded query={assets}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{t('zone.noAssets')}</p>
          ) : (
            <div className={styles['scroll']} tabIndex={0}>
              <table className="plain-table">
                <thead>
                  <tr>
                    {(['name', 'typeName', 'addresses', 'firmware'] as const).map((key) => (
                      <th key={key} scope="col">
                        {t(`column.${key}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {items.map((asset) => (
                    <tr key={asset.id}>
                      <td>{asset.name}</td>
                      <td>{asset.typeName ?? '–'}</td>
                      <td className="mono">{asset.addresses}</td>
                      <td>{asset.firmware ?? '–'}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </section>
  )
}

function ZoneConduits({ zone }: { readonly zone: string }) {
  const { t } = useTranslation('company')
  const tenant = useTenant()
  const conduits = useRead('conduits.list', { params: { tenant }, query: { filter: [`zones:has:${zone}`], limit: 200 } })
  return (
    <Panel title={t('zone.conduits')}>
      <Loaded query={conduits}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{t('zone.noConduits')}</p>
          ) : (
            <div className="stack">
              {items.map((conduit) => (
                <div key={conduit.id} className="stack" style={{ gap: 2 }}>
                  <Link to={`/t/${tenant}/company/conduits` as never} search={{ open: conduit.id } as never}>
                    {conduit.name}
                  </Link>
                  <span className="row">
                    <SlVector levels={conduit.slTarget} />
                    <span className="muted small">{[conduit.zoneNames, ...conduit.external].join(' · ')}</span>
                  </span>
                </div>
              ))}
            </div>
          )
        }
      </Loaded>
    </Panel>
  )
}

function ZoneNetworks({ zone }: { readonly zone: string }) {
  const { t } = useTranslation('company')
  const tenant = useTenant()
  const networks = useRead('networks.list', { params: { tenant }, query: { filter: [`zone:eq:${zone}`], limit: 200 } })
  return (
    <Panel title={t('zone.networks')}>
      <Loaded query={networks}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{t('zone.noNetworks')}</p>
          ) : (
            <div className="stack">
              {items.map((network) => (
                <span key={network.id} className="row">
                  <Link to={`/t/${tenant}/company/networks` as never} search={{ open: network.id } as never}>
                    {network.name}
                  </Link>
                  <span className="mono">{network.cidrs}</span>
                </span>
              ))}
            </div>
          )
        }
      </Loaded>
    </Panel>
  )
}
