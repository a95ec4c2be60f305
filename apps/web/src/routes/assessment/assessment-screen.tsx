import { Button } from '@mantine/core'
import { IconFocus2, IconKeyboard, IconTable, IconUserShare } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequirementRow } from '@caponier/contract/assessment/assessments'
import { useTenant } from '../../api/session.ts'
import { Empty, Loaded, Page } from '../../ui/page.tsx'
import { type GivenState, needsReason } from './answer-state.ts'
import { AnswerTable, maySelect } from './answer-table.tsx'
import { actOfKey } from './answer-keys.ts'
import css from './assessment.module.css'
import { BulkBar } from './bulk-bar.tsx'
import { DelegateDrawer } from './delegate-drawer.tsx'
import { EffectStrip } from './effect-strip.tsx'
import { FilterBar } from './filter-bar.tsx'
import { FocusMode } from './focus-mode.tsx'
import { frameworkName } from './framework-name.ts'
import { KeysDialog } from './keys-dialog.tsx'
import { ProgressHead } from './progress-head.tsx'
import { type AskedReason, ConflictDialog, ReasonDialog } from './reason-dialog.tsx'
import { ReviewDialog } from './review-dialog.tsx'
import { hasReview, withReview, yearFrom } from './review.ts'
import { filterRows, nextOpen, NO_FILTER, type RowFilter } from './row-filter.ts'
import { SidePanel, type SideTab } from './side-panel.tsx'
import { today } from '../../ui/today.ts'
import { inputOf, useAnswering } from './use-answering.ts'

interface Props {
  readonly framework: string
  readonly subject: string
  /** Requirement that the address names. */
  readonly requirement: string | null
  readonly focus: boolean
  readonly onGo: (requirement: string | null, focus: boolean) => void
}

/** How long a key waits for its field to be there, in milliseconds. */
const FIELD_WAIT = 3_000

type Asked = AskedReason & { readonly rows: readonly RequirementRow[] }

/** One assessment: the table with its side panel, or one question at a time. */
export function AssessmentScreen({ framework, subject, requirement, focus, onGo }: Props) {
  const { t } = useTranslation('assessment')
  const answering = useAnswering(useTenant(), framework, subject)
  const { detail } = answering
  const day = today()
  const [filter, setFilter] = useState<RowFilter>(NO_FILTER)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [tab, setTab] = useState<SideTab>('text')
  const [asked, setAsked] = useState<Asked | null>(null)
  const [delegating, setDelegating] = useState<readonly string[] | 'whole' | null>(null)
  const [keys, setKeys] = useState(false)
  const [reviewing, setReviewing] = useState(false)
  const [bulkOpen, setBulkOpen] = useState(false)
  const [advance, setAdvance] = useState(true)
  const search = useRef<HTMLInputElement>(null)

  // A row that was just answered stays in the list although the filter no longer lets it through, until the filter changes.
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => setKept(new Set()), [filter])
  const rows = useMemo(() => {
    if (detail === undefined) return []
    const through = new Set(filterRows(detail.rows, filter, day).map((row) => row.requirement))
    return detail.rows.filter((row) => through.has(row.requirement) || kept.has(row.requirement))
  }, [day, detail, filter, kept])
  const current = detail?.rows.find((row) => row.requirement === requirement) ?? (focus ? rows[0] : undefined)

  const choose = useCallback(
    (chosen: readonly RequirementRow[], state: GivenState): void => {
      if (detail === undefined || !detail.may.answer || chosen.length === 0) return
      const [first] = chosen
      if (needsReason(state) && (state === 'compensated' || state === 'not-applicable')) {
        const own = first?.own
        setAsked({
          rows: chosen,
          state,
          what: chosen.length === 1 ? (first?.requirement ?? '') : t('bulk.selected', { count: chosen.length }),
          justification: chosen.length === 1 && own?.state === state ? (own.justification ?? '') : '',
          review: chosen.length === 1 && own?.state === state && own.review !== null && own.review >= day ? own.review : yearFrom(day),
          reviewer: chosen.length === 1 && own?.state === state ? (own.reviewer?.id ?? null) : null,
        })
        return
      }
      setBulkOpen(false)
      setKept((before) => new Set([...before, ...chosen.map((row) => row.requirement)]))
      if (chosen.length === 1 && first !== undefined) answering.answer(first, inputOf(first, state, detail.levels === 'ML'))
      else answering.bulk(chosen, { state })
      if (focus && advance && chosen.length === 1) {
        const at = rows.findIndex((row) => row.requirement === first?.requirement)
        const next = rows[at + 1]
        if (next !== undefined) onGo(next.requirement, true)
      }
    },
    [advance, answering, day, detail, focus, onGo, rows, t],
  )

  const move = useCallback(
    (by: number): void => {
      const at = rows.findIndex((row) => row.requirement === current?.requirement)
      const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + by))]
      if (next !== undefined) onGo(next.requirement, focus)
    },
    [current, focus, onGo, rows],
  )

  const select = (requirements: readonly string[], on: boolean): void => {
    setSelected((before) => {
      const next = new Set(before)
      for (const one of requirements) {
        if (on) next.add(one)
        else next.delete(one)
      }
      return next
    })
  }
  const chosenRows = detail?.rows.filter((row) => selected.has(row.requirement)) ?? []

  const awaited = useRef(false)
  const focusField = (id: string, nextTab: SideTab): void => {
    setTab(nextTab)
    awaited.current = true
    const end = performance.now() + FIELD_WAIT
    const look = (): void => {
      const field = document.querySelector<HTMLElement>(`#${id}`)
      if (field === null && performance.now() < end) {
        requestAnimationFrame(look)
        return
      }
      awaited.current = false
      field?.focus()
    }
    requestAnimationFrame(look)
  }

  const onKey = (event: KeyboardEvent): void => {
    // What is typed for a field that is still being read must not answer questions.
    if (awaited.current) return
    const act = actOfKey(event)
    if (act === null || detail === undefined) return
    event.preventDefault()
    const at = rows.findIndex((row) => row.requirement === current?.requirement)
    if (act.kind === 'state') choose(bulkOpen ? chosenRows : current === undefined ? [] : [current], act.state)
    else if (act.kind === 'move') move(act.by)
    else if (act.kind === 'edge') onGo((act.end ? rows.at(-1) : rows[0])?.requirement ?? null, focus)
    else if (act.kind === 'clear') {
      if (current !== undefined && detail.may.answer) answering.takeBack(current)
    } else if (act.kind === 'undo') answering.undo()
    else if (act.kind === 'note') focusField('answer-note', 'text')
    else if (act.kind === 'evidence') focusField('attach-evidence', 'links')
    else if (act.kind === 'comment') focusField('comment-new', 'comments')
    else if (act.kind === 'search') search.current?.focus()
    else if (act.kind === 'focus') onGo(current?.requirement ?? rows[0]?.requirement ?? null, !focus)
    else if (act.kind === 'open') onGo(current?.requirement ?? null, true)
    else if (act.kind === 'next-open') onGo(rows[nextOpen(rows, at) ?? -1]?.requirement ?? current?.requirement ?? null, focus)
    else if (act.kind === 'select' && current !== undefined && maySelect(detail))
      select([current.requirement], !selected.has(current.requirement))
    else if (act.kind === 'bulk' && selected.size > 0) setBulkOpen(true)
    else if (act.kind === 'help') setKeys(true)
    else if (act.kind === 'leave') {
      if (selected.size > 0) setSelected(new Set())
      else if (focus) onGo(current?.requirement ?? null, false)
    }
  }
  const latest = useRef(onKey)
  useEffect(() => {
    latest.current = onKey
  })
  const isAsking = asked !== null || reviewing || delegating !== null || keys || answering.conflict !== null
  useEffect(() => {
    if (isAsking) return
    const listen = (event: KeyboardEvent): void => {
      if (!event.defaultPrevented) latest.current(event)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [isAsking])

  return (
    <Page
      title={detail === undefined ? subject : detail.name}
      lead={detail === undefined ? '' : `${t(`kind.${detail.kind}`)} · ${frameworkName(detail.framework)} · ${detail.frameworkTitle}`}
      acts={
        detail !== undefined && (
          <>
            <Button variant="subtle" color="gray" leftSection={<IconKeyboard size={15} />} onClick={() => setKeys(true)}>
              {t('head.keys')}
            </Button>
            {detail.may.delegate && (
              <Button variant="default" leftSection={<IconUserShare size={15} />} onClick={() => setDelegating('whole')}>
                {t('head.delegate')}
              </Button>
            )}
            <Button
              leftSection={focus ? <IconTable size={15} /> : <IconFocus2 size={15} />}
              onClick={() => onGo(current?.requirement ?? rows[0]?.requirement ?? null, !focus)}
            >
              {focus ? t('head.table') : t('head.focus')}
            </Button>
          </>
        )
      }
    >
      <Loaded query={answering.query}>
        {() =>
          detail === undefined ? null : (
            <div className={focus ? css.stacked : css.fill}>
              <ProgressHead progress={detail.progress} central={detail.central} compact={focus} />
              {focus && current !== undefined ? (
                <FocusMode
                  detail={detail}
                  rows={rows}
                  row={current}
                  today={day}
                  answering={answering}
                  advance={advance}
                  tab={tab}
                  onAdvance={setAdvance}
                  onTab={setTab}
                  onGo={(next) => onGo(next, true)}
                  onChoose={(row, state) => choose([row], state)}
                />
              ) : (
                <div className={css.bench}>
                  <div className={css.main}>
                    <FilterBar detail={detail} filter={filter} shown={rows.length} searchRef={search} onChange={setFilter} />
                    {detail.rows.length === 0 ? (
                      <Empty title={t('filter.none')}>{t('filter.noneHint')}</Empty>
                    ) : (
                      <AnswerTable
                        detail={detail}
                        rows={rows}
                        current={current?.requirement ?? null}
                        selected={selected}
                        today={day}
                        onCurrent={(one) => onGo(one, window.matchMedia('(max-width: 1180px)').matches)}
                        onOpen={(one) => onGo(one, true)}
                        onSelect={select}
                        onChoose={(row, state) => {
                          onGo(row.requirement, false)
                          choose([row], state)
                        }}
                      />
                    )}
                  </div>
                  <SidePanel detail={detail} row={current} tab={tab} today={day} answering={answering} onTab={setTab} />
                </div>
              )}
              {!focus && selected.size > 0 && (
                <BulkBar
                  count={selected.size}
                  mayAnswer={detail.may.answer}
                  mayDelegate={detail.may.delegate}
                  opened={bulkOpen}
                  onOpened={setBulkOpen}
                  onSet={(state) => choose(chosenRows, state)}
                  onTakeBack={() => answering.bulk(chosenRows, { state: 'not-assessed' })}
                  onReview={() => setReviewing(true)}
                  onDelegate={() => setDelegating(chosenRows.map((row) => row.requirement))}
                  onClear={() => setSelected(new Set())}
                />
              )}
              {!focus && <EffectStrip answering={answering} subject={detail.subject} />}
              {asked !== null && (
                <ReasonDialog
                  asked={asked}
                  onClose={() => setAsked(null)}
                  today={day}
                  onSave={({ justification, review, reviewer }) => {
                    setAsked(null)
                    setKept((before) => new Set([...before, ...asked.rows.map((row) => row.requirement)]))
                    const reason = { justification, ...(review !== '' && { review }), ...(reviewer !== null && { reviewer }) }
                    const [first] = asked.rows
                    if (asked.rows.length === 1 && first !== undefined)
                      answering.answer(first, { ...inputOf(first, asked.state, detail.levels === 'ML'), ...reason })
                    else answering.bulk(asked.rows, { state: asked.state, ...reason })
                    if (focus && advance) move(1)
                  }}
                />
              )}
              {reviewing && (
                <ReviewDialog
                  count={chosenRows.filter(hasReview).length}
                  others={chosenRows.filter((row) => !hasReview(row)).length}
                  today={day}
                  onClose={() => setReviewing(false)}
                  onSave={(review) => {
                    setReviewing(false)
                    answering.bulk(chosenRows.filter(hasReview), (row) => withReview(row, review) ?? { state: 'not-assessed' })
                  }}
                />
              )}
              {answering.conflict !== null && <ConflictDialog conflict={answering.conflict} onSettle={answering.settle} />}
              {delegating !== null && (
                <DelegateDrawer
                  detail={detail}
                  requirements={delegating === 'whole' ? null : delegating}
                  today={day}
                  onClose={() => {
                    setDelegating(null)
                    setSelected(new Set())
                  }}
                />
              )}
              {keys && <KeysDialog onClose={() => setKeys(false)} />}
            </div>
          )
        }
      </Loaded>
    </Page>
  )
}
