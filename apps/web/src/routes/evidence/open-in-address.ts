import { useNavigate, useSearch } from '@tanstack/react-router'

/** Which object of the list is open stands in the address, so that it can be shared and the way back closes it. */
export function useOpen(): readonly [open: string | null, show: (id: string | null) => void] {
  const navigate = useNavigate()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const open = typeof search['open'] === 'string' ? search['open'] : null
  return [
    open,
    (id) =>
      void navigate({
        to: '.',
        replace: id === null,
        search: (before: Readonly<Record<string, unknown>>) => ({ ...before, open: id ?? undefined }),
      } as never),
  ]
}

/** Filters of the list of the page as one set, for the quick choices above it. */
export function useFilter(): readonly [filter: readonly string[], set: (filter: readonly string[]) => void] {
  const navigate = useNavigate()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const found = search['filter']
  const filter = Array.isArray(found)
    ? found.filter((one): one is string => typeof one === 'string')
    : typeof found === 'string'
      ? [found]
      : []
  return [
    filter,
    (next) =>
      void navigate({
        to: '.',
        search: (before: Readonly<Record<string, unknown>>) => ({ ...before, filter: next.length === 0 ? undefined : [...next] }),
      } as never),
  ]
}
