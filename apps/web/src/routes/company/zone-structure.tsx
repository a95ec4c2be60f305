import { Button, Drawer, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, type ValueOf } from '../../api/client.ts'
import { useAct } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { Badge, StateBadge, type AnswerStateName } from '../../ui/badges.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { today } from '../../ui/today.ts'
import { ObjectsPicker } from './object-picker.tsx'

interface Props {
  readonly zone: string
  readonly version: number
  readonly site: string
  readonly onClose: () => void
}

type Outcome = ValueOf<'zones.split'>
const RENEWED = ['company', 'assets', 'assessment', 'position'] as const

/** Splits a part off a zone: first a trial that says what happens, then the act. */
export function SplitDrawer({ zone, version, site, onClose }: Props) {
  const { t } = useTranslation('company')
  const tenant = useTenant()
  const act = useAct('zones.split', RENEWED)
  const [name, setName] = useState('')
  const [assets, setAssets] = useState<readonly string[]>([])
  const [networks, setNetworks] = useState<readonly string[]>([])
  const [shared, setShared] = useState({ from: today(), reason: '' })
  const run = (dryRun: boolean): void =>
    act.mutate(
      {
        params: { tenant, id: zone },
        version,
        body: { parts: [{ name, assets: [...assets], networks: [...networks] }], ...shared, dryRun },
      },
      { onSuccess: (outcome) => outcome.applied && onClose() },
    )
  return (
    <StructureDrawer
      title={t('zone.split')}
      text={t('zone.splitText')}
      act={act}
      run={run}
      shared={shared}
      onShared={setShared}
      onClose={onClose}
    >
      <TextInput label={t('zone.partName')} required value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <ObjectsPicker of="assets" site={site} label={t('zone.partAssets')} value={assets} onChange={setAssets} />
      <ObjectsPicker of="networks" site={site} label={t('zone.partNetworks')} value={networks} onChange={setNetworks} />
    </StructureDrawer>
  )
}

/** Merges other zones of the site into this one. */
export function MergeDrawer({ zone, version, site, onClose }: Props) {
  const { t } = useTranslation('company')
  const tenant = useTenant()
  const act = useAct('zones.merge', RENEWED)
  const [others, setOthers] = useState<readonly string[]>([])
  const [shared, setShared] = useState({ from: today(), reason: '' })
  const run = async (dryRun: boolean): Promise<void> => {
    const zones = await Promise.all(
      others.map(async (id) => ({ id, version: (await call('zones.show', { params: { tenant, id } })).version })),
    )
    act.mutate(
      { params: { tenant }, body: { into: { id: zone, version }, zones, ...shared, dryRun } },
      {
        onSuccess: (outcome) => outcome.applied && onClose(),
      },
    )
  }
  return (
    <StructureDrawer
      title={t('zone.merge')}
      text={t('zone.mergeText')}
      act={act}
      run={(dryRun) => void run(dryRun)}
      shared={shared}
      onShared={setShared}
      onClose={onClose}
    >
      <ObjectsPicker of="zones" site={site} label={t('zone.mergeZones')} value={others} onChange={setOthers} required />
    </StructureDrawer>
  )
}

interface Shared {
  readonly from: string
  readonly reason: string
}

function StructureDrawer({
  title,
  text,
  act,
  run,
  shared,
  onShared,
  onClose,
  children,
}: {
  readonly title: string
  readonly text: string
  readonly act: { readonly data: Outcome | undefined; readonly error: unknown; readonly isPending: boolean }
  readonly run: (dryRun: boolean) => void
  readonly shared: Shared
  readonly onShared: (shared: Shared) => void
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const { t } = useTranslation(['company', 'common'])
  return (
    <Drawer opened onClose={onClose} title={title} size={560} padding="md">
      <form
        className="stack-lg"
        onSubmit={(event) => {
          event.preventDefault()
          run(true)
        }}
      >
        <p style={{ margin: 0 }}>{text}</p>
        {children}
        <TextInput
          type="date"
          label={t('company:zone.firstDay')}
          required
          value={shared.from}
          onChange={(event) => onShared({ ...shared, from: event.currentTarget.value })}
        />
        <TextInput
          label={t('company:zone.reason')}
          required
          value={shared.reason}
          onChange={(event) => onShared({ ...shared, reason: event.currentTarget.value })}
        />
        {act.error !== null && <ProblemView error={act.error} />}
        {act.data !== undefined && act.error === null && <Effect outcome={act.data} />}
        <div className="row">
          <Button type="submit" variant={act.data === undefined ? 'filled' : 'default'} loading={act.isPending}>
            {t('company:zone.trial')}
          </Button>
          {act.data !== undefined && act.error === null && (
            <Button loading={act.isPending} onClick={() => run(false)}>
              {t('company:zone.act')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
        </div>
      </form>
    </Drawer>
  )
}

function Effect({ outcome }: { readonly outcome: Outcome }) {
  const { t } = useTranslation('company')
  return (
    <section className="panel stack" aria-live="polite">
      <h3>{t('zone.effect')}</h3>
      {outcome.zones.map((zone) => (
        <span key={zone.id} className="row">
          <Badge tone={zone.what === 'ended' ? 'not-met' : zone.what === 'new' ? 'accent' : 'met'}>{t(`zone.what.${zone.what}`)}</Badge>
          {zone.name}
        </span>
      ))}
      <span>{t('zone.moved', { assets: outcome.assets, networks: outcome.networks, conduits: outcome.conduits })}</span>
      <span>{t('zone.entered', { answers: outcome.answers, links: outcome.links, contradictions: outcome.contradictions })}</span>
      {outcome.lowered.length > 0 && (
        <>
          <h3>{t('zone.lowered')}</h3>
          <div style={{ maxHeight: 260, overflow: 'auto' }} tabIndex={0}>
            <table className="plain-table">
              <tbody>
                {outcome.lowered.map((one) => (
                  <tr key={`${one.framework} ${one.requirement}`}>
                    <th scope="row">{one.requirement}</th>
                    <td>
                      <StateBadge state={one.before as AnswerStateName} />
                    </td>
                    <td aria-hidden="true">→</td>
                    <td>
                      <StateBadge state={one.after as AnswerStateName} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  )
}
