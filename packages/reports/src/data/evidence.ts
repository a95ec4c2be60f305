import type { WorkspaceEvidence } from '@caponier/core/company/workspace'
import { DASH, daysBetween } from '../score.ts'
import type { Build } from './build.ts'
import { cut } from './build.ts'

/** Evidence whose last day lies at most this many days after the as-of date is expiring. */
const SOON_DAYS = 90
/** Upper ends of the age classes in days: half a year, one year, two years. */
const AGES = [183, 365, 730] as const

/** Chapter 8: how much of the evidence stands on the date, how old it is, and what runs out. */
export function evidenceData(build: Build) {
  const { slice, asOf, words, say } = build
  const linked = new Map<string, number>()
  for (const link of slice.links) for (const id of link.evidence ?? []) linked.set(id, (linked.get(id) ?? 0) + link.requirements.length)
  const all = [...slice.evidence.values()]
    .map(({ evidence, state }) => {
      const left = evidence.validUntil === undefined ? null : daysBetween(asOf, evidence.validUntil)
      return {
        ...rowData(build, evidence, linked.get(evidence.id) ?? 0),
        state,
        expiring: state === 'valid' && left !== null && left <= SOON_DAYS,
      }
    })
    .sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : a.id < b.id ? -1 : 1))
  const valid = all.filter((one) => one.state === 'valid')
  const expired = all.filter((one) => one.state === 'expired')
  const expiring = valid.filter((one) => one.expiring)
  const ages = valid.map((one) => AGES.findIndex((end) => daysBetween(one.effective, asOf) <= end))
  return {
    total: all.length,
    counts: {
      valid: valid.length,
      expiring: expiring.length,
      open: valid.filter((one) => one.until === DASH).length,
      expired: expired.length,
      future: all.filter((one) => one.state === 'future').length,
    },
    ages: words.evidence.ageBuckets.map((label, index) => ({
      label,
      count: ages.filter((age) => (index === AGES.length ? age === -1 : age === index)).length,
    })),
    expiring: cut(expiring, 20, say),
    expired: cut([...expired].reverse(), 20, say),
    all,
  }
}

export type EvidenceData = ReturnType<typeof evidenceData>

const rowData = ({ words, names }: Build, evidence: WorkspaceEvidence, answers: number) => ({
  id: evidence.id,
  name: evidence.name,
  kind: words.evidence.kinds[evidence.kind ?? 'other'],
  effective: evidence.effective,
  until: evidence.validUntil ?? DASH,
  owner: evidence.owner === undefined ? DASH : names.subject(`person:${evidence.owner}`),
  answers,
})
