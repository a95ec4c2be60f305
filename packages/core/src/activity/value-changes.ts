/** One place in which two values differ. `path` is like `slTarget[3]`; absent is undefined. */
export interface ValueChange {
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

/** More differences than these are not told one by one. */
const MOST = 200
const DEEPEST = 20

/**
 * Where two plain JSON values differ, member by member, in the order of the keys. Lists are compared by position; lists of plain words as
 * a whole, because an inserted word would otherwise move all that follow.
 */
export function valueChanges(before: unknown, after: unknown): readonly ValueChange[] {
  const changes: ValueChange[] = []
  walk(before, after, '', 0, changes)
  return changes
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
const isPlain = (value: unknown): boolean => value === null || typeof value !== 'object'

function walk(before: unknown, after: unknown, path: string, depth: number, changes: ValueChange[]): void {
  if (changes.length >= MOST || JSON.stringify(before) === JSON.stringify(after)) return
  if (depth < DEEPEST && isObject(before) && isObject(after)) {
    for (const key of [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted())
      walk(before[key], after[key], path === '' ? key : `${path}.${key}`, depth + 1, changes)
    return
  }
  const lists = Array.isArray(before) && Array.isArray(after)
  if (depth < DEEPEST && lists && !(before.every(isPlain) && after.every(isPlain) && before.length !== after.length)) {
    for (let index = 0; index < Math.max(before.length, after.length); index += 1)
      walk(before[index], after[index], `${path}[${index}]`, depth + 1, changes)
    return
  }
  changes.push({ path, before, after })
}
