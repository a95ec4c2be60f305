import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { LiveEvent } from '@caponier/contract/activity/events'
import { client } from './client.ts'

/** Follows what changes in an organisation and reads the slices concerned again. Says whether the line stands. */
export function useLive(tenant: string): 'open' | 'lost' {
  const cache = useQueryClient()
  const [state, setState] = useState<'open' | 'lost'>('open')
  useEffect(() => {
    const stop = new AbortController()
    void client.follow('tenant.events', {
      params: { tenant },
      signal: stop.signal,
      onState: (next) => setState(next),
      onEvent: ({ event, data }) => {
        const parsed = LiveEvent.safeParse(data)
        if (event !== 'changed' || !parsed.success) return
        const slices = parsed.data.slices
        if (slices.includes('*')) void cache.invalidateQueries()
        else for (const slice of slices) void cache.invalidateQueries({ queryKey: [slice] })
      },
    })
    return () => stop.abort()
  }, [cache, tenant])
  return state
}
