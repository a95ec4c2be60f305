import { instantKey } from '../position/slice.ts'
import type { Workspace, WorkspaceAnswer, WorkspaceContradiction, WorkspaceLink } from './workspace.ts'

/** A link with the id under which it is stored; files know none. */
export interface LinkWithId {
  readonly id: string
  readonly link: WorkspaceLink
}

/** When and by whom zones are restructured. */
export interface Restructuring {
  /** First day of the new structure, `YYYY-MM-DD`. */
  readonly from: string
  /** Instant of recording in UTC. */
  readonly now: string
  /** Person of the workspace who does it. */
  readonly by?: string | undefined
}

/** What a restructuring writes. Documents replace those of the same id; answers and links are added; nothing old is touched. */
export interface ZoneChange {
  readonly zones: NonNullable<Workspace['zones']>
  readonly assets: NonNullable<Workspace['assets']>
  readonly networks: NonNullable<Workspace['networks']>
  readonly conduits: NonNullable<Workspace['conduits']>
  readonly suppliers: NonNullable<Workspace['suppliers']>
  readonly flows: NonNullable<Workspace['flows']>
  readonly contradictions: NonNullable<Workspace['contradictions']>
  readonly responsibilities: NonNullable<Workspace['responsibilities']>
  readonly answers: readonly WorkspaceAnswer[]
  readonly addedLinks: readonly WorkspaceLink[]
  /** Links that end on the day before, by id. */
  readonly endedLinks: readonly { readonly id: string; readonly link: WorkspaceLink }[]
}

/** The day before a date. */
export function dayBefore(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  return new Date(Date.UTC(year, month - 1, day - 1)).toISOString().slice(0, 10)
}

const later = (left: string | undefined, right: string): string => (left !== undefined && left > right ? left : right)

/** Entries of answers by `framework requirement`, oldest first. */
export function historiesOf(answers: readonly WorkspaceAnswer[], subject: string): ReadonlyMap<string, readonly WorkspaceAnswer[]> {
  const age = (one: WorkspaceAnswer): string => `${one.from ?? ''} ${one.recordedAt === undefined ? '' : instantKey(one.recordedAt)}`
  const groups = Map.groupBy(
    answers.filter((answer) => answer.subject === subject),
    (answer) => `${answer.framework} ${answer.requirement}`,
  )
  return new Map([...groups].map(([key, list]) => [key, list.toSorted((a, b) => (age(a) < age(b) ? -1 : age(a) > age(b) ? 1 : 0))]))
}

/** The entry in force on a day: the last of those that have begun. */
export const standingOn = (history: readonly WorkspaceAnswer[] | undefined, day: string): WorkspaceAnswer | undefined =>
  history?.findLast((entry) => (entry.from ?? '') <= day)

/** Links of a subject that hold on a day or later. */
export const livingLinks = (links: readonly LinkWithId[], subject: string, day: string): readonly LinkWithId[] =>
  links.filter(({ link }) => link.subject === subject && (link.until === undefined || link.until >= day))

/** A link for another subject, from the restructuring on. */
export const carriedLink = (link: WorkspaceLink, subject: string, { from, now }: Restructuring): WorkspaceLink => ({
  ...link,
  subject,
  from: later(link.from, from),
  recordedAt: now,
})

/** Contradictions of a subject that still cap its answers on a day. */
export const openContradictions = (workspace: Workspace, subject: string, day: string): readonly WorkspaceContradiction[] =>
  (workspace.contradictions ?? []).filter((one) => one.subject === subject && (one.treated === undefined || one.treated > day))

/** A contradiction for another subject; its id names where it came from. */
export const carriedContradiction = (
  one: WorkspaceContradiction,
  subject: string,
  { from, now }: Restructuring,
): WorkspaceContradiction => ({
  ...one,
  id: `${one.id}-${subject.slice(subject.indexOf(':') + 1)}`.slice(0, 120),
  subject,
  from: later(one.from, from),
  recordedAt: now,
})
