import { Button, Checkbox } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssessmentDetail, RequirementRow } from '@caponier/contract/assessment/assessments'
import { call } from '../../api/client.ts'
import { queryKey } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { currentLanguage } from '../../i18n/language.ts'
import { Badge } from '../../ui/badges.tsx'
import { Loaded } from '../../ui/page.tsx'
import type { GivenState } from './answer-state.ts'
import { AnswerForm } from './answer-form.tsx'
import css from './assessment.module.css'
import detailCss from './detail.module.css'
import focusCss from './focus.module.css'
import { EffectStrip } from './effect-strip.tsx'
import { DutyList, EvidenceList, LevelLadder, TEXT_LIFE, textRequest, useRequirementText } from './requirement-text.tsx'
import { isReviewDue } from './review.ts'
import { nextOpen } from './row-filter.ts'
import { type SideTab, TabChoice, TabContent, targetOf } from './side-panel.tsx'
import { BigChoice } from './state-choice.tsx'
import type { Answering } from './use-answering.ts'

interface Props {
  readonly detail: AssessmentDetail
  readonly rows: readonly RequirementRow[]
  readonly row: RequirementRow
  readonly today: string
  readonly answering: Answering
  readonly advance: boolean
  readonly tab: SideTab
  readonly onAdvance: (on: boolean) => void
  readonly onTab: (tab: SideTab) => void
  readonly onGo: (requirement: string) => void
  readonly onChoose: (row: RequirementRow, state: GivenState) => void
}

/** One requirement at a time: the question large, what a good answer looks like, one key to answer, the effect at once. */
export function FocusMode(props: Props) {
  const { detail, rows, row, today, answering, advance, tab, onAdvance, onTab, onGo, onChoose } = props
  const { t } = useTranslation('assessment')
  const at = rows.findIndex((one) => one.requirement === row.requirement)
  usePrefetched(detail.framework, [rows[at + 1]?.requirement, rows[at + 2]?.requirement, rows[at - 1]?.requirement])
  const go = (index: number | undefined): void => {
    const next = index === undefined ? undefined : rows[index]
    if (next !== undefined) onGo(next.requirement)
  }
  return (
    <>
      <div
        className={css.thin}
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={rows.length}
        aria-valuenow={at + 1}
        aria-label={t('focus.progress', { at: at + 1, total: rows.length })}
      >
        <i style={{ width: `${((at + 1) / rows.length) * 100}%` }} />
      </div>
      <div className={focusCss.focus}>
        <Question detail={detail} row={row} today={today} at={at} total={rows.length} />
        <div className={focusCss.aside}>
          <section className="panel">
            <TabChoice row={row} tab={tab} onTab={onTab} />
            {tab === 'text' ? (
              <>
                <AnswerForm
                  key={row.requirement}
                  detail={detail}
                  row={row}
                  today={today}
                  noteId="answer-note"
                  onSave={(input) => answering.answer(row, input)}
                  onTakeBack={() => answering.takeBack(row)}
                />
                <More framework={detail.framework} requirement={row.requirement} />
              </>
            ) : (
              <TabContent detail={detail} row={row} tab={tab} today={today} answering={answering} />
            )}
          </section>
        </div>
      </div>
      <div className={focusCss.dock}>
        <EffectStrip answering={answering} subject={detail.subject} />
        <BigChoice
          requirement={row.requirement}
          state={row.state}
          inherited={row.sources.length > 0}
          disabled={!detail.may.answer}
          onChoose={(state) => onChoose(row, state)}
        />
        <div className="row" style={{ justifyContent: 'space-between', flexWrap: 'nowrap' }}>
          <Button variant="default" leftSection={<IconArrowLeft size={15} />} disabled={at <= 0} onClick={() => go(at - 1)}>
            {t('focus.previous')}
          </Button>
          <Checkbox
            className={focusCss.advance ?? ''}
            label={t('focus.advance')}
            checked={advance}
            onChange={(event) => onAdvance(event.currentTarget.checked)}
          />
          <span className="row" style={{ flexWrap: 'nowrap' }}>
            <Button variant="subtle" disabled={nextOpen(rows, at) === undefined} onClick={() => go(nextOpen(rows, at))}>
              {t('focus.nextOpen')}
            </Button>
            <Button
              variant="default"
              rightSection={<IconArrowRight size={15} />}
              disabled={at >= rows.length - 1}
              onClick={() => go(at + 1)}
            >
              {t('focus.next')}
            </Button>
          </span>
        </div>
      </div>
    </>
  )
}

function Question({
  detail,
  row,
  today,
  at,
  total,
}: {
  readonly detail: AssessmentDetail
  readonly row: RequirementRow
  readonly today: string
  readonly at: number
  readonly total: number
}) {
  const { t } = useTranslation('assessment')
  const query = useRequirementText(detail.framework, row.requirement)
  return (
    <article className={focusCss.question} aria-live="polite">
      <div className="row">
        <Badge tone="accent">{row.requirement}</Badge>
        {row.gate !== null && (
          <Badge tone={row.inTarget ? 'neutral' : 'neutral'}>
            {t('row.gate', { gate: row.gate })} · {row.inTarget ? t('row.inTarget') : t('row.beyond')}
          </Badge>
        )}
        {row.sources.map((one) => (
          <Badge key={one.subject}>{one.name === '' ? t('row.elsewhere') : t('row.from', { name: one.name })}</Badge>
        ))}
        {isReviewDue(row, today) && <Badge tone="not-met">{t('filter.reviewDue')}</Badge>}
        {row.capped && <Badge tone="not-met">{t('row.capped')}</Badge>}
        <span style={{ flex: 1 }} />
        <span className="muted small">{t('focus.progress', { at: at + 1, total })}</span>
      </div>
      <Loaded query={query}>
        {(text) => (
          <div lang={text.language}>
            <p className="muted" style={{ margin: '10px 0 0' }}>
              {text.title}
            </p>
            <h2>{text.question ?? text.intent ?? text.title}</h2>
            {text.question !== null && text.intent !== null && <p className="lead">{text.intent}</p>}
            {text.why !== null && <p className="lead">{text.why}</p>}
            <div className={detailCss.text}>
              {text.language !== currentLanguage() && <p className="muted small">{t('detail.englishOnly')}</p>}
              {text.good !== null && (
                <>
                  <h3>{t('detail.good')}</h3>
                  <p>{text.good}</p>
                </>
              )}
              <LevelLadder text={text} target={targetOf(detail, row)} />
              <EvidenceList text={text} />
            </div>
          </div>
        )}
      </Loaded>
    </article>
  )
}

function More({ framework, requirement }: { readonly framework: string; readonly requirement: string }) {
  const { t } = useTranslation('assessment')
  const text = useRequirementText(framework, requirement).data
  if (text === undefined) return null
  return (
    <div className={detailCss.text} lang={text.language} style={{ marginTop: 16 }}>
      {text.verify !== null && (
        <>
          <h3>{t('detail.verify')}</h3>
          <p>{text.verify}</p>
        </>
      )}
      <DutyList text={text} />
    </div>
  )
}

/** Reads the texts of the neighbours, so that the next question stands at once. */
function usePrefetched(framework: string, requirements: readonly (string | undefined)[]): void {
  const tenant = useTenant()
  const cache = useQueryClient()
  const wanted = requirements.filter((one) => one !== undefined).join('|')
  useEffect(() => {
    for (const requirement of wanted.split('|').filter(Boolean)) {
      const request = textRequest(tenant, framework, requirement)
      void cache.prefetchQuery({
        queryKey: queryKey('requirements.text', request),
        queryFn: () => call('requirements.text', request),
        ...TEXT_LIFE,
      })
    }
  }, [cache, framework, tenant, wanted])
}
