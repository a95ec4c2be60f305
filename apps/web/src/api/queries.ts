import { keepPreviousData, QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ROUTES } from '@caponier/contract/table'
import { problemOf } from './client.ts'
import type { RequestOf, RouteId, ValueOf } from './client.ts'
import { call } from './client.ts'

/** A failure that trying again may mend: the server could not be reached or could not answer now. */
const isPassing = (error: unknown): boolean => problemOf(error).code === 'environment'

/**
 * Calls are tried whatever the browser believes of its network: a server on the same machine answers without any. What cannot be sent
 * fails at once and visibly, instead of waiting unseen for better times.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => count < 2 && isPassing(error),
      refetchOnWindowFocus: true,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

/** Key of a query: the slice first, so that an event can renew everything of a slice. */
export const queryKey = <Id extends RouteId>(id: Id, request: RequestOf<Id>): readonly unknown[] => [
  ROUTES[id].slice,
  id,
  withoutSignal(request),
]

const withoutSignal = (request: unknown): unknown => {
  if (typeof request !== 'object' || request === null) return null
  const { signal: _signal, ...rest } = request as { signal?: unknown }
  return rest
}

interface QueryOptions {
  readonly enabled?: boolean
  /** Keep showing the former rows while the next page loads. */
  readonly keep?: boolean
  readonly staleTime?: number
}

/** Reads a route; renewed by itself when the server says that its slice changed. */
export const useRead = <Id extends RouteId>(id: Id, request: RequestOf<Id>, options: QueryOptions = {}) =>
  useQuery<ValueOf<Id>>({
    queryKey: queryKey(id, request),
    queryFn: ({ signal }) => call(id, { ...(request as object), signal } as RequestOf<Id>),
    ...(options.enabled !== undefined && { enabled: options.enabled }),
    ...(options.staleTime !== undefined && { staleTime: options.staleTime }),
    ...(options.keep === true && { placeholderData: keepPreviousData }),
  })

/** Calls a route that changes something; afterwards the slices named (its own when none is) are read again. */
export function useAct<Id extends RouteId>(id: Id, slices?: readonly string[]) {
  const cache = useQueryClient()
  return useMutation<ValueOf<Id>, Error, RequestOf<Id>>({
    mutationFn: (request) => call(id, request),
    onSettled: () => Promise.all((slices ?? [ROUTES[id].slice]).map((slice) => cache.invalidateQueries({ queryKey: [slice] }))),
  })
}
