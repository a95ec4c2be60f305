import type { Content, LawPack } from '@caponier/core'
import type { LintFinding } from './finding.ts'

const STATES = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE NO IS LI'.split(' ')

/** Every state is there, dated and sourced; what is unknown is admitted by a doubt; activities and NACE rules hang together. */
export function lintLaw(content: Content): LintFinding[] {
  const codes = new Set(content.laws.map((law) => law.code))
  const ids = new Set(content.activities.map((activity) => activity.id))
  return [
    ...STATES.filter((code) => !codes.has(code)).map((code) => ({ rule: 'law', where: code, id: '', message: 'has no pack' })),
    ...content.laws
      .filter((law) => !STATES.includes(law.code))
      .map((law) => ({ rule: 'law', where: law.code, id: '', message: 'is not one of the 30 states' })),
    ...content.laws.flatMap(lintPack),
    ...content.nace.flatMap((rule) =>
      [...rule.activities, ...rule.maybe]
        .filter((id) => !ids.has(id))
        .map((id) => ({ rule: 'nace', where: `NACE ${rule.rev}`, id: rule.prefix, message: `activity ${id} does not exist` })),
    ),
    ...(ids.size === content.activities.length ? [] : [{ rule: 'activity', where: 'activities', id: '', message: 'ids are not unique' }]),
  ]
}

function lintPack(law: LawPack): LintFinding[] {
  const unknown = unknownFacts(law)
  const at = { rule: 'law', where: law.code }
  return [
    ...(unknown.length > 0 && law.doubts.length === 0
      ? [{ ...at, id: unknown.join(', '), message: 'unknown facts and no doubt that says so' }]
      : []),
    ...(law.status === 'in-force' && law.act.inForce === 'unknown' && law.doubts.length === 0
      ? [{ ...at, id: 'act.inForce', message: 'in force without a date' }]
      : []),
    ...(law.sources.trim() === '' ? [{ ...at, id: 'sources', message: 'no source' }] : []),
  ]
}

/** Paths of the facts of a pack that are unknown. */
export function unknownFacts(value: unknown, path = ''): string[] {
  if (value === 'unknown') return [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => unknownFacts(inner, path === '' ? key : `${path}.${key}`))
}
