import type { Random } from './random.ts'

/** Values of the wrong type, size or sign for any place of a document. */
const wrongValue = (random: Random): unknown =>
  random.pick<() => unknown>([
    () => null,
    () => [],
    () => ({}),
    () => true,
    () => -1,
    () => 0.1 + 0.2,
    () => 1e308,
    () => Number.MAX_SAFE_INTEGER + 1,
    () => '',
    () => '\u0000',
    () => '\ud800',
    () => 'x'.repeat(random.pick([501, 20_001, 300_000])),
    () => ['a', ['b', ['c', ['d', ['e']]]]],
    () => ({ id: 'a', name: 'b' }),
    () => '2024-02-30',
    () => '9'.repeat(50),
    () => 'organisation',
    () => 'zone:',
    () => JSON.parse('{"__proto__":{"x":1}}') as unknown,
    () => nested(random.pick([60, 63, 64, 65, 70])),
  ])()

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

type Container = Record<string, unknown> | unknown[]
const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null

/**
 * A copy of a JSON document with one to five places changed: a value of another type, a key gone, renamed or doubled, items
 * repeated or swapped; half of the time only values that stand under the same key elsewhere, so that it often stays valid.
 */
export function mutatedDocument(random: Random, document: unknown): unknown {
  const copy: unknown = structuredClone(document)
  const stays = random.chance(0.5)
  for (let change = random.below(5) + 1; change > 0; change--) {
    const places = containers(copy)
    if (places.length === 0) return wrongValue(random)
    const container = random.pick(places)
    if (stays) takeFromAnother(random, container, places)
    else if (Array.isArray(container)) changeList(random, container)
    else changeObject(random, container)
  }
  return copy
}

function takeFromAnother(random: Random, container: Container, places: readonly Container[]): void {
  const keys = Object.keys(container)
  if (Array.isArray(container) || keys.length === 0) return
  const key = random.pick(keys)
  const others = places.filter((place) => !Array.isArray(place) && Object.hasOwn(place, key))
  const other: Container = random.pick(others)
  // A copy, because a part of the other may be this very place.
  if (!Array.isArray(other)) container[key] = structuredClone(other[key])
}

function changeList(random: Random, list: unknown[]): void {
  const at = random.below(list.length)
  const action = random.below(5)
  if (action === 0) list[at] = wrongValue(random)
  else if (action === 1) list.splice(at, 1)
  else if (action === 2) list.push(structuredClone(list[at]))
  else if (action === 3) list.reverse()
  else for (let copies = random.pick([3, 30, 300]); copies > 0; copies--) list.push(list[at])
}

function changeObject(random: Random, object: Record<string, unknown>): void {
  const keys = Object.keys(object)
  if (keys.length === 0) {
    object['id'] = wrongValue(random)
    return
  }
  const key = random.pick(keys)
  const action = random.below(5)
  if (action === 0) object[key] = wrongValue(random)
  else if (action === 1) delete object[key]
  else if (action === 2) object[random.pick(['extra', 'Id', 'constructor', '', 'x'.repeat(300), random.pick(keys)])] = object[key]
  else if (action === 3) {
    const other = random.pick(keys)
    const value = object[key]
    object[key] = object[other]
    object[other] = value
  } else if (typeof object[key] === 'string')
    object[key] = random.pick([object[key].toUpperCase(), `${object[key]} `, `${object[key]}\n`, object[key].slice(1), [object[key]]])
  else object[key] = [object[key]]
}

/** Every list and object of the document, at most 20,000. */
function containers(root: unknown): Container[] {
  const found: Container[] = []
  const queue: unknown[] = [root]
  for (let next = queue.pop(); next !== undefined && found.length < 20_000; next = queue.pop()) {
    if (!isContainer(next)) continue
    found.push(next)
    for (const value of Object.values(next)) if (isContainer(value)) queue.push(value)
  }
  return found
}
