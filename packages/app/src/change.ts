import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { Moved } from '@caponier/core/position/index'
import type { Change, Who } from '@caponier/store/tenant/change'
import { changeTenant } from '@caponier/store/tenant/change'
import type { Touched } from '@caponier/store/tenant/effects'
import { actorOf } from '@caponier/store/tenant/tenants'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { App, MemberContext } from './context.ts'
import type { Place } from './gate/places.ts'
import { type Concerned, placesTouched } from './live/concerned.ts'
import type { Effect } from './live/tenant-model.ts'
import { raceProblem } from './operations/database-race.ts'
import { noteChanged, takenOver } from './operations/repeated-calls.ts'

/** A change with what memory must follow once it is committed. */
export interface ModelChange extends Change {
  readonly effect: (effect: Effect) => void
  /** Says whom a change concerns whose subjects and effects do not: places where it can be seen, users to whom it was done. */
  readonly concerns: (places: readonly Place[], users?: readonly string[]) => void
}

export interface Changed<T> {
  readonly value: T
  /** The numbers that moved, before and after; empty for changes of structure. */
  readonly moved: Moved
}

/**
 * The only way a use case changes a tenant: one transaction with its activity, then memory follows, then listeners are told.
 * `slices` names what listeners should look at again, `subjects` where; without them: wherever the effects stand, and what the work says
 * that it concerns; without these too: anywhere.
 */
export async function change<T>(
  context: MemberContext,
  slices: readonly string[],
  work: (change: ModelChange) => Promise<Result<T, ApiProblem>>,
  subjects: readonly string[] = [],
): Promise<Result<Changed<T>, ApiProblem>> {
  const { app, tenant, user, now } = context
  return changeAs(app, { tenant, actor: await actorFor(context), user: user.userId, now }, slices, work, subjects)
}

/** The same for who is no member (yet): the program itself, or somebody who is just joining. */
export async function changeAs<T>(
  app: App,
  who: Who,
  slices: readonly string[],
  work: (change: ModelChange) => Promise<Result<T, ApiProblem>>,
  subjects: readonly string[] = [],
): Promise<Result<Changed<T>, ApiProblem>> {
  const { tenant } = who
  const today = who.now.slice(0, 10)
  const named: { readonly places: Place[]; readonly users: string[]; isNamed: boolean } = { places: [], users: [], isNamed: false }
  let touchedPlaces: readonly Place[] | null = null
  const concerns: ModelChange['concerns'] = (places, users = []) => {
    named.isNamed = true
    named.places.push(...places)
    named.users.push(...users)
  }
  const changing = app.tenants.changing(tenant, async () => {
    const effects: Effect[] = []
    const result = await changeTenant(
      app.pool,
      who,
      async (one) => {
        const done = await work({ ...one, effect: (effect) => effects.push(effect), concerns })
        // Before memory follows: what is removed or moved stands there where it stood.
        touchedPlaces = effects.length === 0 && !named.isNamed ? null : placesTouched(app.tenants.held(tenant), effects)
        return done.ok && !(await noteChanged(one.queries)) ? fail(takenOver) : done
      },
      () => touchedBy(effects),
    )
    if (!result.ok || result.recorded.length === 0) return { value: result, committed: null }
    return { value: result, committed: { before: result.seq - result.recorded.length, seq: result.seq, effects, day: today } }
  })
  const changed = await changing.catch((error: unknown) => {
    const race = raceProblem(error)
    if (race === null) throw error
    return race
  })
  if ('code' in changed) return fail(changed)
  const { value: outcome, moved } = changed
  if (!outcome.ok) return fail(outcome.problem)
  if (outcome.recorded.length > 0) {
    const concerned: Concerned | null = touchedPlaces === null ? null : { places: [...named.places, ...touchedPlaces], users: named.users }
    app.tenants.announce({ tenant, seq: outcome.seq, slices, subjects, concerned })
  }
  return ok({ value: outcome.value, moved })
}

/** Names of what the effects touch; null where a change cannot say. */
function touchedBy(effects: readonly Effect[]): readonly Touched[] | null {
  if (effects.some((effect) => effect.kind === 'anything')) return null
  return effects.flatMap((effect): Touched[] => {
    if (effect.kind === 'answer') return [['answer', effect.entry.subject, effect.entry.framework, effect.entry.requirement]]
    if (effect.kind === 'object') return [['object', effect.of, effect.stored.id]]
    if (effect.kind === 'removed') return [['object', effect.of, effect.id]]
    if (effect.kind === 'link') return [['link', effect.stored.id]]
    if (effect.kind === 'link-removed') return [['link', effect.id]]
    return effect.kind === 'organisation' ? [['organisation']] : []
  })
}

/** The pseudonym under which the caller acts in this tenant. */
export async function actorFor({ app, tenant, user }: MemberContext): Promise<string> {
  const key = `${tenant}|${user.userId}`
  const known = app.actors.get(key)
  if (known !== undefined) return known
  const actor = await inTransaction(app.pool, { tenant, user: user.userId }, '', (queries) => actorOf(queries, tenant, user.userId))
  app.actors.set(key, actor)
  return actor
}
