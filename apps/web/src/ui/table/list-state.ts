import { useNavigate, useSearch } from '@tanstack/react-router'

/** What a list shows: it lives in the address, so that a link shares it. */
export interface ListState {
  readonly q: string
  /** `field:operator:value`, the grammar of the API. */
  readonly filter: readonly string[]
  /** As the API takes it: `-due,name`. */
  readonly sort: string
  /** Columns shown, in order; empty: the usual ones. */
  readonly columns: readonly string[]
}

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : typeof value === 'string' ? [value] : []
const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')

/** What a saved view holds of a list; whatever it does not hold, or holds otherwise, is as usual. */
export const keptState = (content: Readonly<Record<string, unknown>>): ListState => ({
  q: text(content['q']),
  sort: text(content['sort']),
  filter: texts(content['filter']),
  columns: texts(content['columns']),
})

/** State of the list on this page and how to change it. Changing the search replaces the address, so that Back leaves the page. */
export function useListState(usualSort: string): readonly [ListState, (next: Partial<ListState>) => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const state: ListState = {
    q: text(search['q']),
    filter: texts(search['filter']),
    sort: text(search['sort']) || usualSort,
    columns: text(search['columns']) === '' ? [] : text(search['columns']).split(','),
  }
  const change = (next: Partial<ListState>): void => {
    const merged = { ...state, ...next }
    void navigate({
      to: '.',
      replace: true,
      search: (before: Readonly<Record<string, unknown>>) => ({
        ...before,
        q: merged.q === '' ? undefined : merged.q,
        filter: merged.filter.length === 0 ? undefined : merged.filter,
        sort: merged.sort === usualSort ? undefined : merged.sort,
        columns: merged.columns.length === 0 ? undefined : merged.columns.join(','),
      }),
    } as never)
  }
  return [state, change]
}

/** Sort field and direction of the first key. */
export function firstSort(sort: string): { readonly field: string; readonly descending: boolean } {
  const first = sort.split(',')[0] ?? ''
  return first.startsWith('-') ? { field: first.slice(1), descending: true } : { field: first, descending: false }
}
