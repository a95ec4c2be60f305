import type { WorkspaceControl, WorkspaceLink } from '@caponier/core/company/workspace'
import { duringWork, plusDays, workday } from './dates.ts'
import type { Parts } from './parts.ts'
import type { Place } from './places.ts'
import { FRAMEWORKS, type Short } from './requirement-rows.ts'
import { roll } from './roll.ts'

interface Made {
  readonly controls: readonly WorkspaceControl[]
  readonly links: readonly WorkspaceLink[]
}

/** Day from which on controls are on record here. */
const RECORDS_BEGIN = '2024-11-04'

/** Families site by site and the single ones, with their histories and what they are linked to. */
export function controls(parts: Parts, all: readonly Place[]): Made {
  const sites = new Map(parts.organisation.sites.map((site) => [site.id, site.name]))
  const familyMembers = parts.controls.families.flatMap((family) =>
    Object.entries(family.sites).map(([site, [owner, doing]]) => {
      const [does = 'op', date = ''] = doing.split(' ')
      const id = `${family.key}-${site}`
      const planned = does !== 'op' && does !== 'ret'
      const since = planned ? announced(id, date) : date
      const control = status(
        { id, name: family.name.replace('{site}', sites.get(site) ?? site), owner, ...(planned ? { due: date } : {}) },
        does,
        since,
      )
      return { control, links: familyLinks(family, id, site, all, since) }
    }),
  )
  const single = parts.controls.controls.map(({ does, since, for: targets, target, due, ...rest }) => ({
    control: status({ ...rest, ...(due === undefined ? {} : { due }) }, does, since),
    links: targets.map(([subject, framework, requirements]): WorkspaceLink => ({
      subject,
      framework: FRAMEWORKS[framework],
      requirements: [...requirements],
      controls: [rest.id],
      ...(target === undefined ? {} : { target }),
      recordedAt: recorded(since, rest.id),
    })),
  }))
  return {
    controls: [...familyMembers, ...single].map((one) => one.control),
    links: [...familyMembers, ...single].flatMap((one) => one.links),
  }
}

function familyLinks(
  family: Parts['controls']['families'][number],
  id: string,
  site: string,
  all: readonly Place[],
  since: string,
): WorkspaceLink[] {
  const zones = all.filter(
    (place) => place.ref.startsWith('zone:') && place.site === site && (family.kinds === undefined || family.kinds.includes(place.kind)),
  )
  return Object.entries(family.rows).flatMap(([framework, rows]) => {
    const subjects = framework === '2-1' ? [`site:${site}`] : zones.map((zone) => zone.ref)
    return subjects.map((subject) => ({
      subject,
      framework: FRAMEWORKS[framework as Short],
      requirements: [...rows],
      controls: [id],
      recordedAt: recorded(since, id),
    }))
  })
}

/** A plan is put on record between eight and thirteen months before its date, and never after the first of October 2026. */
function announced(id: string, due: string): string {
  const day = workday(plusDays(due, -240 - Math.floor(roll('announced', id) * 150)))
  return day > '2026-10-01' ? '2026-10-01' : day < RECORDS_BEGIN ? RECORDS_BEGIN : day
}

function status(control: Omit<WorkspaceControl, 'status'>, does: string, since: string): WorkspaceControl {
  const recordedAt = recorded(since, control.id)
  const entry = (
    state: 'proposed' | 'planned' | 'operating' | 'retired',
    from: string,
  ): { state: typeof state; from: string; recordedAt: string } => ({ state, from, recordedAt: recorded(from, `${control.id} ${state}`) })
  if (does === 'ret')
    return {
      ...control,
      status: [entry('operating', '2021-01-04'), entry('retired', since)],
      recordedAt: recorded('2021-01-04', control.id),
    }
  if (does === 'pr') return { ...control, status: [entry('proposed', since)], recordedAt }
  if (does === 'pl' || does === 'late') return { ...control, status: [entry('planned', since)], recordedAt }
  if (since <= plusDays(RECORDS_BEGIN, 90)) return { ...control, status: [entry('operating', since)], recordedAt }
  const planned = announced(control.id, plusDays(since, 60))
  const begun = planned < since ? planned : RECORDS_BEGIN
  return { ...control, status: [entry('planned', begun), entry('operating', since)], recordedAt: recorded(begun, control.id) }
}

/** Nothing was recorded before the records began. */
const recorded = (day: string, key: string): string => duringWork(day < RECORDS_BEGIN ? RECORDS_BEGIN : day, key)
