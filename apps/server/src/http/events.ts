import { writeEvent } from '@caponier/contract/kit/event-stream'
import type { EventOut } from '@caponier/contract/kit/route'

export interface EventStreamOptions {
  /** Any of these ends the stream: the client left, its session ended, its rights changed, the server stops. */
  readonly signals: readonly AbortSignal[]
  /** Milliseconds between signs of life; 20,000 when absent. */
  readonly heartbeat?: number
  /** Called once, however the stream ends. */
  readonly onEnd?: () => void
}

/** So many signs of life that nobody takes mean that nobody is there. */
const MOST_UNREAD = 3

/**
 * Server-sent events (HTML Living Standard, 9.2) from a source that is asked for the next event only when the client took the last one:
 * a slow client costs one event of memory. A client that takes nothing at all is given up after three heartbeats.
 */
export function eventStream(source: AsyncIterable<EventOut>, options: EventStreamOptions): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const iterator = source[Symbol.asyncIterator]()
  const stop = AbortSignal.any([...options.signals])
  let unread = 0
  let hasEnded = false
  let timer: NodeJS.Timeout | undefined
  let close = (): void => undefined
  const end = (): void => {
    if (hasEnded) return
    hasEnded = true
    clearInterval(timer)
    stop.removeEventListener('abort', end)
    close()
    options.onEnd?.()
    // A source that waits for its next event must hear that nobody waits with it; what it throws concerns nobody any more.
    void Promise.resolve(iterator.return?.()).catch(() => undefined)
  }
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        close = () => {
          try {
            controller.close()
          } catch {
            // Cancelled by the client: closed already.
          }
        }
        controller.enqueue(encoder.encode('retry: 2000\n\n'))
        timer = setInterval(() => {
          if ((controller.desiredSize ?? 0) > 0) {
            unread = 0
            controller.enqueue(encoder.encode(': here\n\n'))
          } else if (++unread >= MOST_UNREAD) end()
        }, options.heartbeat ?? 20_000)
        timer.unref()
        if (stop.aborted) end()
        else stop.addEventListener('abort', end)
      },
      pull: async (controller) => {
        if (hasEnded) return
        try {
          const next = await iterator.next()
          if (next.done === true) end()
          // The stream may have ended while the source was asked.
          else if (!(hasEnded as boolean)) controller.enqueue(encoder.encode(writeEvent(next.value)))
        } catch {
          end()
        }
      },
      cancel: end,
    },
    { highWaterMark: 2 },
  )
}
