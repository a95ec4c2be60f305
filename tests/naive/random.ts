/** Small seeded source of random choices (mulberry32); the same seed gives the same choices everywhere. */
export interface Random {
  /** Integer in 0..below-1. */
  readonly below: (below: number) => number
  /** Integer in from..to, both included. */
  readonly between: (from: number, to: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(items: readonly T[]) => T
  /** Every item with the same probability, order kept. */
  readonly some: <T>(items: readonly T[], probability?: number) => T[]
  readonly atLeastOne: <T>(items: readonly T[]) => T[]
  readonly shuffled: <T>(items: readonly T[]) => T[]
}

export function seededRandom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  const pick = <T>(items: readonly T[]): T => {
    const item = items[below(items.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  const shuffled = <T>(items: readonly T[]): T[] => {
    const rest = [...items]
    return items.flatMap(() => rest.splice(below(rest.length), 1))
  }
  const some = <T>(items: readonly T[], probability = 0.5): T[] => items.filter(() => next() < probability)
  return {
    below,
    between: (from, to) => from + below(to - from + 1),
    chance: (probability) => next() < probability,
    pick,
    some,
    atLeastOne: (items) => {
      const chosen = some(items)
      return chosen.length > 0 ? chosen : [pick(items)]
    },
    shuffled,
  }
}
