import type { Fact, Text } from '@caponier/core'
import type { StateObligations } from '@caponier/core/scope/obligations'
import { readableArticle, readableFact } from '@caponier/core/scope/readable'
import { countText, dateText, DASH, euroText } from '../score.ts'
import type { Build } from './build.ts'

/** Chapter 2: the scope memo, entity by entity, then the national acts once each. */
export function scopeData(build: Build) {
  const { entities, dossiers, words, names, lang } = build
  const states = new Map<string, StateObligations>()
  for (const entity of entities)
    for (const state of dossiers.get(entity.entity)?.states ?? []) if (!states.has(state.state)) states.set(state.state, state)
  return {
    entities: entities.map((entity) => {
      const dossier = dossiers.get(entity.entity)
      return {
        id: entity.entity,
        name: entity.name,
        class: entity.class,
        classText: words.classes[entity.class],
        size: sizeText(build, entity.size),
        cir: dossier?.cir ?? 'no',
        cirText: words.scope.cir[dossier?.cir ?? 'no'],
        reasons: entity.reasons.map(({ article, fact }) => ({ article: readableArticle(article, lang), fact: readableFact(fact, lang) })),
        states: entity.national.map((national) => {
          const state = dossier?.states.find((one) => one.state === national.state)
          return {
            state: national.state,
            name: names.state(national.state),
            class: words.classes[national.class as 'essential'] ?? national.class,
            label: national.label ?? words.unknown,
            inForce: national.inForce,
            inForceText: inForceText(build, national.inForce, state),
            authority: state === undefined ? words.unknown : fact(build, state.authority),
            registration: registrationBy(build, state),
            registrationDue: isoDate(state?.registration.deadline),
            ...fineOf(build, state),
          }
        }),
        flips: (dossier?.flips ?? []).map((flip) => readableFact(flip, lang)),
        questions: entity.questions.map((question) => question.text),
      }
    }),
    laws: [...states.values()].map((state) => lawData(build, state)),
  }
}

export type ScopeData = ReturnType<typeof scopeData>
export type ScopeEntity = ScopeData['entities'][number]

const fact = ({ words, lang }: Build, text: Fact<Text>): string => (text === 'unknown' ? words.unknown : text[lang])
const isoDate = (text: string | undefined): string | null => (text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null)

const sizeText = ({ words }: Build, size: string | null): string =>
  size === null ? DASH : size === 'small' || size === 'medium' || size === 'large' ? words.sizes[size] : size

function inForceText({ words, lang }: Build, inForce: boolean | null, state: StateObligations | undefined): string {
  if (inForce === null) return words.unknown
  if (!inForce)
    return state === undefined ? words.no : `${words.no}, ${words.lawStatus[state.status === 'in-force' ? 'adopted' : state.status]}`
  const since = state?.act.inForce ?? 'unknown'
  return since === 'unknown' ? words.yes : `${words.yes}, ${dateText(since, lang)}`
}

function registrationBy({ words, lang }: Build, state: StateObligations | undefined): string {
  const deadline = state?.registration.deadline ?? 'unknown'
  return deadline === 'unknown' ? words.unknown : dateText(deadline, lang)
}

function fineOf(build: Build, state: StateObligations | undefined): { fine: string; fineRule: string | null; fineEur: number | null } {
  const { words, say, lang } = build
  if (state === undefined) return { fine: words.unknown, fineRule: null, fineEur: null }
  const { fine } = state
  if (fine === null)
    return {
      fine: state.class === 'essential' || state.class === 'important' ? words.unknown : say.fine.none,
      fineRule: null,
      fineEur: null,
    }
  const count = countText(fine.law.amount, lang)
  const amount = lang === 'de' ? `${count}\u00a0${fine.law.currency}` : `${fine.law.currency}\u00a0${count}`
  const percent = `${String(fine.law.percent).replace('.', lang === 'de' ? ',' : '.')}\u00a0%`
  const rule = say.fine.rule(amount, percent, fine.law.rule)
  const rates = fine.rates.map((rate) => say.fine.rate(String(rate.perEur), rate.currency, rate.date, rate.source))
  const by = fine.by === 'percent' && fine.turnoverCents !== null ? say.fine.share(euroText(fine.turnoverCents, lang)) : say.fine.fixed
  const ceiling = fine.ceilingCents === null ? amount : euroText(fine.ceilingCents, lang)
  if (!state.inForce) return { fine: say.fine.notYet, fineRule: say.fine.drafted(ceiling), fineEur: null }
  return {
    fine: ceiling,
    fineRule: [rule, ...(fine.ceilingCents === null ? [] : [by]), ...rates].join('; '),
    fineEur: fine.ceilingCents === null ? null : fine.ceilingCents / 100,
  }
}

function lawData(build: Build, state: StateObligations) {
  const { words, say, lang } = build
  const label = words.scope.lawRows
  const known = (text: string): boolean => text !== 'unknown'
  const act = [state.act.name, state.act.reference].filter(known).join(', ')
  const portal = state.registration.portal
  const registration = sentences([fact(build, state.registration.duty), ...(known(portal) ? [say.registration.portal(portal)] : [])])
  const rows = [
    {
      label: label.act,
      text: sentences([act === '' ? words.unknown : act, ...(state.act.note === undefined ? [] : [state.act.note[lang]])]),
    },
    { label: label.status, text: statusText(build, state) },
    { label: label.authority, text: fact(build, state.authority) },
    { label: label.csirt, text: fact(build, state.csirt) },
    { label: label.channel, text: fact(build, state.channel) },
    { label: label.credentials, text: fact(build, state.credentials) },
    { label: label.registration, text: registration },
    { label: label.deadlines, text: deadlines(build, state.deadlines) },
    { label: label.languages, text: state.languages === 'unknown' ? words.unknown : state.languages.join(', ') },
    { label: label.liability, text: fact(build, state.managementLiability) },
    { label: label.recognised, text: fact(build, state.recognisedFramework) },
    { label: label.additions, text: fact(build, state.additions) },
    { label: label.source, text: `${dateText(state.asOf, lang)}, ${words.confidence[state.confidence]}` },
  ]
  return {
    state: state.state,
    name: state.name[lang],
    rows,
    doubts: [...new Set(state.doubts.map((doubt) => doubt[lang]))],
    asOf: state.asOf,
    confidence: words.confidence[state.confidence],
    act: act === '' ? words.unknown : act,
    inForceFrom: known(state.act.inForce) ? dateText(state.act.inForce, lang) : words.unknown,
    status: words.lawStatus[state.status],
    sources: state.sources,
  }
}

const sentences = (parts: readonly string[]): string => parts.map((part) => (part.endsWith('.') ? part : `${part}.`)).join(' ')

function statusText({ words, lang }: Build, state: StateObligations): string {
  const since = state.act.inForce
  return since === 'unknown' ? words.lawStatus[state.status] : `${words.lawStatus[state.status]}, ${dateText(since, lang)}`
}

function deadlines(build: Build, clock: StateObligations['deadlines']): string {
  const say = build.say.deadline
  const hours = (value: Fact<number>): string => (value === 'unknown' ? say.unknown : say.hours(value))
  const { unit, count, from } = clock.finalReport
  const term = unit === 'unknown' || count === 'unknown' ? say.unknown : say.units[unit](count)
  const line = [
    say.earlyWarning(hours(clock.earlyWarningHours)),
    clock.notificationHours === 'none' ? say.noNotification : say.notification(hours(clock.notificationHours)),
    say.finalReport(term, say.finalFrom[from]),
    say.from(say.anchors[clock.anchor]),
  ].join('; ')
  return sentences(clock.stages === 'unknown' ? [line] : [line, clock.stages[build.lang]])
}
