import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import type { RowOf } from '../../ui/table/data-table.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { ObjectPicker } from '../company/object-picker.tsx'

export type Decision = 'accept' | 'merge' | 'ignore'
type Row = Pick<RowOf<'proposals.list'>, 'id' | 'kind' | 'site'>

interface Props {
  readonly decision: Decision
  readonly rows: readonly Row[]
  /** Asset to begin with when merging. */
  readonly asset?: string | null
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Decides proposals: what they become, which asset they are, or why they are ignored. All of them or none. */
export function DecideDialog({ decision, rows, asset: first = null, onClose, onDone }: Props) {
  const { t } = useTranslation(['assets', 'common'])
  const tenant = useTenant()
  const act = useAct('proposals.decide', ['assets', 'company', 'position'])
  const [zone, setZone] = useState<string | null>(null)
  const [type, setType] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [asset, setAsset] = useState<string | null>(first)
  const [reason, setReason] = useState('')
  const sites = new Set(rows.map((row) => row.site))
  const [site = null] = sites.size === 1 ? sites : []
  const assets = rows.filter((row) => row.kind === 'asset').length
  const places = rows.some((row) => row.kind === 'asset' || row.kind === 'network')
  const decide =
    decision === 'accept'
      ? {
          decision,
          ...(zone !== null && { zone }),
          ...(type !== null && { type }),
          ...(assets === 1 && name.trim() !== '' && { name: name.trim() }),
        }
      : decision === 'merge'
        ? { decision, asset: asset ?? '' }
        : { decision, reason }
  const title =
    decision === 'accept'
      ? t('assets:proposal.acceptTitle', { count: rows.length })
      : decision === 'merge'
        ? t('assets:proposal.mergeTitle')
        : t('assets:proposal.ignoreTitle', { count: rows.length })
  return (
    <Modal opened onClose={onClose} title={title}>
      <form
        className="stack-lg"
        onSubmit={(event) => {
          event.preventDefault()
          const body = { select: { ids: rows.map((row) => row.id) }, decide }
          act.mutate(
            { params: { tenant }, body },
            {
              onSuccess: ({ decided, added }) => {
                const counts = { decided, assets: added.assets.length, networks: added.networks.length, flows: added.flows.length }
                notifications.show({ message: t('assets:proposal.done', counts) })
                onDone()
              },
            },
          )
        }}
      >
        {decision === 'accept' && (
          <>
            <p style={{ margin: 0 }}>{t('assets:proposal.acceptText')}</p>
            {places && site !== null && (
              <ObjectPicker
                of="zones"
                site={site}
                label={t('assets:proposal.zone')}
                description={t('assets:proposal.zoneHint')}
                value={zone}
                onChange={setZone}
              />
            )}
            {assets > 0 && <ObjectPicker of="asset-types" label={t('assets:proposal.type')} value={type} onChange={setType} />}
            {assets === 1 && (
              <TextInput
                label={t('assets:proposal.name')}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
                data-autofocus
              />
            )}
          </>
        )}
        {decision === 'merge' && (
          <>
            <p style={{ margin: 0 }}>{t('assets:proposal.mergeText')}</p>
            <ObjectPicker of="assets" site={site} label={t('assets:proposal.asset')} required value={asset} onChange={setAsset} />
          </>
        )}
        {decision === 'ignore' && (
          <Textarea
            label={t('assets:proposal.ignoreReason')}
            required
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
          />
        )}
        {act.error !== null && <ProblemView error={act.error} />}
        <div className="row">
          <Button type="submit" loading={act.isPending} disabled={decision === 'merge' && asset === null}>
            {t(`assets:proposal.${decision}`)}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
