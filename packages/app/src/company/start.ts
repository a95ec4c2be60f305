import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/workspace'
import type { StartOutcome, StartQuestion, workspaceRoutes } from '@caponier/contract/company/workspaces'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { z } from 'zod'
import {
  type InitAnswers,
  type InitQuestion,
  initQuestions,
  initWorkspace,
  loadTemplate,
  type PlantTemplate,
  templateNames,
} from '@caponier/offline/company/init'
import { computeAll } from '@caponier/offline/position/compute'
import type { SessionContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { apiProblem, forbidden } from '../problems.ts'
import { foundOrganisation, mayFound } from './new-organisation.ts'

/** Every plant template that ships. */
const templates = (): readonly PlantTemplate[] =>
  templateNames().flatMap((name) => {
    const loaded = loadTemplate(name)
    return loaded.ok ? [loaded.value] : []
  })

function questionOut(question: InitQuestion): z.input<typeof StartQuestion> {
  const { fallback } = question
  return {
    id: question.id,
    type: question.type,
    required: question.isRequired,
    text: question.text,
    help: question.help ?? null,
    fallback: typeof fallback === 'string' ? fallback : null,
    sameAs: typeof fallback === 'object' ? fallback.sameAs : null,
    range: question.range ?? null,
    choices: (question.choices ?? []).map((choice) => ({ value: choice.value, text: choice.text })),
  }
}

/** Answers without those that are empty, which mean their fallback. */
const given = (answers: Readonly<Record<string, unknown>>): InitAnswers =>
  Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined && value !== null && value !== ''))

function workspaceOf(context: SessionContext, answers: InitAnswers): Result<Workspace, ApiProblem> {
  const template = templates().find((one) => one.template === answers.template)
  const built = initWorkspace(answers, { today: context.today, ...(template === undefined ? {} : { template }) })
  if (built.ok) return built
  const problem = apiProblem(built.problem)
  return fail({ ...problem, issues: (problem.issues ?? []).map((issue) => ({ ...issue, path: `body.answers.${issue.path}` })) })
}

function outcomeOf(context: SessionContext, workspace: Workspace, tenant: string | null): Result<z.input<typeof StartOutcome>, ApiProblem> {
  const computed = computeAll(context.app.content, workspace, { asOf: context.today, knownAt: null, lang: context.language, flips: false })
  if (!computed.ok) return fail(apiProblem(computed.problem))
  const { position } = computed.value
  return ok({
    tenant,
    name: workspace.organisation.name,
    scope: position.scope,
    measures: position.measures.map(({ ref, designed, implemented, evidenced }) => ({ ref, designed, implemented, evidenced })),
    counts: {
      zones: position.zones.length,
      conduits: position.conduits.length,
      assets: workspace.assets?.length ?? 0,
      open: position.measures.reduce((sum, measure) => sum + measure.duties.length, 0),
      findings: position.findings.length,
    },
  })
}

/** From a name and a few figures to a scope decision and a first position. No answer to any requirement is invented. */
export const startHandlers = {
  'start.questions': async (context) => {
    const all = templates()
    const { activities, laws } = context.app.content
    return ok({
      may: await mayFound(context),
      questions: initQuestions(all.map((one) => ({ id: one.template, title: one.title }))).map(questionOut),
      templates: all.map((one) => ({
        id: one.template,
        title: one.title,
        summary: one.summary,
        zones: one.zones.length,
        conduits: one.conduits.length,
        assets: one.assets.length,
      })),
      activities: activities.map((one) => ({
        id: one.id,
        annex: one.annex,
        sector: one.sector,
        subsector: one.subsector,
        definition: one.definition,
      })),
      countries: laws.map((one) => one.code),
    })
  },
  'start.begin': async (context, { body }) => {
    const workspace = workspaceOf(context, given(body.answers))
    if (!workspace.ok) return workspace
    if (!(await mayFound(context))) return fail(forbidden('make a new organisation'))
    if (body.dryRun === true) return outcomeOf(context, workspace.value, null)
    const founded = await foundOrganisation(context, workspace.value, undefined)
    if (!founded.ok) return founded
    return outcomeOf(context, workspace.value, founded.value.tenant)
  },
} satisfies Handlers<Pick<typeof workspaceRoutes, 'start.questions' | 'start.begin'>>
