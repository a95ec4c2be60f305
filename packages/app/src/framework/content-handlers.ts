import { fail, ok } from '@caponier/core'
import type { Content, LawPack } from '@caponier/core'
import type { contentRoutes } from '@caponier/contract/framework/reader'
import type { Handlers } from '../handlers-of.ts'
import { notFound } from '../problems.ts'
import { frameworkOf, requirementInFull, requirementRow } from './reader.ts'
import { searchContent } from './search.ts'

/** The reader over all content: frameworks, requirements, mappings, laws. */
export const contentHandlers: Handlers<typeof contentRoutes> = {
  'content.frameworks': async ({ app, language }) =>
    ok({
      contentVersion: app.content.contentVersion,
      frameworks: app.content.frameworks.map((one) => ({
        key: one.key,
        title: one.title[language],
        edition: one.edition,
        subjects: [...one.subjects],
        levels: one.levels,
        requirements: one.requirements.length,
        fullTexts: one.requirements.filter((requirement) => requirement.text.en.question !== undefined).length,
        source: one.source,
        asOf: one.asOf,
      })),
    }),

  'content.requirements': async ({ app, language }, { params }) => {
    const framework = frameworkOf(app.content, params.framework)
    if (framework === undefined) return fail(notFound(`framework ${params.framework}`))
    return ok(framework.requirements.map((one, order) => ({ ...requirementRow(app.content, framework, one, language), order })))
  },

  'content.requirement': async ({ app, language }, { params }) => {
    const framework = frameworkOf(app.content, params.framework)
    const requirement = framework?.requirements.find((one) => one.id === params.requirement)
    if (framework === undefined || requirement === undefined) return fail(notFound(`${params.framework} ${params.requirement}`))
    return ok(requirementInFull(app.content, framework, requirement, language))
  },

  'content.search': async ({ app, language }, { query }) => ok(searchContent(app.content, query.q, language, query.limit)),

  'content.measures': async ({ app, language }) => ok({ measures: measures(app.content, language) }),

  'content.laws': async ({ app, language }) =>
    ok(
      app.content.laws.map((law) => ({
        code: law.code,
        name: law.name[language],
        group: law.group,
        status: law.status,
        act: law.act.name === 'unknown' ? null : law.act.name,
        inForce: law.act.inForce === 'unknown' ? null : law.act.inForce,
        authority: law.authority === 'unknown' ? null : law.authority[language],
        doubts: law.doubts.length,
        unknown: unknownFacts(law),
        confidence: law.confidence,
        asOf: law.asOf,
      })),
    ),

  'content.law': async ({ app }, { params }) => {
    const law = app.content.laws.find((one) => one.code === params.code)
    return law === undefined
      ? fail(notFound(`a law pack of ${params.code}`))
      : ok({ law: JSON.parse(JSON.stringify(law)) as Record<string, never> })
  },

  'content.activities': async ({ app, language }) =>
    ok({
      activities: app.content.activities.map((one) => ({
        id: one.id,
        annex: one.annex,
        sector: one.sector[language],
        subsector: one.subsector?.[language] ?? null,
        definition: one.definition[language],
        sizeRule: one.sizeRule,
        doubt: one.doubt?.[language] ?? null,
        source: one.source,
      })),
    }),
}

const measures = (content: Content, lang: 'en' | 'de') =>
  content.measures.map((measure) => ({
    id: measure.id,
    article: measure.article,
    title: measure.title[lang],
    summary: measure.summary[lang],
    duties: content.duties
      .filter((duty) => duty.measure === measure.id)
      .map((duty) => ({
        id: duty.id,
        title: duty.title[lang],
        carried: duty.carried,
        carriers: content.mappings.filter((row) => row.duties.includes(duty.id)).length,
      })),
  }))

/** Facts of a law pack that nobody could source, however deep they lie. */
function unknownFacts(law: LawPack): number {
  const count = (value: unknown): number =>
    value === 'unknown'
      ? 1
      : typeof value === 'object' && value !== null
        ? Object.values(value).reduce((sum: number, one) => sum + count(one), 0)
        : 0
  return count(law)
}
