import type { Kind } from '@caponier/core/company/kinds'

/** A part of the model that can change. */
export type Part = Kind | 'answer' | 'link' | 'organisation'

/** Values that were computed off the model and hold until what they were computed from changes. */
export interface Remembered {
  /** `from` are the parts that the value depends on; without them every change forgets it. */
  readonly remember: <T>(key: string, compute: () => T, from?: readonly Part[]) => T
  /** Forgets what depends on these parts. */
  readonly forget: (changed: ReadonlySet<Part>) => void
}

/** An empty memory. */
export function remembered(): Remembered {
  const values = new Map<string, { readonly value: unknown; readonly from: readonly Part[] | undefined }>()
  return {
    remember: <T>(key: string, compute: () => T, from?: readonly Part[]): T => {
      const known = values.get(key)
      if (known !== undefined) return known.value as T
      const value = compute()
      values.set(key, { value, from })
      return value
    },
    forget: (changed) => {
      for (const [key, { from }] of values) if (from === undefined || from.some((part) => changed.has(part))) values.delete(key)
    },
  }
}

/** What scope decisions are made from: facts of legal entities, their sites, the group's turnover and exchange rates. */
export const SCOPE_PARTS: readonly Part[] = ['organisation', 'entity', 'site']
