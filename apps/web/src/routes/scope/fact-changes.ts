type Leaf = string | number | boolean
/** Facts by their words, one level for each year or share, so that two sides can be laid beside each other. */
export interface Facts {
  readonly [name: string]: Leaf | Facts
}

/** What names a row of a list of facts: the year of figures, the enterprise of a share. */
const ROW_NAMES = ['year', 'to', 'state'] as const

/**
 * Facts of an entity as a person reads them: keys in words, rows of a list by what names them instead of their place.
 * @param word Gives the word of a key of the document.
 */
export function readableFacts(facts: Readonly<Record<string, unknown>>, word: (key: string) => string): Facts {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]) => {
      const said = readable(value, word)
      return said === null ? [] : [[word(key), said]]
    }),
  )
}

function readable(value: unknown, word: (key: string) => string): Leaf | Facts | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value !== 'object' || value === null) return null
  if (!Array.isArray(value)) return readableFacts(value as Readonly<Record<string, unknown>>, word)
  const rows = value.filter((one): one is Readonly<Record<string, unknown>> => typeof one === 'object' && one !== null)
  if (rows.length < value.length) return value.map(String).join(', ')
  return Object.fromEntries(
    rows.map((row, at) => {
      const key = ROW_NAMES.find((name) => row[name] !== undefined)
      const { [key ?? '']: name, ...rest } = row
      return [typeof name === 'string' || typeof name === 'number' ? String(name) : String(at + 1), readableFacts(rest, word)]
    }),
  )
}

/** One fact that differs: where it stands, and both sides; null where it is not given. */
export interface FactChange {
  readonly path: readonly string[]
  readonly before: Leaf | null
  readonly after: Leaf | null
}

/** Only what differs between two sides, fact by fact. */
export function changedFacts(before: Facts, after: Facts): readonly FactChange[] {
  const left = leaves(before)
  const right = leaves(after)
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) => {
    const [was, is] = [left.get(key), right.get(key)]
    return was?.value === is?.value ? [] : [{ path: (was ?? is)?.path ?? [], before: was?.value ?? null, after: is?.value ?? null }]
  })
}

type Leaves = Map<string, { readonly path: readonly string[]; readonly value: Leaf }>

function leaves(facts: Facts, path: readonly string[] = [], found: Leaves = new Map()): Leaves {
  for (const [name, value] of Object.entries(facts)) {
    const here = [...path, name]
    if (typeof value === 'object') leaves(value, here, found)
    else found.set(JSON.stringify(here), { path: here, value })
  }
  return found
}
