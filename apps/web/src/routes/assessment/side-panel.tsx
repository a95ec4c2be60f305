import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AssessmentDetail, RequirementRow } from '@caponier/contract/assessment/assessments'
import { useTenant } from '../../api/session.ts'
import { Badge, StateBadge } from '../../ui/badges.tsx'
import { FOUNDATIONAL } from '../../ui/levels.tsx'
import { AnswerForm } from './answer-form.tsx'
import css from './assessment.module.css'
import { CommentsThread } from './comments-thread.tsx'
import { HistoryList } from './history-list.tsx'
import { LinksPanel } from './links-panel.tsx'
import { RequirementWords } from './requirement-text.tsx'
import type { Answering } from './use-answering.ts'

export const SIDE_TABS = ['text', 'links', 'comments', 'history'] as const
export type SideTab = (typeof SIDE_TABS)[number]

interface Props {
  readonly detail: AssessmentDetail
  readonly row: RequirementRow | undefined
  readonly tab: SideTab
  readonly today: string
  readonly answering: Answering
  readonly onTab: (tab: SideTab) => void
}

/** SL-T of the FR of a requirement, where there is one. */
export const targetOf = (detail: AssessmentDetail, row: RequirementRow): number | null => {
  const at = FOUNDATIONAL.findIndex((fr) => fr === row.domain)
  return at < 0 ? null : (detail.progress.slTarget?.[at] ?? null)
}

/** The chosen requirement beside the table: its answer, our text, evidence, comments, history. */
export function SidePanel({ detail, row, tab, today, answering, onTab }: Props) {
  const { t } = useTranslation('assessment')
  if (row === undefined)
    return (
      <aside className={css.side}>
        <div>
          <p className="muted">{t('detail.choose')}</p>
        </div>
      </aside>
    )
  return (
    <aside className={css.side} aria-label={row.requirement}>
      <header>
        <div className="row" style={{ justifyContent: 'space-between' }}>
          <strong>{row.requirement}</strong>
          <StateBadge state={row.state} />
        </div>
        <h2 style={{ margin: '2px 0 8px' }}>{row.title}</h2>
        <TabChoice row={row} tab={tab} onTab={onTab} />
      </header>
      <div>
        <TabContent detail={detail} row={row} tab={tab} today={today} answering={answering} />
      </div>
    </aside>
  )
}

export function TabChoice({
  row,
  tab,
  onTab,
}: {
  readonly row: RequirementRow
  readonly tab: SideTab
  readonly onTab: (tab: SideTab) => void
}) {
  const { t } = useTranslation('assessment')
  const label = (one: SideTab): string => {
    const count = one === 'links' ? row.evidence + row.controls : one === 'comments' ? row.comments : 0
    return count === 0 ? t(`detail.${one}`) : `${t(`detail.${one}`)} ${count}`
  }
  return (
    <SegmentedControl
      fullWidth
      mb={8}
      value={tab}
      data={SIDE_TABS.map((one) => ({ value: one, label: label(one) }))}
      onChange={(value) => onTab(SIDE_TABS.find((one) => one === value) ?? 'text')}
    />
  )
}

export function TabContent({ detail, row, tab, today, answering }: Omit<Props, 'onTab' | 'row'> & { readonly row: RequirementRow }) {
  const tenant = useTenant()
  const cell = { tenant, framework: detail.framework, subject: detail.subject, requirement: row.requirement }
  if (tab === 'links') return <LinksPanel key={row.requirement} detail={detail} requirement={row.requirement} today={today} />
  if (tab === 'comments') return <CommentsThread key={row.requirement} cell={cell} mayWrite={detail.may.comment} />
  if (tab === 'history') return <HistoryList cell={cell} />
  return (
    <div className="stack-lg">
      <AnswerForm
        key={row.requirement}
        detail={detail}
        row={row}
        today={today}
        noteId="answer-note"
        onSave={(input) => answering.answer(row, input)}
        onTakeBack={() => answering.takeBack(row)}
      />
      <Marks row={row} />
      <RequirementWords framework={detail.framework} requirement={row.requirement} target={targetOf(detail, row)} />
    </div>
  )
}

function Marks({ row }: { readonly row: RequirementRow }) {
  const { t } = useTranslation('assessment')
  if (!row.capped && row.counted && row.acceptance === 'none') return null
  return (
    <div className="row">
      {row.capped && <Badge tone="not-met">{t('row.capped')}</Badge>}
      {!row.counted && <Badge tone="not-met">{t('row.uncounted')}</Badge>}
      {row.acceptance === 'pending' && <Badge tone="accent">{t('row.pending')}</Badge>}
    </div>
  )
}
