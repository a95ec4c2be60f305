import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { DocOf } from '@caponier/core/company/kinds'
import type { WorkspaceZone } from '@caponier/core/company/workspace'
import type { ZoneChange } from '@caponier/core/company/zone-carry'
import { mergeZones } from '@caponier/core/company/zone-merge'
import { splitZone, type ZonePart } from '@caponier/core/company/zone-split'
import { historiesOf, standingOn } from '@caponier/core/company/zone-carry'
import type { zoneRoutes } from '@caponier/contract/company/zones'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { formerIds } from '@caponier/store/model/objects'
import type { Stored } from '@caponier/store/model/tables'
import { change, type ModelChange } from '../change.ts'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import { conflict, forbidden, invalid, notFound, stale } from '../problems.ts'
import { modelNow } from './model-now.ts'
import { type ApiIssue } from './object-check.ts'
import { newObjectId } from './object-draft.ts'
import { covers, placeOf, placeSource, readableObjects } from './object-place.ts'
import { commitZoneChange, zoneChangeIssues } from './zone-commit.ts'

interface Restructured {
  applied: boolean
  zones: { id: string; name: string; what: 'new' | 'kept' | 'ended' }[]
  assets: number
  networks: number
  conduits: number
  answers: number
  links: number
  contradictions: number
  lowered: { framework: string; requirement: string; before: string; after: string }[]
}

type Answered<T> = Result<T, ApiProblem>

/** A zone that the caller may change, at the version that was seen. */
function zoneToChange(context: MemberContext, model: TenantModel, id: string, version: number): Answered<Stored<WorkspaceZone>> {
  const stored = model.object('zone', id)
  if (stored === undefined || !readableObjects(model, context.visible('company.read'))('zone', stored.doc))
    return fail(notFound(`the zone "${id}"`))
  if (!covers(context.visible('company.write'), placeOf('zone', stored.doc, placeSource(model)))) return fail(forbidden('change this zone'))
  if (stored.version !== version) return fail(stale(stored.version, stored.doc, null))
  if (stored.doc.until !== undefined && stored.doc.until < context.today)
    return fail(conflict(`the zone "${id}" has ended on ${stored.doc.until}`, 'choose a zone that exists'))
  return ok(stored)
}

/** Checks, writes and records a restructuring; with `trial` it only says what would happen. */
async function carryOut(
  one: ModelChange,
  context: MemberContext,
  model: TenantModel,
  plan: ZoneChange,
  what: { readonly action: string; readonly zone: string; readonly trial: boolean; readonly detail: unknown },
): Promise<Answered<Restructured>> {
  const errors = zoneChangeIssues(context, model, plan)
  if (errors.length > 0) return fail(invalid(errors))
  if (!what.trial) {
    await commitZoneChange(one, context, model, plan)
    one.record({ action: what.action, objectKind: 'zone', objectId: what.zone, after: what.detail })
  }
  const histories = historiesOf(model.workspace().answers ?? [], `zone:${what.zone}`)
  return ok({
    applied: !what.trial,
    zones: plan.zones.map((zone) => ({
      id: zone.id,
      name: zone.name,
      what: model.object('zone', zone.id) === undefined ? 'new' : zone.id === what.zone ? 'kept' : 'ended',
    })),
    assets: plan.assets.length,
    networks: plan.networks.length,
    conduits: plan.conduits.length,
    answers: plan.answers.length,
    links: plan.addedLinks.length + plan.endedLinks.length,
    contradictions: plan.contradictions.length,
    lowered: plan.answers
      .filter((entry) => entry.subject === `zone:${what.zone}`)
      .map((entry) => ({
        framework: entry.framework,
        requirement: entry.requirement,
        before: standingOn(histories.get(`${entry.framework} ${entry.requirement}`), entry.from ?? '')?.state ?? 'not-assessed',
        after: entry.state,
      })),
  })
}

export const zoneStructureHandlers = {
  'zones.split': async (context, { params, version, body }) => {
    const changed = await change(context, ['company', 'assets', 'assessment', 'position'], async (one): Promise<Answered<Restructured>> => {
      const model = await modelNow(one, context)
      const zone = zoneToChange(context, model, params.id, version)
      if (!zone.ok) return zone
      const issues = partIssues(model, zone.value.doc, body.parts)
      if (issues.length > 0) return fail(invalid(issues))
      const taken = new Set(model.objects('zone').map((each) => each.id))
      const parts: ZonePart[] = []
      for (const part of body.parts) {
        const wanted = part.id ?? (await newObjectId(one.queries, one.tenant, 'zone', { name: part.name }, taken))
        // A former zone keeps its id: what the log says of it is not for who takes the name again.
        if (taken.has(wanted) || (await formerIds(one.queries, one.tenant, 'zone', wanted)).has(wanted))
          return fail(conflict(`the id "${wanted}" belongs, or has belonged, to a zone`, 'choose another id, or leave it out'))
        taken.add(wanted)
        parts.push({ ...part, id: wanted })
      }
      const act = { from: body.from ?? context.today, now: context.now, by: context.personId ?? undefined }
      const plan = splitZone(model.workspace(), model.links(), zone.value.doc, parts, act)
      const detail = { from: act.from, reason: body.reason, parts: parts.map(({ id, name }) => ({ id, name })) }
      return carryOut(one, context, model, plan, { action: 'company.split-zone', zone: params.id, trial: body.dryRun === true, detail })
    })
    return changed.ok ? ok(changed.value.value) : changed
  },
  'zones.merge': async (context, { body }) => {
    const changed = await change(context, ['company', 'assets', 'assessment', 'position'], async (one): Promise<Answered<Restructured>> => {
      const model = await modelNow(one, context)
      const into = zoneToChange(context, model, body.into.id, body.into.version)
      if (!into.ok) return into
      const others: WorkspaceZone[] = []
      const issues: ApiIssue[] = []
      for (const [at, other] of body.zones.entries()) {
        const found = zoneToChange(context, model, other.id, other.version)
        if (!found.ok) return found
        const path = `body.zones[${at}].id`
        const { doc } = found.value
        if (doc.id === into.value.id || others.some((each) => each.id === doc.id))
          issues.push({ path, message: `"${doc.id}" is named twice`, mend: 'name each zone once' })
        if (doc.site !== into.value.doc.site)
          issues.push({
            path,
            message: `"${doc.id}" belongs to another site`,
            mend: 'a zone stands at one site; merge zones of one site',
          })
        if (doc.kind !== into.value.doc.kind)
          issues.push({
            path,
            message: `"${doc.id}" is ${doc.kind.toUpperCase()}`,
            mend: 'business and control zones stay apart (ZCR 3.2)',
          })
        others.push(doc)
      }
      if (issues.length > 0) return fail(invalid(issues))
      const inheritable = inheritableOf(context)
      const act = { from: body.from ?? context.today, now: context.now, by: context.personId ?? undefined }
      const plan = mergeZones(model.workspace(), model.links(), into.value.doc, others, inheritable, body.reason, act)
      const detail = { from: act.from, reason: body.reason, zones: others.map((zone) => zone.id) }
      return carryOut(one, context, model, plan, {
        action: 'company.merge-zones',
        zone: body.into.id,
        trial: body.dryRun === true,
        detail,
      })
    })
    return changed.ok ? ok(changed.value.value) : changed
  },
} satisfies Handlers<Pick<typeof zoneRoutes, 'zones.split' | 'zones.merge'>>

function inheritableOf(context: MemberContext): (framework: string, requirement: string) => boolean {
  const all = new Set(
    context.app.content.frameworks.flatMap((framework) =>
      framework.requirements.flatMap((one) => (one.inheritable ? [`${framework.key} ${one.id}`] : [])),
    ),
  )
  return (framework, requirement) => all.has(`${framework} ${requirement}`)
}

/** Each thing that goes with a part stands in the zone, and goes with one part only. */
function partIssues(
  model: TenantModel,
  zone: WorkspaceZone,
  parts: readonly {
    readonly assets: readonly string[]
    readonly networks?: readonly string[] | undefined
    readonly conduits?: readonly string[] | undefined
  }[],
): readonly ApiIssue[] {
  const issues: ApiIssue[] = []
  const gone = new Set<string>()
  const check = (kind: 'asset' | 'network', id: string, path: string): void => {
    const doc: DocOf<'asset' | 'network'> | undefined = model.object(kind, id)?.doc
    if (doc?.zone !== zone.id)
      issues.push({ path, message: `the ${kind} "${id}" does not stand in this zone`, mend: `choose one of the zone` })
    else if (gone.has(`${kind} ${id}`)) issues.push({ path, message: `the ${kind} "${id}" goes with two parts`, mend: 'name it once' })
    gone.add(`${kind} ${id}`)
  }
  parts.forEach((part, at) => {
    part.assets.forEach((id, index) => check('asset', id, `body.parts[${at}].assets[${index}]`))
    part.networks?.forEach((id, index) => check('network', id, `body.parts[${at}].networks[${index}]`))
    part.conduits?.forEach((id, index) => {
      if (model.object('conduit', id)?.doc.zones.includes(zone.id) !== true)
        issues.push({
          path: `body.parts[${at}].conduits[${index}]`,
          message: `the conduit "${id}" does not join this zone`,
          mend: 'choose one that does',
        })
    })
  })
  return issues
}
