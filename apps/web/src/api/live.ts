import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { LiveEvent } from '@caponier/contract/activity/events'
import { client } from './client.ts'
import { setLine } from './line.ts'
import { lookForNewVersion } from './version.ts'

/**
 * Follows what changes in an organisation and reads the slices concerned again. Whatever was missed while the line was down is read when
 * it stands again.
 */
export function useLive(tenant: string): void {
  const cache = useQueryClient()
  useEffect(() => {
    const stop = new AbortController()
    void keepFollowing(cache, tenant, stop.signal)
    return () => {
      stop.abort()
      setLine('open')
    }
  }, [cache, tenant])
}

async function keepFollowing(cache: QueryClient, tenant: string, signal: AbortSignal): Promise<void> {
  const began = Date.now()
  let isFirst = true
  while (!signal.aborted) {
    await client.follow('tenant.events', {
      params: { tenant },
      signal,
      hints: lookWhenTheNetworkChanges,
      onState: setLine,
      onEvent: ({ event, data }) => {
        const parsed = LiveEvent.safeParse(data)
        if (!parsed.success) return
        const { slices } = parsed.data
        if (event === 'hello' && isFirst) {
          isFirst = false
          // What an earlier visit left in memory may be out of date; what this one reads is not.
          void cache.invalidateQueries({ predicate: (query) => query.state.dataUpdatedAt < began })
        } else if (slices.includes('*')) void cache.invalidateQueries()
        else for (const slice of slices) void cache.invalidateQueries({ queryKey: [slice] })
        if (event === 'hello') void lookForNewVersion()
      },
    })
    // Refused: the session has ended, or the membership. Once the server answers something else again, so may it here.
    if (!signal.aborted) await nextAnswer(cache, signal)
  }
}

/** A browser that goes offline or comes back only hints: a server on this very machine answers without any network. */
function lookWhenTheNetworkChanges(look: () => void): () => void {
  window.addEventListener('online', look)
  window.addEventListener('offline', look)
  return () => {
    window.removeEventListener('online', look)
    window.removeEventListener('offline', look)
  }
}

/** Waits until some query succeeds. */
function nextAnswer(cache: QueryClient, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      unsubscribe()
      signal.removeEventListener('abort', end)
      resolve()
    }
    const unsubscribe = cache.getQueryCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'success') end()
    })
    signal.addEventListener('abort', end)
  })
}
