import { Button, Collapse, Textarea } from '@mantine/core'
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssignmentDetail, Question } from '@caponier/contract/assessment/assignments'
import type { AnswerInput } from '@caponier/contract/assessment/cells'
import { useAct, useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { currentLanguage } from '../../i18n/language.ts'
import { Shape } from '../../ui/badges.tsx'
import { Loaded, Page } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { GIVEN_STATES, type GivenState, needsReason, stateOfKey } from './answer-state.ts'
import css from './assessment.module.css'
import detailCss from './detail.module.css'
import respondCss from './respond.module.css'
import { CommentsThread } from './comments-thread.tsx'
import { QuestionProof } from './question-proof.tsx'
import { EvidenceList, useRequirementText } from './requirement-text.tsx'
import { SubmitBox } from './submit-box.tsx'
import { Progress } from './delegation-progress.tsx'
import { today } from '../../ui/today.ts'

/** Answering what is delegated, one question after the other; made for a phone on the shop floor. */
export function RespondScreen({ id, onBack }: { readonly id: string; readonly onBack: () => void }) {
  const { t } = useTranslation('assessment')
  const query = useRead('assignments.show', { params: { tenant: useTenant(), id }, query: { language: currentLanguage() } })
  return (
    <Page
      title={query.data?.name ?? t('tabs.mine')}
      lead={query.data?.frameworkTitle ?? ''}
      acts={
        <Button variant="subtle" color="gray" leftSection={<IconArrowLeft size={15} />} onClick={onBack}>
          {t('mine.back')}
        </Button>
      }
    >
      <div className={respondCss.calm}>
        <Loaded query={query}>{(detail) => <Questions key={detail.id} detail={detail} />}</Loaded>
      </div>
    </Page>
  )
}

function Questions({ detail }: { readonly detail: AssignmentDetail }) {
  const { t } = useTranslation('assessment')
  const { questions } = detail
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      questions.findIndex((one) => !one.confirmed),
    ),
  )
  const question = questions[at]
  const returned = detail.state === 'returned' ? detail.history.findLast((event) => event.state === 'returned') : undefined
  return (
    <>
      {returned !== undefined && (
        <section className={respondCss.card} data-returned="true">
          <strong>{t('mine.returned')}</strong>
          <p style={{ margin: 0 }}>{returned.note}</p>
        </section>
      )}
      {!detail.may.submit && <Closed detail={detail} />}
      <div
        className={css.thin}
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={detail.total}
        aria-valuenow={detail.answered}
        aria-label={t('mine.progress', { answered: detail.answered, total: detail.total })}
      >
        <i style={{ width: `${detail.total === 0 ? 0 : (detail.answered / detail.total) * 100}%` }} />
      </div>
      {question !== undefined && (
        <QuestionCard
          key={question.requirement}
          detail={detail}
          question={question}
          place={t('focus.progress', { at: at + 1, total: questions.length })}
          onAnswered={() => setAt(Math.min(questions.length - 1, at + 1))}
        />
      )}
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <Button variant="default" size="sm" disabled={at === 0} leftSection={<IconArrowLeft size={15} />} onClick={() => setAt(at - 1)}>
          {t('focus.previous')}
        </Button>
        <span className="muted small">
          <Progress of={detail} />
        </span>
        <Button
          variant="default"
          size="sm"
          disabled={at >= questions.length - 1}
          rightSection={<IconArrowRight size={15} />}
          onClick={() => setAt(at + 1)}
        >
          {t('focus.next')}
        </Button>
      </div>
      {detail.may.submit && (at >= questions.length - 1 || detail.answered === detail.total) && (
        <SubmitBox detail={detail} onConfirm={() => setAt(questions.findIndex((one) => one.own !== null && !one.confirmed))} />
      )}
    </>
  )
}

function Closed({ detail }: { readonly detail: AssignmentDetail }) {
  const { t } = useTranslation('assessment')
  return (
    <section className={respondCss.card}>
      <strong>{detail.state === 'submitted' ? t('mine.submitted') : t('mine.closed')}</strong>
      {detail.state === 'submitted' && <p style={{ margin: 0 }}>{t('mine.submittedHint', { name: detail.delegatedBy ?? '' })}</p>}
    </section>
  )
}

/** A review that was set stays while it lies ahead. */
const keptReview = ({ review, reviewer }: NonNullable<Question['own']>): Pick<AnswerInput, 'review' | 'reviewer'> =>
  review !== null && review >= today() ? { review, ...(reviewer !== null && { reviewer: reviewer.id }) } : {}

/** Who gave the answer that stands, and when; it waits for a word of the one who is asked. */
function Standing({ own }: { readonly own: NonNullable<Question['own']> }) {
  const { t } = useTranslation('assessment')
  const { date } = useFormats()
  const day = own.recordedAt?.slice(0, 10) ?? own.from
  return (
    <>
      {own.by === null || day === null ? t('mine.stands') : t('mine.standsBy', { name: own.by, date: date(day) })} {t('mine.confirmHint')}
    </>
  )
}

interface CardProps {
  readonly detail: AssignmentDetail
  readonly question: Question
  readonly place: string
  readonly onAnswered: () => void
}

function QuestionCard({ detail, question, place, onAnswered }: CardProps) {
  const { t } = useTranslation('assessment')
  const tenant = useTenant()
  const cache = useQueryClient()
  const save = useAct('answers.save', [])
  const text = useRequirementText(detail.framework, question.requirement).data
  const [state, setState] = useState<GivenState | null>(question.state === 'not-assessed' ? null : question.state)
  const [note, setNote] = useState(question.own?.note ?? '')
  const [why, setWhy] = useState(question.own?.justification ?? '')
  const [asking, setAsking] = useState(false)
  const closed = !detail.may.submit
  const stands = state !== null && question.own !== null && !question.confirmed && state === question.own.state
  const send = (chosen: GivenState): void => {
    if (closed || (needsReason(chosen) && why.trim() === '')) return
    const body: AnswerInput = {
      state: chosen,
      ...(note.trim() !== '' && { note: note.trim() }),
      ...(needsReason(chosen) && { justification: why.trim() }),
      ...(question.own !== null && (needsReason(chosen) || chosen === question.own.state) && keptReview(question.own)),
      ...(question.own?.maturity != null && { maturity: question.own.maturity }),
    }
    save.mutate(
      {
        params: { tenant, framework: detail.framework, subject: detail.subject, requirement: question.requirement },
        version: question.version,
        body,
      },
      { onSuccess: onAnswered, onSettled: () => void cache.invalidateQueries({ queryKey: ['assessment'] }) },
    )
  }
  const choose = (chosen: GivenState): void => {
    setState(chosen)
    if (!needsReason(chosen)) send(chosen)
  }
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const key = stateOfKey(event.key)
      const isTyping = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement
      if (isTyping || closed || event.ctrlKey || event.metaKey || event.altKey) return
      if (key !== undefined) choose(key)
      // On a button, Enter belongs to the button.
      if (event.key === 'Enter' && stands && !(event.target instanceof HTMLElement && event.target.closest('button, a') !== null))
        send(state)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  })
  return (
    <section className={respondCss.card} aria-label={question.requirement}>
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <span className="muted small">
          {question.requirement} · {question.title}
        </span>
        <span className="muted small">{place}</span>
      </div>
      <h2>{question.question ?? question.title}</h2>
      {text?.good != null && (
        <p className="muted" style={{ margin: 0 }}>
          {t('detail.good')}: {text.good}
        </p>
      )}
      <div className={respondCss.stackedChoice} role="radiogroup" aria-label={t('row.answerFor', { requirement: question.requirement })}>
        {GIVEN_STATES.map((one) => (
          <button key={one} type="button" role="radio" aria-checked={state === one} disabled={closed} onClick={() => choose(one)}>
            <Shape state={one} />
            {t(`state.${one}`)}
          </button>
        ))}
      </div>
      {state !== null && needsReason(state) && (
        <Textarea
          label={t('detail.justification')}
          description={state === 'not-applicable' ? t('reason.hintNa') : t('reason.hintCompensated')}
          value={why}
          disabled={closed}
          maxLength={20_000}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
      )}
      <Textarea
        label={t('detail.note')}
        placeholder={t('detail.notePlaceholder')}
        value={note}
        disabled={closed}
        maxLength={20_000}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {state !== null && !stands && (needsReason(state) || note.trim() !== (question.own?.note ?? '')) && !closed && (
        <Button loading={save.isPending} disabled={needsReason(state) && why.trim() === ''} onClick={() => send(state)}>
          {t('reason.save')}
        </Button>
      )}
      {stands && !closed && (
        <Button loading={save.isPending} rightSection={<kbd>Enter</kbd>} onClick={() => send(state)}>
          {t('mine.confirm')}
        </Button>
      )}
      <p className="muted small" role="status" style={{ margin: 0, minHeight: 18 }}>
        {save.isPending ? (
          t('mine.saving')
        ) : question.own === null ? (
          ''
        ) : question.confirmed ? (
          t('mine.saved')
        ) : (
          <Standing own={question.own} />
        )}
      </p>
      {save.error !== null && <ProblemView error={save.error} />}
      <QuestionProof detail={detail} question={question} closed={closed} />
      {text !== undefined && (
        <div className={detailCss.text}>
          <EvidenceList text={text} />
        </div>
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ alignSelf: 'flex-start' }}
        aria-expanded={asking}
        onClick={() => setAsking(!asking)}
      >
        {t('mine.comment')} {question.comments > 0 ? question.comments : ''}
      </Button>
      <Collapse expanded={asking}>
        {asking && (
          <CommentsThread
            cell={{ tenant, framework: detail.framework, subject: detail.subject, requirement: question.requirement }}
            mayWrite={!closed || detail.mine}
          />
        )}
      </Collapse>
    </section>
  )
}
