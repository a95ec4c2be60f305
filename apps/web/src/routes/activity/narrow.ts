import { useNavigate, useSearch } from '@tanstack/react-router'

/** What the log is narrowed to; it lives in the address, so that a link shares it. */
export interface Narrow {
  readonly by?: string
  readonly action?: string
  readonly kind?: string
  readonly object?: string
  readonly from?: string
  readonly until?: string
}

const KEYS = ['by', 'action', 'kind', 'object', 'from', 'until'] as const
export type NarrowKey = (typeof KEYS)[number]

/** What a saved view narrows the log to; every key is given, so that what the view leaves open is opened. */
export const keptNarrow = (content: Readonly<Record<string, unknown>>): Readonly<Record<NarrowKey, string | null>> => {
  const kept = (key: NarrowKey): string | null => (typeof content[key] === 'string' ? content[key] : null)
  return { by: kept('by'), action: kept('action'), kind: kept('kind'), object: kept('object'), from: kept('from'), until: kept('until') }
}

export function useNarrow(): readonly [Narrow, (next: Partial<Record<NarrowKey, string | null>>) => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const narrow = Object.fromEntries(
    KEYS.flatMap((key) => {
      const value = search[key]
      return typeof value === 'string' && value !== '' ? [[key, value]] : []
    }),
  ) as Narrow
  const change = (next: Partial<Record<NarrowKey, string | null>>): void => {
    void navigate({
      to: '.',
      replace: true,
      search: (before: Readonly<Record<string, unknown>>) => ({
        ...before,
        ...Object.fromEntries(Object.entries(next).map(([key, value]) => [key, value === null || value === '' ? undefined : value])),
      }),
    } as never)
  }
  return [narrow, change]
}
