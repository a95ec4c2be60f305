import { Button, FileInput, MultiSelect, NumberInput, Select, Stepper, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, type RequestOf, type ValueOf } from '../../api/client.ts'
import { useAct, useRead } from '../../api/queries.ts'
import { useMe } from '../../api/session.ts'
import { Mark } from '../../shell/mark.tsx'
import { Loaded } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import styles from './company.module.css'
import { countryName } from './countries.ts'
import { StartResult } from './start-result.tsx'

type Questions = ValueOf<'start.questions'>
type Question = Questions['questions'][number]
export type Answers = Readonly<Record<string, string | number | readonly string[]>>

/** Which questions stand on which step. */
const STEPS = {
  who: ['organisation', 'entity', 'establishment', 'lead'],
  figures: ['activities', 'year', 'headcount', 'turnover', 'balance'],
  plant: ['site', 'siteCountry', 'programme', 'template'],
} as const
const ORDER = ['who', 'figures', 'plant'] as const

/** The guided start: a few questions, the decision growing beside them, an organisation at the end. */
export function StartScreen() {
  const { t } = useTranslation('company')
  const questions = useRead('start.questions', {})
  return (
    <main className={styles['center']}>
      <Link to="/" className="row" style={{ textDecoration: 'none', color: 'inherit' }}>
        <Mark size={24} /> <strong>Caponier</strong>
      </Link>
      <h1>{t('start.title')}</h1>
      <p className="muted" style={{ margin: 0 }}>
        {t('start.lead')}
      </p>
      <Loaded query={questions}>
        {(value) =>
          value.may ? (
            <>
              <Wizard known={value} />
              <ImportPanel />
            </>
          ) : (
            <NotForYou />
          )
        }
      </Loaded>
    </main>
  )
}

/** Whoever was invited to work in one organisation may not make another: said before anything is typed, with whom to ask. */
function NotForYou() {
  const { t, i18n } = useTranslation('company')
  const names = new Intl.ListFormat(i18n.language).format(useMe().tenants.map((one) => one.name))
  return (
    <section className="panel stack" role="note">
      <h2>{t('start.notYou')}</h2>
      <p style={{ margin: 0 }}>{names === '' ? t('start.askServer') : t('start.ask', { names })}</p>
      <div className="row">
        <Button component={Link} to="/">
          {t('start.back')}
        </Button>
      </div>
    </section>
  )
}

function Wizard({ known }: { readonly known: Questions }) {
  const { t } = useTranslation(['company', 'common'])
  const [answers, setAnswers] = useState<Answers>({})
  const [step, setStep] = useState(0)
  const begin = useAct('start.begin', ['access'])
  const [settled] = useDebouncedValue(answers, 400)
  const trial = useQuery({
    queryKey: ['start', 'trial', settled],
    queryFn: ({ signal }) =>
      call('start.begin', {
        body: { answers: { site: settled['organisation'], ...settled }, dryRun: true },
        signal,
      } as RequestOf<'start.begin'>),
    enabled: hasText(settled['organisation']) && hasText(settled['establishment']) && hasAllFigures(settled),
    placeholderData: (before) => before,
    retry: false,
  })
  const name = ORDER[step]
  const set = (id: string, value: string | number | readonly string[] | null): void => {
    const { [id]: _, ...rest } = answers
    setAnswers(value === null || value === '' || (Array.isArray(value) && value.length === 0) ? rest : { ...rest, [id]: value })
  }
  const asked = name === undefined ? [] : STEPS[name].flatMap((id) => known.questions.find((one) => one.id === id) ?? [])
  const isMissing = asked.some((one) => one.required && !hasText(answers[one.id]))
  if (begin.data !== undefined) return <StartResult outcome={begin.data} isDone />
  return (
    <>
      <Stepper active={step} onStepClick={setStep} size="xs" allowNextStepsSelect={false}>
        {ORDER.map((one) => (
          <Stepper.Step key={one} label={t(`company:start.steps.${one}`)} />
        ))}
        <Stepper.Step label={t('company:start.steps.result')} />
      </Stepper>
      <div className={styles['twoColumns']}>
        <form
          className="stack-lg"
          onSubmit={(event) => {
            event.preventDefault()
            if (step < ORDER.length - 1) setStep(step + 1)
            else begin.mutate({ body: { answers } })
          }}
        >
          {asked.map((question) => (
            <QuestionField
              key={question.id}
              question={question}
              known={known}
              value={answers[question.id]}
              onChange={(value) => set(question.id, value)}
            />
          ))}
          {begin.error !== null && <ProblemView error={begin.error} />}
          <div className="row">
            {step > 0 && (
              <Button variant="default" onClick={() => setStep(step - 1)}>
                {t('common:back')}
              </Button>
            )}
            <Button type="submit" disabled={isMissing} loading={begin.isPending}>
              {step < ORDER.length - 1 ? t('common:next') : t('company:start.begin')}
            </Button>
          </div>
        </form>
        <aside className="panel" aria-live="polite">
          <h2>{t('company:start.preview')}</h2>
          {trial.data === undefined ? (
            trial.error === null ? (
              <p className="muted">{t('company:start.previewEmpty')}</p>
            ) : (
              <ProblemView error={trial.error} />
            )
          ) : (
            <StartResult outcome={trial.data} isDone={false} />
          )}
        </aside>
      </div>
    </>
  )
}

/** An activity by its number, its sector and what it covers, so that any word of these finds it. */
function activityName({ id, sector, subsector, definition }: Questions['activities'][number], language: 'en' | 'de'): string {
  return `${id} ${[sector[language], ...(subsector === null ? [] : [subsector[language]])].join(', ')}: ${definition[language]}`
}

/** Figures are given together or not at all; while they are typed the decision waits. */
function hasAllFigures(answers: Answers): boolean {
  const given = ['headcount', 'turnover', 'balance'].filter((id) => answers[id] !== undefined).length
  return given === 0 || given === 3
}

const hasText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''

function QuestionField({
  question,
  known,
  value,
  onChange,
}: {
  readonly question: Question
  readonly known: Questions
  readonly value: string | number | readonly string[] | undefined
  readonly onChange: (value: string | number | readonly string[] | null) => void
}) {
  const { t, i18n } = useTranslation('company')
  const language = i18n.language === 'de' ? 'de' : 'en'
  const shared = { label: question.text[language], required: question.required }
  const help = question.help?.[language]
  const text = typeof value === 'string' ? value : ''
  if (question.id === 'activities')
    return (
      <MultiSelect
        label={t('start.whatActivities')}
        description={t('start.activitiesHelp')}
        searchable
        maxDropdownHeight={320}
        data={known.activities.map((one) => ({ value: one.id, label: activityName(one, language) }))}
        nothingFoundMessage={t('start.noActivity')}
        renderOption={({ option }) => <span className="small">{option.label}</span>}
        value={Array.isArray(value) ? [...(value as readonly string[])] : []}
        onChange={onChange}
      />
    )
  if (question.id === 'template') return <TemplateChoice known={known} value={text} onChange={onChange} label={shared.label} />
  if (question.type === 'country')
    return (
      <Select
        {...shared}
        searchable
        clearable={!question.required}
        data={known.countries.map((code) => ({ value: code, label: `${code} ${countryName(code, language)}` }))}
        value={text || null}
        onChange={onChange}
      />
    )
  if (question.type === 'choice')
    return (
      <Select
        {...shared}
        data={question.choices.map((one) => ({ value: one.value, label: one.text[language] }))}
        value={text || question.fallback}
        onChange={onChange}
      />
    )
  if (question.type === 'number')
    return (
      <NumberInput
        {...shared}
        description={help}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(typeof next === 'number' ? next : null)}
        thousandSeparator={question.id === 'year' ? '' : ' '}
        hideControls
        {...(question.range !== null && { min: question.range.min, max: question.range.max })}
      />
    )
  return <TextInput {...shared} description={help} value={text} onChange={(event) => onChange(event.currentTarget.value)} maxLength={500} />
}

function TemplateChoice({
  known,
  value,
  onChange,
  label,
}: {
  readonly known: Questions
  readonly value: string
  readonly onChange: (value: string | null) => void
  readonly label: string
}) {
  const { t, i18n } = useTranslation('company')
  const language = i18n.language === 'de' ? 'de' : 'en'
  return (
    <fieldset className="stack" style={{ border: 0, padding: 0, margin: 0 }}>
      <legend style={{ fontWeight: 550 }}>{label}</legend>
      <span className="muted small">{t('start.templateHelp')}</span>
      {known.templates.map((one) => (
        <button
          key={one.id}
          type="button"
          className={styles['template']}
          data-chosen={value === one.id}
          aria-pressed={value === one.id}
          onClick={() => onChange(value === one.id ? null : one.id)}
        >
          <strong>{one.title[language]}</strong>
          <span className="small">{one.summary[language]}</span>
          <span className="muted small">{t('start.templateHolds', { zones: one.zones, conduits: one.conduits, assets: one.assets })}</span>
        </button>
      ))}
    </fieldset>
  )
}

/** A workspace that somebody brings becomes an organisation of its own. */
function ImportPanel() {
  const { t } = useTranslation('company')
  const navigate = useNavigate()
  const act = useAct('workspace.import', ['access'])
  const [file, setFile] = useState<File | null>(null)
  return (
    <section className="panel stack">
      <h2>{t('start.import')}</h2>
      <p className="muted" style={{ margin: 0 }}>
        {t('start.importText')}
      </p>
      <form
        className="row"
        style={{ alignItems: 'end' }}
        onSubmit={(event) => {
          event.preventDefault()
          if (file === null) return
          act.mutate(
            { query: {}, body: file },
            {
              onSuccess: ({ tenant }) => void navigate({ to: `/t/${tenant}/cockpit` as never }),
            },
          )
        }}
      >
        <FileInput label={t('start.importFile')} accept=".json,.zip" value={file} onChange={setFile} miw={260} />
        <Button type="submit" variant="default" disabled={file === null} loading={act.isPending}>
          {t('start.importAct')}
        </Button>
      </form>
      {act.error !== null && <ProblemView error={act.error} />}
    </section>
  )
}
