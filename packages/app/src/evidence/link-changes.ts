import { dayBefore } from '@caponier/core/company/zone-carry'
import type { WorkspaceLink } from '@caponier/core/company/workspace'
import type { StoredLink } from '@caponier/store/assessment/links'

/** Controls and evidence at requirements of one subject. */
export interface LinkCells {
  readonly subject: string
  readonly framework: string
  readonly requirements: readonly string[]
  readonly controls: readonly string[]
  readonly evidence: readonly string[]
}

export type LinkTarget = NonNullable<WorkspaceLink['target']>

/** The day and instant of a change of links. */
export interface At {
  readonly today: string
  readonly now: string
}

const isOpen = (link: WorkspaceLink, today: string): boolean => (link.from === undefined || link.from <= today) && link.until === undefined

/**
 * New links from today for what is not linked already. Never widens a link that stands: what was known of it at an earlier instant
 * would change. Requirements that lack the same things share one link.
 */
export function linksToAdd(
  standing: readonly StoredLink[],
  cells: LinkCells,
  target: LinkTarget | undefined,
  { today, now }: At,
): readonly WorkspaceLink[] {
  const there = standing.filter(({ link }) => link.subject === cells.subject && link.framework === cells.framework && isOpen(link, today))
  const lacking = new Map<string, { controls: string[]; evidence: string[]; requirements: string[] }>()
  for (const requirement of new Set(cells.requirements)) {
    const here = there.filter(({ link }) => link.requirements.includes(requirement))
    const controls = [...new Set(cells.controls)].filter(
      (id) => !here.some(({ link }) => link.controls?.includes(id) === true && (link.target ?? 'met') === (target ?? 'met')),
    )
    const evidence = [...new Set(cells.evidence)].filter((id) => !here.some(({ link }) => link.evidence?.includes(id) === true))
    if (controls.length + evidence.length === 0) continue
    const key = JSON.stringify([controls, evidence])
    const same = lacking.get(key) ?? { controls, evidence, requirements: [] }
    same.requirements.push(requirement)
    lacking.set(key, same)
  }
  return [...lacking.values()].map(({ controls, evidence, requirements }) => ({
    subject: cells.subject,
    framework: cells.framework,
    requirements,
    ...(controls.length > 0 && { controls }),
    ...(evidence.length > 0 && { evidence }),
    ...(controls.length > 0 && target !== undefined && { target }),
    from: today,
    recordedAt: now,
  }))
}

/** What becomes of one link that loses something. */
export interface Detached {
  readonly stored: StoredLink
  /** The link as it goes on standing; null: removed, because it only began today. */
  readonly kept: WorkspaceLink | null
  /** New links for what it holds besides. */
  readonly rest: readonly WorkspaceLink[]
}

/**
 * Takes controls and evidence off requirements of a subject from today on. A link from before ends yesterday, so that every position of
 * the past stays as it was, and what it holds besides goes on in new links; one that began today (or begins later) is narrowed itself.
 */
export function linksToDetach(standing: readonly StoredLink[], cells: LinkCells, { today, now }: At): readonly Detached[] {
  const requirements = new Set(cells.requirements)
  const controls = new Set(cells.controls)
  const evidence = new Set(cells.evidence)
  return standing.flatMap((stored): Detached[] => {
    const { link } = stored
    if (link.subject !== cells.subject || link.framework !== cells.framework) return []
    if (link.until !== undefined && link.until < today) return []
    const touched = link.requirements.filter((one) => requirements.has(one))
    const goes = (link.controls ?? []).some((id) => controls.has(id)) || (link.evidence ?? []).some((id) => evidence.has(id))
    if (touched.length === 0 || !goes) return []
    const rest = [
      withItems(
        link,
        link.requirements.filter((one) => !requirements.has(one)),
        link.controls ?? [],
        link.evidence ?? [],
      ),
      withItems(
        link,
        touched,
        (link.controls ?? []).filter((id) => !controls.has(id)),
        (link.evidence ?? []).filter((id) => !evidence.has(id)),
      ),
    ].filter((one) => one !== null)
    if (link.from !== undefined && link.from >= today) return [{ stored, kept: rest[0] ?? null, rest: rest.slice(1) }]
    return [{ stored, kept: { ...link, until: dayBefore(today) }, rest: rest.map((one) => ({ ...one, from: today, recordedAt: now })) }]
  })
}

function withItems(
  link: WorkspaceLink,
  requirements: readonly string[],
  controls: readonly string[],
  evidence: readonly string[],
): WorkspaceLink | null {
  if (requirements.length === 0 || controls.length + evidence.length === 0) return null
  const { controls: _, evidence: __, target, ...rest } = link
  return {
    ...rest,
    requirements: [...requirements],
    ...(controls.length > 0 && { controls: [...controls] }),
    ...(evidence.length > 0 && { evidence: [...evidence] }),
    ...(controls.length > 0 && target !== undefined && { target }),
  }
}
