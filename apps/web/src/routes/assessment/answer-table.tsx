import { Checkbox, Tooltip } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { IconClock, IconLink, IconMessage, IconUser } from '@tabler/icons-react'
import { memo, type RefObject, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssessmentDetail, RequirementRow } from '@caponier/contract/assessment/assessments'
import { useFormats } from '../../i18n/format.ts'
import { Empty } from '../../ui/page.tsx'
import type { GivenState } from './answer-state.ts'
import css from './assessment.module.css'
import { StateChoice } from './state-choice.tsx'

interface Props {
  readonly detail: AssessmentDetail
  readonly rows: readonly RequirementRow[]
  readonly current: string | null
  readonly selected: ReadonlySet<string>
  readonly today: string
  readonly onCurrent: (requirement: string) => void
  readonly onOpen: (requirement: string) => void
  readonly onSelect: (requirements: readonly string[], on: boolean) => void
  readonly onChoose: (row: RequirementRow, state: GivenState) => void
}

type Line =
  | { readonly kind: 'domain'; readonly id: string; readonly title: string }
  | { readonly kind: 'row'; readonly row: RequirementRow }

/** Row heights in pixels: one line and its source; on a phone the title stands below, and the source below that. */
const ROW = 40
const TALL_ROW = 74
const UNDER = 16
const DOMAIN = 32

/** The requirements of an assessment, drawn only where they are seen. One tab stop; arrows move, keys answer. */
export function AnswerTable(props: Props) {
  const { detail, rows, current, selected, onSelect } = props
  const acts = useRef<RowProps['acts']['current']>(props)
  acts.current = props
  const { t } = useTranslation('assessment')
  const frame = useRef<HTMLDivElement>(null)
  const isNarrow = useMediaQuery('(max-width: 720px)') === true
  const lines = useMemo(() => linesOf(detail, rows), [detail, rows])
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: (index) => {
      const line = lines[index]
      if (line?.kind !== 'row') return DOMAIN
      return isNarrow ? TALL_ROW + (hasUnder(line.row) ? UNDER : 0) : ROW
    },
    overscan: 14,
    useFlushSync: false,
  })
  const at = lines.findIndex((line) => line.kind === 'row' && line.row.requirement === current)
  useEffect(() => virtual.measure(), [isNarrow, lines, virtual])
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [at, virtual])
  // A strip that appears below takes height away: the current row stays in view.
  const latest = useRef(at)
  useEffect(() => {
    latest.current = at
  }, [at])
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    const observer = new ResizeObserver(() => {
      if (latest.current >= 0) virtual.scrollToIndex(latest.current, { align: 'auto' })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [virtual])
  const allSelected = rows.length > 0 && rows.every((row) => selected.has(row.requirement))
  if (rows.length === 0) return <Empty title={t('filter.none')}>{t('filter.noneHint')}</Empty>
  return (
    <>
      <div className={css.gridHead}>
        {maySelect(detail) ? (
          <Checkbox
            checked={allSelected}
            indeterminate={!allSelected && selected.size > 0}
            aria-label={t('row.selectAll')}
            onChange={(event) =>
              onSelect(
                rows.map((row) => row.requirement),
                event.currentTarget.checked,
              )
            }
          />
        ) : (
          <span />
        )}
        <span>{t('row.requirement')}</span>
        <span />
        <span>{detail.levels === 'SL' ? 'SL' : ''}</span>
        <span>{t('row.answer')}</span>
        <span>{t('row.proof')}</span>
        <span />
      </div>
      <div
        ref={frame}
        className={css.grid}
        role="grid"
        aria-multiselectable={maySelect(detail)}
        aria-label={detail.name}
        aria-activedescendant={current === null ? undefined : lineId(current)}
        tabIndex={0}
      >
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const line = lines[item.index]
            if (line === undefined) return null
            const place = { transform: `translateY(${item.start}px)`, height: item.size, top: 0 }
            if (line.kind === 'domain')
              return (
                <div key={`domain ${line.id}`} className={css.domain} style={{ ...place, paddingBottom: 4 }} role="row">
                  <span role="gridcell">{line.id.length <= 6 && line.id !== line.title ? `${line.id} ${line.title}` : line.title}</span>
                </div>
              )
            const { row } = line
            return (
              <Row
                key={row.requirement}
                row={row}
                start={item.start}
                size={item.size}
                isCurrent={row.requirement === current}
                isSelected={selected.has(row.requirement)}
                mayAnswer={detail.may.answer}
                maySelect={maySelect(detail)}
                today={props.today}
                acts={acts}
              />
            )
          })}
        </div>
      </div>
    </>
  )
}

/** Rows are selected to be answered or delegated; who may do neither has nothing to select for. */
export const maySelect = ({ may }: Pick<AssessmentDetail, 'may'>): boolean => may.answer || may.delegate

/** Whether a row has a second line, see {@link Under}. */
function hasUnder({ own, ...row }: RequirementRow): boolean {
  if (!row.counted || row.capped || row.acceptance === 'pending' || row.sources.length > 0) return true
  return own !== null && (own.justification !== null || own.review !== null || (own.note ?? '') !== '')
}

const lineId = (requirement: string): string => `requirement-${requirement.replace(/[^a-zA-Z0-9]+/g, '-')}`

function linesOf(detail: AssessmentDetail, rows: readonly RequirementRow[]): readonly Line[] {
  const titles = new Map(detail.domains.map((domain) => [domain.id, domain.title]))
  return rows.flatMap((row, index): Line[] => {
    const isFirst = index === 0 || rows[index - 1]?.domain !== row.domain
    const line: Line = { kind: 'row', row }
    return isFirst ? [{ kind: 'domain', id: row.domain, title: titles.get(row.domain) ?? row.domain }, line] : [line]
  })
}

interface RowProps {
  readonly row: RequirementRow
  readonly start: number
  readonly size: number
  readonly isCurrent: boolean
  readonly isSelected: boolean
  readonly mayAnswer: boolean
  readonly maySelect: boolean
  readonly today: string
  /** What the newest properties of the table do; the reference stays, so that a row is drawn again only when it changed. */
  readonly acts: RefObject<Pick<Props, 'onCurrent' | 'onOpen' | 'onSelect' | 'onChoose'>>
}

const Row = memo(function Row({ row, start, size, isCurrent, isSelected, mayAnswer, maySelect: selectable, today, acts }: RowProps) {
  const { t } = useTranslation('assessment')
  return (
    <div
      id={lineId(row.requirement)}
      role="row"
      aria-selected={selectable ? isSelected : undefined}
      aria-label={`${row.requirement} ${row.title}, ${t(`state.${row.state}`)}`}
      data-current={isCurrent}
      className={css.line}
      style={{ transform: `translateY(${start}px)`, height: size, top: 0 }}
      onClick={() => acts.current.onCurrent(row.requirement)}
      onDoubleClick={() => acts.current.onOpen(row.requirement)}
    >
      <span role="gridcell" className={css.check}>
        {selectable && (
          <Checkbox
            tabIndex={-1}
            checked={isSelected}
            aria-label={t('row.select', { requirement: row.requirement })}
            onChange={(event) => acts.current.onSelect([row.requirement], event.currentTarget.checked)}
            onClick={(event) => event.stopPropagation()}
          />
        )}
      </span>
      <span role="gridcell" className={css.lineId} title={row.requirement}>
        {row.requirement}
      </span>
      <span role="gridcell" className={css.lineTitle} title={row.title}>
        {row.title}
        <Under row={row} today={today} />
      </span>
      <span role="gridcell" className={css.lineGate}>
        {row.gate !== null && (
          <span
            className="sl"
            data-level={row.gate}
            data-beyond={!row.inTarget}
            title={`${t('row.gateHint', { gate: row.gate })}, ${row.inTarget ? t('row.inTarget') : t('row.beyond')}`}
          >
            {row.gate}
          </span>
        )}
      </span>
      <span role="gridcell" className={css.lineState}>
        <StateChoice
          requirement={row.requirement}
          state={row.state}
          inherited={row.sources.length > 0}
          disabled={!mayAnswer}
          onChoose={(state) => acts.current.onChoose(row, state)}
        />
      </span>
      <Proof row={row} />
      <Talk row={row} />
    </div>
  )
})

/** The second line: where an answer comes from, or what is wrong with it. */
function Under({ row, today }: { readonly row: RequirementRow; readonly today: string }) {
  const { t } = useTranslation('assessment')
  const { date } = useFormats()
  const [text, warn] = ((): readonly [string, boolean] => {
    if (!row.counted) return [t('row.uncounted'), true]
    if (row.capped) return [t('row.capped'), true]
    if (row.own?.review != null && row.own.review < today) return [t('row.reviewOver', { date: date(row.own.review) }), true]
    if (row.acceptance === 'pending') return [t('row.pending'), false]
    if (row.sources.length > 0)
      return [row.sources.map((one) => (one.name === '' ? t('row.elsewhere') : t('row.from', { name: one.name }))).join(', '), false]
    if (row.own?.justification != null) {
      const { review, reviewer, justification } = row.own
      const again = review === null ? [] : [[t('row.reviewOn', { date: date(review) }), reviewer?.name ?? ''].filter(Boolean).join(', ')]
      return [[...again, justification].join(' · '), false]
    }
    return [row.own?.note ?? '', false]
  })()
  return text === '' ? null : (
    <span className={css.lineFrom} data-warn={warn} title={text}>
      {text}
    </span>
  )
}

function Proof({ row }: { readonly row: RequirementRow }) {
  const { t } = useTranslation('assessment')
  const isBare = (row.state === 'met' || row.state === 'compensated') && row.validEvidence === 0
  const label = row.evidence === 0 ? t('row.noEvidence') : t('row.evidence', { valid: row.validEvidence, count: row.evidence })
  return (
    <span role="gridcell" className={css.lineProof} style={{ color: isBare ? 'var(--not-met)' : 'var(--ink-2)' }} title={label}>
      {row.evidence > 0 && (
        <span className="row" style={{ gap: 3, fontSize: 13 }}>
          <IconLink size={13} />
          {row.validEvidence}/{row.evidence}
        </span>
      )}
      {row.evidence === 0 && isBare && <span style={{ fontSize: 13 }}>0</span>}
      <span className="visually-hidden">{label}</span>
    </span>
  )
}

function Talk({ row }: { readonly row: RequirementRow }) {
  const { t } = useTranslation('assessment')
  const { date } = useFormats()
  return (
    <span role="gridcell" className={`${css.lineTalk ?? ''} row`} style={{ gap: 6, flexWrap: 'nowrap', color: 'var(--ink-2)' }}>
      {row.comments > 0 && (
        <span className="row" style={{ gap: 2, fontSize: 13 }} title={t('row.comments', { count: row.comments })}>
          <IconMessage size={14} />
          {row.comments}
        </span>
      )}
      {row.delegation !== null && (
        <Tooltip label={t('row.delegatedTo', { name: row.delegation.assignee ?? '–', due: date(row.delegation.due) })}>
          <span aria-label={t('row.delegatedTo', { name: row.delegation.assignee ?? '–', due: date(row.delegation.due) })}>
            {row.delegation.state === 'submitted' ? <IconClock size={15} color="var(--accent)" /> : <IconUser size={15} />}
          </span>
        </Tooltip>
      )}
    </span>
  )
}
