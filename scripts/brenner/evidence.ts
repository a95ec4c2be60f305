import type { WorkspaceAnswer, WorkspaceEvidence, WorkspaceLink } from '@caponier/core/company/workspace'
import { duringWork, lastDay, monthName, plusDays, workday } from './dates.ts'
import type { Parts } from './parts.ts'
import type { Place } from './places.ts'
import { FRAMEWORKS, rowsOf, type Short } from './requirement-rows.ts'

interface Made {
  readonly evidence: readonly WorkspaceEvidence[]
  readonly links: readonly WorkspaceLink[]
}

/** No record is younger than this day: the folder is told as of 1 November 2026. */
const LAST_RECORD = '2026-10-30'

/** Families of proofs site by site and the single ones, linked to the rows that stand at partly or better. */
export function evidence(parts: Parts, all: readonly Place[], answers: readonly WorkspaceAnswer[]): Made {
  const newest = newestStates(answers)
  const proves = (subject: string, framework: Short, rows: readonly string[]): string[] =>
    rows.filter((row) => ['partly', 'met', 'compensated'].includes(newest.get(`${subject}|${FRAMEWORKS[framework]}|${row}`) ?? ''))
  const siteNames = new Map(parts.organisation.sites.map((site) => [site.id, site.name]))
  const families = parts.evidence.families.flatMap((family) =>
    Object.entries(family.sites).map(([site, dates]): Made => {
      const pieces = dates.map((text) => piece(parts, family, site, siteNames.get(site) ?? site, text))
      const unseen = parts.evidence.unseen.filter((gap) => gap.key === family.key)
      const links = familySubjects(parts, all, family.rows, site).flatMap(([subject, framework, rows]): WorkspaceLink[] => {
        const seen = rows.filter((row) => !unseen.some((gap) => gap.subjects.includes(subject) && gap.rows.includes(row)))
        const requirements = proves(subject, framework, seen)
        return requirements.length === 0
          ? []
          : pieces.map((one) => ({
              subject,
              framework: FRAMEWORKS[framework],
              requirements,
              evidence: [one.id],
              ...(one.recordedAt === undefined ? {} : { recordedAt: one.recordedAt }),
            }))
      })
      return { evidence: pieces, links: joined(links) }
    }),
  )
  const single = parts.evidence.evidence.map(({ for: targets, ...item }): Made => {
    const recordedAt = recorded(item.effective, item.id)
    return {
      evidence: [{ ...item, recordedAt }],
      links: targets.map(([subject, framework, rows]) => ({
        subject,
        framework: FRAMEWORKS[framework],
        requirements: [...rows],
        evidence: [item.id],
        recordedAt,
      })),
    }
  })
  return { evidence: [...families, ...single].flatMap((one) => one.evidence), links: [...families, ...single].flatMap((one) => one.links) }
}

/** All pieces of a family that prove the same rows of one subject hang on one link, recorded with the first of them. */
function joined(links: readonly WorkspaceLink[]): WorkspaceLink[] {
  const bySubject = Map.groupBy(links, (link) => `${link.subject}|${link.framework}`)
  return [...bySubject.values()].flatMap((same) => {
    const first = same[0]
    return first === undefined ? [] : [{ ...first, evidence: same.flatMap((link) => link.evidence ?? []) }]
  })
}

function piece(
  parts: Parts,
  family: Parts['evidence']['families'][number],
  site: string,
  siteName: string,
  text: string,
): WorkspaceEvidence {
  const [effective = '', until = lastDay(effective, family.months)] = text.split('..')
  const name = family.name
    .replace('{site}', siteName)
    .replace('{month}', monthName(effective))
    .replace('{date}', effective)
    .replace('{year}', effective.slice(0, 4))
  const owner = parts.evidence.roles[site]?.[family.owner]
  const id = `ev-${family.key}-${site}-${effective.slice(0, 7)}`
  return {
    id,
    name,
    kind: family.kind,
    effective,
    validUntil: until,
    ...(owner === undefined ? {} : { owner }),
    confidentiality: family.kind === 'configuration' || family.kind === 'capture' ? 'confidential' : 'internal',
    recordedAt: recorded(effective, id),
  }
}

function familySubjects(
  parts: Parts,
  all: readonly Place[],
  rows: Parts['evidence']['families'][number]['rows'],
  site: string,
): (readonly [string, Short, readonly string[]])[] {
  const at = all.filter((place) => place.site === site).map((place) => place.ref)
  const everyRow = rowsOf('3-2').map((row) => row.id)
  return Object.entries(rows).flatMap(([framework, list]) => {
    if (framework === '2-1') return [[`site:${site}`, '2-1', list] as const]
    if (framework === '3-2')
      return parts.sucs
        .filter((suc) => suc.site === site)
        .map((suc) => [`suc:${suc.id}`, '3-2', list.includes('*') ? everyRow : list] as const)
    return at.map((ref) => [ref, framework as Short, list] as const)
  })
}

function recorded(effective: string, id: string): string {
  const day = workday(plusDays(effective, 1))
  return duringWork(day > LAST_RECORD ? LAST_RECORD : day < '2024-11-04' ? '2024-11-04' : day, id)
}

function newestStates(answers: readonly WorkspaceAnswer[]): Map<string, string> {
  const newest = new Map<string, WorkspaceAnswer>()
  for (const answer of answers) {
    const key = `${answer.subject}|${answer.framework}|${answer.requirement}`
    const known = newest.get(key)
    if (known === undefined || (known.from ?? '') <= (answer.from ?? '')) newest.set(key, answer)
  }
  return new Map([...newest].map(([key, answer]) => [key, answer.state]))
}
