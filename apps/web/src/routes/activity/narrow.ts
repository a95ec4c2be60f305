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
