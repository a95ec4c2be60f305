import type { z } from 'zod'
import type { MemberPlaces } from '@caponier/contract/access/members'
import { membersIn } from '@caponier/store/access/members'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { MemberContext } from '../context.ts'

const byName = <T extends { readonly name: string }>(list: readonly T[]): T[] => list.toSorted((a, b) => a.name.localeCompare(b.name))

/** Places and people that the caller may see, with whether the caller manages people there. */
export async function memberPlaces(context: MemberContext): Promise<z.input<typeof MemberPlaces>> {
  const { app, tenant, model } = context
  const seen = context.visible('people.read')
  const managed = context.visible('people.manage')
  const members = await inTransaction(app.pool, { tenant }, 'read only', (queries) => membersIn(queries, tenant))
  const linked = new Set(members.map((one) => one.personId))
  const people = model.objects('person').filter(({ doc }) => {
    const organisation = doc.sites === undefined && doc.entities === undefined
    return seen.place({ sites: doc.sites ?? [], entities: doc.entities ?? [], organisation })
  })
  return {
    organisation: { name: model.workspace().organisation.name, managed: managed.all },
    entities: byName(
      model.objects('entity').flatMap(({ id, doc }) => (seen.entity(id) ? [{ id, name: doc.name, managed: managed.entity(id) }] : [])),
    ),
    sites: byName(
      model
        .objects('site')
        .flatMap(({ id, doc }) =>
          seen.site(id)
            ? [{ id, name: doc.name, managed: managed.site(id), entities: doc.entities.filter((one) => seen.entity(one)) }]
            : [],
        ),
    ),
    people: byName(people.map(({ id, doc }) => ({ id, name: doc.name, member: linked.has(id) }))),
  }
}
