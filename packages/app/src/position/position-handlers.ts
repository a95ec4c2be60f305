import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { cockpitRoutes } from '@caponier/contract/position/cockpit'
import type { findingsRoutes } from '@caponier/contract/position/findings'
import type { positionRoutes } from '@caponier/contract/position/position'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { CONSISTENCY_RULES, explainCell, explainFinding, explainLevel, explainMeasure, foundational } from '@caponier/core/position/index'
import type { Finding } from '@caponier/core/position/index'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { notFound } from '../problems.ts'
import { cockpit, siteHeat } from './cockpit.ts'
import { placeOf } from './place.ts'
import { requirementTrace } from './requirement-trace.ts'
import { plain } from './plain.ts'
import { trend } from './trend.ts'
import { usesOf } from './uses.ts'
import { seesFinding } from './visible-position.ts'

/** The cockpit, its findings and its trend. */
export const cockpitHandlers: Handlers<typeof cockpitRoutes> = {
  'cockpit.show': async (context) => ok(cockpit(context)),

  'cockpit.heat': async (context, { query }) => {
    const rows = siteHeat(context, query.site)
    return rows === null ? fail(notFound(`site ${query.site}`)) : ok({ rows })
  },

  'cockpit.findings': async (context) => {
    const findings = visibleFindings(context)
    const rules = Map.groupBy(findings, (one) => `${one.rule}|${one.severity}`)
    const count = (severity: Finding['severity']): number => findings.filter((one) => one.severity === severity).length
    return ok({
      total: findings.length,
      high: count('high'),
      medium: count('medium'),
      low: count('low'),
      rules: [...rules.values()].flatMap((list) => {
        const first = list[0]
        return first === undefined
          ? []
          : [{ rule: first.rule, title: ruleTitle(first.rule, context.language), severity: first.severity, count: list.length }]
      }),
    })
  },

  'cockpit.trend': async (context, { query }) => ok({ points: await trend(context, query.months, query.place) }),
}

/** The position and the traces behind its numbers. */
export const positionHandlers: Handlers<typeof positionRoutes> = {
  'position.show': async ({ app, tenant, today, language, grants }, { query }) => {
    const bytes = await app.reader.read(tenant, 'position', { today, language: query.lang ?? language, grants })
    return bytes === undefined ? fail(notFound('the organisation')) : ok(bytes)
  },

  'position.place': async (context, { params }) => {
    const place = placeOf(context, params.place)
    return place === null ? fail(notFound(params.place)) : ok(place)
  },

  'position.measure': async (context, { params, query }) => {
    const visible = context.visible('position.read')
    const [kind, id] = split(query.scope)
    if (!(kind === 'entity' ? visible.entity(id) : kind === 'site' && visible.site(id))) return fail(notFound(query.scope))
    const trace = explainMeasure(context.model.live(context.today).model, query.scope, params.ref)
    return trace === null ? fail(notFound(`measure ${params.ref} of ${query.scope}`)) : ok(plain(trace))
  },

  'position.level': async (context, { params }) => {
    const visible = context.visible('position.read')
    const fr = foundational(params.fr)
    if (fr === null || !visible.subject(params.subject)) return fail(notFound(`${params.subject} ${params.fr}`))
    const trace = explainLevel(context.model.live(context.today).model, params.subject, fr)
    if (trace === null) return fail(notFound(`a security level of ${params.subject}`))
    const moves = trace.next?.moves.filter((move) => visible.entity(move.entity)) ?? []
    return ok(plain({ ...trace, next: trace.next === null ? null : { ...trace.next, moves } }))
  },

  'position.cell': async (context, { params }) => {
    if (!context.visible('position.read').subject(params.subject)) return fail(notFound(params.subject))
    const trace = explainCell(context.model.live(context.today).model, params.subject, params.framework, params.requirement)
    return trace === null ? fail(notFound(`${params.requirement} of ${params.subject}`)) : ok(plain(trace))
  },

  'position.requirement': async (context, { params }) => {
    const trace = requirementTrace(context, params.framework, params.requirement)
    return trace === null ? fail(notFound(`${params.framework} ${params.requirement}`)) : ok(plain(trace))
  },

  'position.uses': async (context, { params }) => {
    const uses = usesOf(context, params.ref)
    return uses === null ? fail(notFound(params.ref)) : ok(plain(uses))
  },
}

/** The consistency check as a list, and each finding with its trace. */
export const findingsHandlers: Handlers<typeof findingsRoutes> = {
  'findings.list': async (context) => ok(visibleFindings(context).map((one) => findingRow(context, one))),

  'findings.show': async (context, { query }): Promise<Result<never, ApiProblem> | ReturnType<typeof shown>> => {
    const finding = visibleFindings(context).find((one) => one.id === query.id)
    return finding === undefined ? fail(notFound(`finding ${query.id}`)) : shown(context, finding)
  },
}

function shown(context: MemberContext, finding: Finding) {
  const visible = context.visible('findings.read')
  const trace = explainFinding(context.model.live(context.today).model, finding)
  return ok(
    plain({
      finding: findingRow(context, finding),
      why: trace.why[context.language],
      cells: trace.cells.filter((cell) => visible.subject(cell.subject)),
      duties: trace.duties,
    }),
  )
}

const visibleFindings = (context: MemberContext): readonly Finding[] => {
  const { model, today, language } = context
  const visible = context.visible('findings.read')
  return model.findings(today, language).filter((one) => seesFinding(one.subject, visible, model.places()))
}

function findingRow(context: MemberContext, finding: Finding) {
  const { model, language } = context
  return {
    ...finding,
    title: ruleTitle(finding.rule, language),
    subjectName: nameOf(context, finding.subject),
    sites: [...model.places().ofObject(finding.subject).sites],
  }
}

const ruleTitle = (rule: string, lang: 'en' | 'de'): string => CONSISTENCY_RULES.find((one) => one.id === rule)?.title[lang] ?? rule

/** Name of whatever `kind:id` is; the reference itself where it has none. */
function nameOf({ model, today }: MemberContext, ref: string): string {
  const { graph } = model.live(today).model
  const subject = graph.subjects[graph.byRef.get(ref) ?? -1]
  if (subject !== undefined) return subject.name
  const [kind, id] = split(ref)
  if (kind === 'asset' || kind === 'control' || kind === 'evidence') return model.object(kind, id)?.doc.name ?? ref
  return ref
}

const split = (ref: string): readonly [string, string] => {
  const at = ref.indexOf(':')
  return at < 0 ? [ref, ''] : [ref.slice(0, at), ref.slice(at + 1)]
}
