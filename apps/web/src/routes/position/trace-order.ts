import type { Three } from '../../ui/three-numbers.tsx'
import type { Place } from './place.ts'
import { splitRef } from './trace-paths.ts'

/**
 * The weakest first: lowest implemented, then evidenced, then designed, then the order of the pack (docs/method/coverage.md). What applies
 * nowhere comes last.
 */
export function weakestFirst<T>(rows: readonly T[], numbers: (row: T) => Three): readonly T[] {
  const rank = (row: T): readonly number[] => {
    const { implemented, evidenced, designed } = numbers(row)
    return [implemented, evidenced, designed].map((one) => one ?? 2)
  }
  return Array.from(rows).sort((a, b) => compare(rank(a), rank(b)))
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

interface Text {
  readonly en: string
  readonly de?: string | undefined
}

/** A text of the content in the language of the page; English where it is not translated. */
export const inLanguage = (text: string | Text, language: string): string =>
  typeof text === 'string' ? text : language === 'de' ? (text.de ?? text.en) : text.en

interface Places {
  readonly entities: readonly { readonly id: string }[]
  readonly sites: readonly { readonly id: string; readonly entities: readonly string[] }[]
  readonly heat: readonly { readonly subject: string; readonly sites: readonly string[] }[]
}

/** The entity or site under which a subject is looked at upward; null where none is known to the caller. */
export function placeOfSubject(subject: string, places: Places): Place | null {
  const [kind, id] = splitRef(subject)
  if (kind === 'entity' && places.entities.some((one) => one.id === id)) return { kind, id }
  const site = kind === 'site' ? id : places.heat.find((one) => one.subject === subject)?.sites[0]
  const found = places.sites.find((one) => one.id === site)
  if (found !== undefined) {
    const owner = found.entities.find((one) => places.entities.some((entity) => entity.id === one))
    return owner === undefined ? { kind: 'site', id: found.id } : { kind: 'entity', id: owner }
  }
  const [first] = places.entities
  if (first !== undefined) return { kind: 'entity', id: first.id }
  const [only] = places.sites
  return only === undefined ? null : { kind: 'site', id: only.id }
}
