import type { z } from 'zod'
import type { EntityScopeOut } from '@caponier/contract/scope/scope'
import type { Content, Fact, Language, Text } from '@caponier/core'
import type { EntityScope, GroupScope, PeriodFacts, Reason, StateObligations } from '@caponier/core/scope/index'
import { contributions, readableArticle, readableFact, renderDecision, renderFlip } from '@caponier/core/scope/index'
import { decideWorkspaceScope } from '@caponier/offline/position/compute'
import type { Workspace } from '@caponier/core/company/workspace'
import { SCOPE_PARTS } from '../live/remembered.ts'
import type { TenantModel } from '../live/tenant-model.ts'

export type EntityScopeRow = z.input<typeof EntityScopeOut>
export type StateRow = EntityScopeRow['states'][number]

/** Scope decisions of a workspace with what would flip each; a problem of the facts is thrown, since stored facts are checked. */
export function decideAll(content: Content, workspace: Workspace, day: string, flips: boolean): GroupScope {
  const decided = decideWorkspaceScope(content, workspace, { asOf: day, knownAt: null, lang: 'en', flips })
  if (!decided.ok) throw new Error(`the scope cannot be decided: ${decided.problem.message}`)
  return decided.value
}

/** The decisions as they stand, kept until the model changes. */
export const scopeOf = (model: TenantModel, content: Content, day: string): GroupScope =>
  model.remember(`scope ${day}`, () => decideAll(content, model.workspace(), day, true), SCOPE_PARTS)

/** The decisions in a language, kept as long as they are. */
export const scopeRows = (model: TenantModel, content: Content, day: string, lang: Language): readonly EntityScopeRow[] =>
  model.remember(
    `scope rows ${day} ${lang}`,
    () => scopeOf(model, content, day).entities.map((one) => entityScopeRow(one, lang)),
    SCOPE_PARTS,
  )

/** One decision in the language of the caller. */
export function entityScopeRow(one: EntityScope, lang: Language): EntityScopeRow {
  const rendered = renderDecision(one.decision, lang)
  return {
    entity: one.entity,
    name: one.name,
    establishment: one.facts.establishment ?? '',
    class: rendered.class,
    size: rendered.size,
    cir: one.cir,
    jurisdictions: [...rendered.jurisdictions],
    reasons: rendered.reasons.map((reason, index) => ({
      ...reason,
      readableArticle: readableArticle(reason.article, lang),
      readableFact: readableFact(reason.fact, lang),
      ...partsOf(one.decision.reasons[index]),
    })),
    contributions: contributions(one.facts).map((row) => ({ ...row })),
    questions: rendered.questions.map((question) => ({ ...question })),
    flips: one.flips.map((flip) => ({
      text: readableFact(renderFlip(flip, lang), lang),
      class: flip.class,
      kind: flip.change.kind,
      activities: 'activity' in flip.change ? [flip.change.activity] : [],
    })),
    states: one.states.map((state) => stateRow(state, lang)),
  }
}

type ReasonParts = Pick<EntityScopeRow['reasons'][number], 'comparisons' | 'activities'>

const IN_WORDS: ReasonParts = { comparisons: [], activities: [] }

/** What a step compares and names, apart from its sentence. */
function partsOf(reason: Reason | undefined): ReasonParts {
  if (reason === undefined) return IN_WORDS
  if (reason.rule === 'class')
    return {
      comparisons: [],
      activities: reason.params.grounds.flatMap((ground) =>
        ground.kind === 'activity' ? [ground.id] : ground.kind === 'identified-by-state' ? ground.activities : [],
      ),
    }
  if (reason.rule === 'two-year-rule') return { comparisons: comparisonsOf(reason.params.agreeing), activities: [] }
  if ('periods' in reason.params) return { comparisons: comparisonsOf(reason.params.periods), activities: [] }
  return IN_WORDS
}

const comparisonsOf = (periods: readonly PeriodFacts[]): ReasonParts['comparisons'] =>
  periods.flatMap(({ year, headcount, money }) =>
    [...(headcount === null ? [] : [headcount]), ...money].map((compared) => ({ year, ...compared })),
  )

const known = (fact: Fact<string>): string | null => (fact === 'unknown' ? null : fact)
const said = (fact: Fact<Text>, lang: Language): string | null => (fact === 'unknown' ? null : fact[lang])

function stateRow(state: StateObligations, lang: Language): StateRow {
  return {
    state: state.state,
    name: state.name[lang],
    class: state.class,
    label: state.label,
    inForce: state.inForce,
    status: state.status,
    act: {
      name: known(state.act.name),
      reference: known(state.act.reference),
      published: known(state.act.published),
      inForce: known(state.act.inForce),
      note: state.act.note?.[lang] ?? null,
    },
    authority: said(state.authority, lang),
    csirt: said(state.csirt, lang),
    channel: said(state.channel, lang),
    credentials: said(state.credentials, lang),
    registration: {
      duty: said(state.registration.duty, lang),
      deadline: known(state.registration.deadline),
      portal: known(state.registration.portal),
    },
    additions: said(state.additions, lang),
    clock: {
      anchor: state.deadlines.anchor,
      anchorNote: said(state.deadlines.anchorNote, lang),
      earlyWarningHours: state.deadlines.earlyWarningHours,
      notificationHours: state.deadlines.notificationHours,
      finalReport: { ...state.deadlines.finalReport },
      stages: said(state.deadlines.stages, lang),
      differsFromDirective: said(state.deadlines.differsFromDirective, lang),
    },
    fine: state.fine === null ? null : (JSON.parse(JSON.stringify(state.fine)) as StateRow['fine']),
    managementLiability: said(state.managementLiability, lang),
    languages: state.languages === 'unknown' ? [] : [...state.languages],
    recognisedFramework: said(state.recognisedFramework, lang),
    doubts: state.doubts.map((doubt) => doubt[lang]),
    asOf: state.asOf,
    confidence: state.confidence,
    sources: state.sources,
  }
}
