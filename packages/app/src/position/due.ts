import type { Cockpit } from '@caponier/contract/position/cockpit'
import type { MemberContext } from '../context.ts'
import type { Visible } from '../gate/visible.ts'

type Due = Cockpit['due'][number]

/** How far ahead the cockpit looks, in days. */
const HORIZON = 90
const MOST = 20

/** What comes due or is overdue: planned controls, evidence that runs out, registrations not yet made. Soonest first. */
export function dueSoon(context: MemberContext): Due[] {
  const { today } = context
  const until = addDays(today, HORIZON)
  const visible = context.visible('position.read')
  const all = [...controls(context, visible), ...evidence(context, visible), ...registrations(context, visible)]
  return all
    .filter((one) => one.date <= until)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1))
    .slice(0, MOST)
}

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

function controls(context: MemberContext, visible: Visible): Due[] {
  const { model, today } = context
  const states = model.live(today).model.slice.controls
  const seen = visibleThrough(context, visible, (link) => link.controls)
  return model.objects('control').flatMap(({ doc }): Due[] => {
    const state = states.get(doc.id)?.state
    if (doc.due === undefined || (state !== 'planned' && state !== 'proposed') || !seen(doc.id)) return []
    return [{ kind: 'control-due', id: doc.id, name: doc.name, date: doc.due, overdue: doc.due < today }]
  })
}

function evidence(context: MemberContext, visible: Visible): Due[] {
  const { model, today } = context
  const seen = visibleThrough(context, visible, (link) => link.evidence)
  const recently = addDays(today, -HORIZON)
  return model.objects('evidence').flatMap(({ doc }): Due[] =>
    // What ran out long ago is a finding; here stands what can still be renewed in time or just went.
    doc.validUntil === undefined || doc.validUntil < recently || !seen(doc.id)
      ? []
      : [{ kind: 'evidence-expires', id: doc.id, name: doc.name, date: doc.validUntil, overdue: doc.validUntil < today }],
  )
}

function registrations(context: MemberContext, visible: Visible): Due[] {
  const { model, today, language } = context
  return model.scope(today).entities.flatMap((one) => {
    if (!visible.entity(one.entity)) return []
    const made = model.object('entity', one.entity)?.doc.registrations ?? []
    return one.states.flatMap((state): Due[] => {
      const { deadline } = state.registration
      if (deadline === 'unknown' || !/^\d{4}-\d{2}-\d{2}$/.test(deadline) || made.some((entry) => entry.state === state.state)) return []
      return [
        { kind: 'registration', id: one.entity, name: `${one.name}, ${state.name[language]}`, date: deadline, overdue: deadline < today },
      ]
    })
  })
}

/** Is a control or piece of evidence linked to a subject that the caller may see? One that is not linked anywhere only the whole sees. */
function visibleThrough(
  context: MemberContext,
  visible: Visible,
  pick: (link: { readonly controls?: string[] | undefined; readonly evidence?: string[] | undefined }) => readonly string[] | undefined,
): (id: string) => boolean {
  if (visible.all) return () => true
  const seen = new Set(context.model.links().flatMap(({ link }) => (visible.subject(link.subject) ? (pick(link) ?? []) : [])))
  return (id) => seen.has(id)
}
