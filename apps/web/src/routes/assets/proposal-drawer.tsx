import { Button, Drawer } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { Badge } from '../../ui/badges.tsx'
import { Loaded } from '../../ui/page.tsx'
import { When } from '../../ui/time.tsx'
import { DecideDialog, type Decision } from './decide-dialog.tsx'

/** One proposal with all that was seen, the assets that it may be, and the decision. */
export function ProposalDrawer({
  id,
  mayDecide,
  onClose,
}: {
  readonly id: string
  readonly mayDecide: boolean
  readonly onClose: () => void
}) {
  const { t } = useTranslation('assets')
  const tenant = useTenant()
  const shown = useRead('proposals.show', { params: { tenant, id } })
  const [asked, setAsked] = useState<{ readonly decision: Decision; readonly asset: string | null } | null>(null)
  return (
    <Drawer opened onClose={onClose} title={shown.data?.row.title ?? ''} size={560} padding="md">
      <Loaded query={shown}>
        {({ row, doc, candidates }) => (
          <div className="stack-lg">
            <div className="row">
              <Badge>{t(`proposal.kind.${row.kind}`)}</Badge>
              <Badge tone={row.state === 'open' ? 'accent' : 'neutral'}>{t(`proposal.state.${row.state}`)}</Badge>
              <span>{row.siteName}</span>
            </div>
            <dl className="facts">
              <dt>{t('proposal.column.detail')}</dt>
              <dd>{row.detail === '' ? '–' : row.detail}</dd>
              {row.connections !== null && (
                <>
                  <dt>{t('proposal.column.connections')}</dt>
                  <dd>{row.connections}</dd>
                </>
              )}
              <dt>{t('proposal.seen')}</dt>
              <dd>
                <When at={row.firstSeen} relative={false} /> – <When at={row.lastSeen} />
              </dd>
              <dt>{t('proposal.column.source')}</dt>
              <dd className="mono">{row.source}</dd>
              {row.reason !== null && (
                <>
                  <dt>{t('proposal.column.reason')}</dt>
                  <dd>{row.reason}</dd>
                </>
              )}
            </dl>
            {candidates.length > 0 && row.state !== 'accepted' && (
              <section className="stack">
                <h3>{t('proposal.candidates')}</h3>
                {candidates.slice(0, 8).map((one) => (
                  <div key={one.id} className="row">
                    <Button
                      variant="default"
                      size="compact-xs"
                      disabled={!mayDecide}
                      onClick={() => setAsked({ decision: 'merge', asset: one.id })}
                    >
                      {t('proposal.merge')}
                    </Button>
                    {one.name} <span className="muted small">{t(`proposal.why.${one.why}`)}</span>
                  </div>
                ))}
              </section>
            )}
            <details>
              <summary>JSON</summary>
              <pre className="mono" style={{ overflow: 'auto', maxHeight: 320 }} tabIndex={0}>
                {JSON.stringify(doc.payload, null, 2)}
              </pre>
            </details>
            {mayDecide && row.state !== 'accepted' && (
              <div className="row">
                <Button disabled={!row.readable} onClick={() => setAsked({ decision: 'accept', asset: null })}>
                  {t('proposal.accept')}
                </Button>
                {row.kind === 'asset' && (
                  <Button variant="default" onClick={() => setAsked({ decision: 'merge', asset: null })}>
                    {t('proposal.merge')}
                  </Button>
                )}
                {row.state === 'open' && (
                  <Button variant="default" onClick={() => setAsked({ decision: 'ignore', asset: null })}>
                    {t('proposal.ignore')}
                  </Button>
                )}
              </div>
            )}
            {asked !== null && (
              <DecideDialog decision={asked.decision} rows={[row]} asset={asked.asset} onClose={() => setAsked(null)} onDone={onClose} />
            )}
          </div>
        )}
      </Loaded>
    </Drawer>
  )
}
