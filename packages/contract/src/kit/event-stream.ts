import type { EventOut } from './route.ts'

/** One event as text (HTML Living Standard, 9.2.5). Line breaks cannot occur in JSON; name and id lose control characters. */
export function writeEvent({ event, id, data }: EventOut): string {
  const oneLine = (text: string): string => text.replace(/\p{Cc}/gu, ' ')
  return `event: ${oneLine(event)}\n${id === undefined ? '' : `id: ${oneLine(id)}\n`}data: ${JSON.stringify(data ?? null)}\n\n`
}

/** An event as it arrives. `data` is what was sent, or undefined when it is no JSON. */
export interface EventIn {
  readonly event: string
  readonly id: string | undefined
  readonly data: unknown
}

/** Bounds of one event, against a server that never ends a line. */
const MOST_CHARACTERS = 1_000_000

/** Reads events from chunks of text, wherever these are cut. Comments (heartbeats) are skipped. False: a line does not end. */
export function eventReader(onEvent: (event: EventIn) => void): (chunk: string) => boolean {
  let rest = ''
  let event = ''
  let data: string[] = []
  let id: string | undefined
  const line = (text: string): void => {
    if (text === '') {
      if (data.length > 0) onEvent({ event: event === '' ? 'message' : event, id, data: parsed(data.join('\n')) })
      event = ''
      data = []
      return
    }
    const at = text.indexOf(':')
    if (at === 0) return
    const name = at < 0 ? text : text.slice(0, at)
    const value = at < 0 ? '' : text.slice(at + (text[at + 1] === ' ' ? 2 : 1))
    if (name === 'event') event = value
    else if (name === 'data') data.push(value)
    else if (name === 'id' && !value.includes('\u0000')) id = value
  }
  return (chunk) => {
    rest += chunk
    // A CR at the very end may be half of a CRLF.
    const lines = rest.split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    lines.forEach(line)
    return rest.length <= MOST_CHARACTERS
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
