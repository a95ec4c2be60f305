/** Sort key under which digits compare as numbers, so that `SR 2.10` comes after `SR 2.9`; same for every locale. */
export const naturalKey = (text: string): string => text.replace(/\d+/g, (digits) => digits.padStart(12, '0'))

/** Total order by {@link naturalKey}, then by code units. */
export function naturalCompare(left: string, right: string): number {
  const leftKey = naturalKey(left)
  const rightKey = naturalKey(right)
  if (leftKey !== rightKey) return leftKey < rightKey ? -1 : 1
  return left < right ? -1 : left > right ? 1 : 0
}

/** Sorts by a text drawn from each item once, in natural order; `tie` decides between equal texts. */
export function sortedBy<T>(items: readonly T[], text: (item: T) => string, tie?: (item: T) => string): T[] {
  return items
    .map((item) => {
      const raw = text(item)
      return { item, raw, key: naturalKey(raw) }
    })
    .sort((left, right) => {
      if (left.key !== right.key) return left.key < right.key ? -1 : 1
      if (left.raw !== right.raw) return left.raw < right.raw ? -1 : 1
      if (tie === undefined) return 0
      const leftTie = tie(left.item)
      const rightTie = tie(right.item)
      return leftTie < rightTie ? -1 : leftTie > rightTie ? 1 : 0
    })
    .map((entry) => entry.item)
}
