import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type EventIn, eventReader, writeEvent } from './event-stream.ts'

test('events arrive as they were sent, wherever the stream is cut', () => {
  const event = fc.record({ event: fc.stringMatching(/^[a-z-]{1,10}$/), id: fc.stringMatching(/^\d{1,5}$/), data: fc.jsonValue() })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 5 }), fc.array(fc.nat(40)), fc.constantFrom('\n', '\r\n', '\r'), (events, cuts, lineEnd) => {
      const text = events
        .map((one) => `: heartbeat\n\n${writeEvent(one)}`)
        .join('')
        .replaceAll('\n', lineEnd)
      const arrived: EventIn[] = []
      const feed = eventReader((one) => arrived.push(one))
      let at = 0
      for (const cut of cuts) {
        feed(text.slice(at, at + cut))
        at += cut
      }
      feed(text.slice(at))
      // A lone CR at the end may still be half of a line end.
      feed('\n')
      expect(arrived).toEqual(events.map((one) => ({ ...one, data: JSON.parse(JSON.stringify(one.data)) })))
    }),
    { numRuns: 1_000 },
  )
})

test('a name cannot break out of its line; a stream without line end is given up', () => {
  expect(writeEvent({ event: 'a\ndata: 1', id: '1\r\n', data: undefined })).toBe('event: a data: 1\nid: 1  \ndata: null\n\n')
  const seen: EventIn[] = []
  const feed = eventReader((one) => seen.push(one))
  expect(feed('data: {\n\n')).toBe(true)
  expect(seen).toEqual([{ event: 'message', id: undefined, data: undefined }])
  expect(feed('x'.repeat(1_000_001))).toBe(false)
})
