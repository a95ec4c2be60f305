import type { Kind } from '@caponier/core/company/kinds'

/** A part of the model that can change. */
export type Part = Kind | 'answer' | 'link' | 'organisation'

/** Values that were computed off the model and hold until what they were computed from changes. */
export interface Remembered {
  /**
   * `from` are the parts that the value depends on; without them every change forgets it. A value about a `day` outlives answers that
   * hold from a later day on.
   */
  readonly remember: <T>(key: string, compute: () => T, from?: readonly Part[], day?: string) => T
  readonly unremember: (key: string) => void
  /** Forgets what depends on these parts. `answersFrom` is the earliest day that a new answer holds from; absent: since ever. */
  readonly forget: (changed: ReadonlySet<Part>, answersFrom?: string) => void
}

interface Kept {
  readonly value: unknown
  readonly from: readonly Part[] | undefined
  readonly day: string | undefined
}

/** An empty memory. */
export function remembered(): Remembered {
  const values = new Map<string, Kept>()
  return {
    remember: <T>(key: string, compute: () => T, from?: readonly Part[], day?: string): T => {
      const known = values.get(key)
      if (known !== undefined) return known.value as T
      const value = compute()
      values.set(key, { value, from, day })
      return value
    },
    unremember: (key) => void values.delete(key),
    forget: (changed, answersFrom = '') => {
      const moves = (part: Part, { day }: Kept): boolean =>
        changed.has(part) && !(part === 'answer' && day !== undefined && day < answersFrom)
      for (const [key, kept] of values) if (kept.from?.some((part) => moves(part, kept)) ?? true) values.delete(key)
    },
  }
}

/** What scope decisions are made from: facts of legal entities, their sites, the group's turnover and exchange rates. */
export const SCOPE_PARTS: readonly Part[] = ['organisation', 'entity', 'site']
