/** What numbers are shown for: one legal entity or one site. In the address as `entity:ID` or `site:ID`. */
export interface Place {
  readonly kind: 'entity' | 'site'
  readonly id: string
}

export const placeRef = (place: Place): string => `${place.kind}:${place.id}`

/** Reads a place from the address; null when it is none. */
export function readPlace(text: unknown): Place | null {
  if (typeof text !== 'string') return null
  const at = text.indexOf(':')
  const kind = text.slice(0, at)
  const id = text.slice(at + 1)
  return (kind === 'entity' || kind === 'site') && id !== '' ? { kind, id } : null
}

interface Named {
  readonly id: string
  readonly name: string
}

/** The place of the address where it is there to be seen, else the first entity, else the first site (a member of one plant sees no entity). */
export function shownPlace(asked: unknown, entities: readonly Named[], sites: readonly Named[]): Place | null {
  const read = readPlace(asked)
  if (read !== null && (read.kind === 'entity' ? entities : sites).some((one) => one.id === read.id)) return read
  const [entity] = entities
  if (entity !== undefined) return { kind: 'entity', id: entity.id }
  const [site] = sites
  return site === undefined ? null : { kind: 'site', id: site.id }
}

/** By name as people count: "Line 2" before "Line 10". */
export const byName = (a: Pick<Named, 'name'>, b: Pick<Named, 'name'>): number => NAMES.compare(a.name, b.name)
const NAMES = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** Words are found wherever they stand, whatever their case and their accents. */
export const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Those whose name or further words contain every word that was typed. */
export function search<T>(rows: readonly T[], typed: string, words: (row: T) => string): readonly T[] {
  const wanted = folded(typed).split(/\s+/).filter(Boolean)
  return wanted.length === 0 ? rows : rows.filter((row) => wanted.every((word) => folded(words(row)).includes(word)))
}
