import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Assignment } from '@caponier/contract/assessment/assignments'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { Badge } from '../../ui/badges.tsx'
import { Empty, Loaded, Page } from '../../ui/page.tsx'
import { When } from '../../ui/time.tsx'
import css from './assessment.module.css'
import detailCss from './detail.module.css'
import respondCss from './respond.module.css'
import { STATE_TONE } from './delegated-screen.tsx'
import { Progress } from './delegation-progress.tsx'

/** What somebody asked the caller to answer, the most urgent first. */
export function MineScreen({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const { t } = useTranslation('assessment')
  const tenant = useTenant()
  const query = useRead('assessment.mine', { params: { tenant }, query: { limit: 200 } })
  return (
    <Page title={t('tabs.mine')} lead={t('mine.lead')}>
      <div className={respondCss.calm}>
        <Mentions />
        <Loaded query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('mine.empty')}>{t('mine.emptyHint')}</Empty>
            ) : (
              <>
                {items.toSorted(byUrgency).map((one) => (
                  <Card key={one.id} one={one} onOpen={() => onOpen(one.id)} />
                ))}
              </>
            )
          }
        </Loaded>
      </div>
    </Page>
  )
}

const ORDER = { returned: 0, open: 1, submitted: 2, accepted: 3, withdrawn: 4 } as const
const byUrgency = (a: Assignment, b: Assignment): number => ORDER[a.state] - ORDER[b.state] || (a.due < b.due ? -1 : 1)

function Card({ one, onOpen }: { readonly one: Assignment; readonly onOpen: () => void }) {
  const { t } = useTranslation('assessment')
  const { date } = useFormats()
  const isMine = one.state === 'open' || one.state === 'returned'
  return (
    <section className={respondCss.card} data-returned={one.state === 'returned'} aria-label={one.name}>
      <div className="row">
        {one.state === 'returned' ? (
          <Badge tone="partly">{t('mine.returned')}</Badge>
        ) : (
          <Badge tone={STATE_TONE[one.state]}>{t(`assignment.state.${one.state}`)}</Badge>
        )}
        {one.overdue && <Badge tone="not-met">{t('assignment.overdue')}</Badge>}
        <span className="muted small">{t('mine.due', { date: date(one.due) })}</span>
        {one.delegatedBy !== null && <span className="muted small">{t('assignment.by', { name: one.delegatedBy })}</span>}
      </div>
      <h2>{one.name}</h2>
      <p className="muted" style={{ margin: 0 }}>
        {one.frameworkTitle}
      </p>
      {one.note !== null && <p style={{ margin: 0 }}>{one.note}</p>}
      <div className={css.thin}>
        <i style={{ width: `${one.total === 0 ? 0 : (one.answered / one.total) * 100}%` }} />
      </div>
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <span className="small">
          <Progress of={one} />
        </span>
        <Button variant={isMine ? 'filled' : 'default'} size="sm" onClick={onOpen}>
          {isMine ? (one.answered === 0 ? t('mine.start') : t('mine.proceed')) : t('mine.look')}
        </Button>
      </div>
    </section>
  )
}

/** Open threads in which somebody called the caller in. */
function Mentions() {
  const { t } = useTranslation('assessment')
  const mentions = useRead('mentions.mine', { params: { tenant: useTenant() }, query: { limit: 5_000 } }).data?.items ?? []
  if (mentions.length === 0) return null
  return (
    <section className={respondCss.card}>
      <h2>{t('mine.mentions')}</h2>
      {mentions.map((one) => (
        <article key={one.id} className={detailCss.comment}>
          <header>
            <b>{one.author ?? t('comments.gone')}</b>
            <span>
              {one.name}, {one.requirement}
            </span>
            <When at={one.at} />
          </header>
          <p>{one.text}</p>
        </article>
      ))}
    </section>
  )
}
