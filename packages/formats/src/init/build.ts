import { fail, type Issue, ok, type Result } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/index'
import { nearestWord } from '@caponier/core/company/nearest-word'
import { freshId } from '../tables/preview-assets.ts'
import { decodeUtf8 } from '../workspace/decode.ts'
import { asRecord } from '../workspace/plain-data.ts'
import { canonicalWorkspace } from '../workspace/normalise.ts'
import { invalid, parseWorkspace } from '../workspace/validate.ts'
import { parseYaml } from '../workspace/yaml.ts'
import { checkInitAnswer, type InitQuestion, type InitQuestionId, initQuestions } from './questions.ts'
import { instantiateTemplate, type PlantTemplate } from './template.ts'

export type InitAnswers = Readonly<Partial<Record<InitQuestionId, unknown>>>

/** Reads an answers file: YAML with the ids of the questions as keys. Never throws. */
export function parseInitAnswers(bytes: Uint8Array): Result<InitAnswers> {
  const text = decodeUtf8(bytes)
  if (!text.ok) return fail(invalid('cannot be read', [text.problem]))
  const value = parseYaml(text.value)
  if (!value.ok) return fail(invalid('cannot be read', value.problem))
  const record = asRecord(value.value)
  return record === undefined
    ? fail(
        invalid('holds no answers', [
          { path: '', message: 'is no list of keys', mend: 'write one line per question, like `organisation: Example GmbH`' },
        ]),
      )
    : ok(record)
}

export interface InitOptions {
  /** The plant to start from; its id must be the answer to `template`, if that is answered. */
  readonly template?: PlantTemplate
  /** Today, `YYYY-MM-DD`: the day from which the frameworks are adopted. */
  readonly today: string
}

/**
 * A first workspace from the answers to {@link initQuestions}: organisation, one legal entity, one site, the adopted
 * frameworks, and the plant of the template. No answer to any requirement is invented. Pure.
 */
export function initWorkspace(answers: InitAnswers, { template, today }: InitOptions): Result<Workspace> {
  const questions = initQuestions(template === undefined ? [] : [{ id: template.template, title: template.title }])
  const issues = checkAnswers(answers, questions)
  if (issues.length > 0) return fail(invalid('the answers do not fit', issues))
  const given = (id: InitQuestionId): unknown => {
    const value = answers[id]
    if (value !== undefined && value !== null && value !== '') return typeof value === 'string' ? value.trim() : value
    const fallback = questions.find((question) => question.id === id)?.fallback
    return typeof fallback === 'object' ? given(fallback.sameAs) : fallback
  }
  const text = (id: InitQuestionId): string => {
    const value = given(id)
    return typeof value === 'string' ? value : ''
  }
  const site = freshId(text('site'), new Set())
  const lead = given('lead') === undefined ? undefined : 'lead'
  const figures = ['headcount', 'turnover', 'balance'] as const
  const hasFigures = figures.every((id) => given(id) !== undefined)
  const isFromTemplate =
    template !== undefined && (answers.template === undefined || answers.template === null || answers.template === template.template)
  const built = parseWorkspace({
    caponier: 1,
    organisation: { id: freshId(text('organisation'), new Set()), name: text('organisation') },
    frameworks: [
      { framework: 'iec62443-3-3:2013', since: today },
      { framework: text('programme'), since: today },
    ],
    entities: [
      {
        id: freshId(text('entity'), new Set()),
        name: text('entity'),
        establishment: text('establishment'),
        ...(given('activities') === undefined ? {} : { activities: given('activities') }),
        ...(hasFigures
          ? {
              years: [
                { year: given('year') ?? Number(today.slice(0, 4)) - 1, ...Object.fromEntries(figures.map((id) => [id, given(id)])) },
              ],
            }
          : {}),
        ...(lead === undefined ? {} : { owner: lead }),
      },
    ],
    ...(lead === undefined ? {} : { people: [{ id: lead, name: text('lead') }] }),
    sites: [
      {
        id: site,
        name: text('site'),
        country: text('siteCountry'),
        entities: [freshId(text('entity'), new Set())],
        ...(lead === undefined ? {} : { owner: lead }),
      },
    ],
    ...(isFromTemplate ? instantiateTemplate(template, site, lead) : {}),
  })
  return built.ok ? ok(canonicalWorkspace(built.value)) : built
}

function checkAnswers(answers: InitAnswers, questions: readonly InitQuestion[]): readonly Issue[] {
  const ids = questions.map((question) => question.id as string)
  const unknown = Object.keys(answers)
    .filter((key) => !ids.includes(key))
    .map((key): Issue => ({
      path: key,
      message: `no question is called "${key}"`,
      mend: `did you mean ${nearestWord(key, ids) ?? `one of ${ids.join(', ')}`}?`,
    }))
  const wrong = questions.flatMap((question): readonly Issue[] => {
    const fault = checkInitAnswer(question, answers[question.id])
    return fault === undefined ? [] : [{ path: question.id, ...fault }]
  })
  const figures = (['headcount', 'turnover', 'balance'] as const).filter((id) => answers[id] === undefined || answers[id] === null)
  const partial: readonly Issue[] =
    figures.length > 0 && figures.length < 3
      ? figures.map((id) => ({
          path: id,
          message: 'is missing beside the other figures of the year',
          mend: 'give headcount, turnover and balance, or none of them',
        }))
      : []
  return [...unknown, ...wrong, ...partial]
}
