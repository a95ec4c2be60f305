import type { Content } from '../framework/content.ts'
import type { CaseError, ScopeCase } from './case.ts'
import type { ActivityDefinition, LawPack, StateCode } from './law-pack.ts'
import type { NaceIndex } from './nace.ts'
import { indexNace, normaliseNace } from './nace.ts'

/** The legal content that the scope rules read. */
export type ScopeContent = Pick<Content, 'activities' | 'nace' | 'laws'>

/** Indexed content and the date of the question; made once, used for every case. */
export interface ScopeContext {
  readonly activities: ReadonlyMap<string, ActivityDefinition>
  readonly nace: NaceIndex
  readonly laws: ReadonlyMap<StateCode, LawPack>
  /** ISO date, `YYYY-MM-DD`. */
  readonly asOf: string
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/

/**
 * Indexes the content.
 * @throws RangeError when `asOf` is no ISO date or a NACE rule names an unknown activity
 */
export function scopeContext(content: ScopeContent, { asOf }: { readonly asOf: string }): ScopeContext {
  if (!ISO_DATE.test(asOf)) throw new RangeError(`as-of must be YYYY-MM-DD, not ${asOf}`)
  const activities = new Map(content.activities.map((entry) => [entry.id, entry]))
  for (const rule of content.nace)
    for (const id of [...rule.activities, ...rule.maybe])
      if (!activities.has(id)) throw new RangeError(`NACE ${rule.rev} ${rule.prefix} names the unknown activity ${id}`)
  return { activities, nace: indexNace(content.nace), laws: new Map(content.laws.map((pack) => [pack.code, pack])), asOf }
}

/** What is wrong with a case against the content: unknown activities, `none` beside others, NACE codes that do not exist. */
export function checkCase(facts: ScopeCase, context: ScopeContext): CaseError | null {
  const ids = facts.activities ?? []
  for (const [index, id] of ids.entries())
    if (!context.activities.has(id))
      return {
        code: 'unknown-activity',
        message: `unknown activity ${JSON.stringify(id)}; caponier scope activities lists them`,
        path: `activities[${index}]`,
      }
  if (ids.includes('none') && ids.some((id) => id !== 'none'))
    return {
      code: 'none-beside-others',
      message: '"none" says that there is no annex activity and cannot stand beside one',
      path: 'activities',
    }
  for (const [index, code] of (facts.nace ?? []).entries())
    if (normaliseNace(code) === null)
      return {
        code: 'unknown-nace',
        message: `no code ${JSON.stringify(code.code)} in NACE Rev. ${code.rev}; write 27, 27.1 or 27.11, with or without the section letter`,
        path: `nace[${index}].code`,
      }
  return null
}
