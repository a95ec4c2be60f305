/** Path of the first place where two JSON values differ, with both values; null when they are equal. Order of keys is ignored. */
export function firstDifference(left: unknown, right: unknown, path = '$'): string | null {
  if (Object.is(left, right)) return null
  if (
    typeof left !== 'object' ||
    typeof right !== 'object' ||
    left === null ||
    right === null ||
    Array.isArray(left) !== Array.isArray(right)
  ) {
    return `${path}: ${short(left)} is not ${short(right)}`
  }
  const a = new Map(Object.entries(left))
  const b = new Map(Object.entries(right))
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    if (!a.has(key) || !b.has(key))
      return `${path}.${key}: ${a.has(key) ? short(a.get(key)) : 'absent'} is not ${b.has(key) ? short(b.get(key)) : 'absent'}`
    const found = firstDifference(a.get(key), b.get(key), `${path}.${key}`)
    if (found !== null) return found
  }
  return null
}

const short = (value: unknown): string => (JSON.stringify(value) ?? 'undefined').slice(0, 300)
