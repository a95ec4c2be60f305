import { describe, expect, test } from 'vitest'
import { emptyConnRow, type ConnRow } from './conn-row.ts'
import type { Transport } from './transport.ts'
import { looksReversed, participation } from './exchange.ts'
import { historyOf, stateOf } from './names.ts'

const row = (transport: Transport, state: string, history: string, over: Partial<ConnRow> = {}): ConnRow => ({
  ...emptyConnRow(),
  transport,
  state: stateOf(state),
  history: historyOf(history),
  ...over,
})

describe('participation', () => {
  test.each([
    ['tcp', 'SF', 'ShADadFf', 'answered', true, true],
    ['tcp', 'S0', 'S', 'attempt', true, false],
    ['tcp', 'REJ', 'Sr', 'attempt', true, false],
    ['tcp', 'SH', 'SF', 'attempt', true, false],
    ['tcp', 'RSTOS0', 'R', 'attempt', false, false],
    ['tcp', 'RSTOS0', 'DR', 'one-way', true, false],
    ['tcp', 'OTH', 'SAD', 'one-way', true, false],
    ['tcp', 'OTH', 'DdA', 'answered', true, true],
    ['tcp', 'RSTRH', '^hr', 'one-way', false, true],
    ['udp', 'SF', 'Dd', 'answered', true, true],
    ['udp', 'S0', 'D', 'one-way', true, false],
    ['udp', 'SHR', 'd', 'one-way', false, true],
  ] as const)('%s %s %s proves %s', (transport, state, history, exchange, origSent, respSent) =>
    expect(participation(row(transport, state, history))).toEqual({ exchange, origSent, respSent }),
  )

  test.each([
    ['tcp', 'SF', 5, 5, 'answered', true],
    ['tcp', 'S0', 1, 0, 'attempt', false],
    ['tcp', 'REJ', 1, 1, 'attempt', false],
    ['tcp', 'OTH', 5, 0, 'one-way', false],
    ['tcp', 'OTH', 5, 5, 'answered', true],
    ['tcp', 'SF', -1, -1, 'answered', true],
    ['tcp', '-', -1, -1, 'one-way', false],
    ['udp', 'SHR', 0, 2, 'one-way', true],
  ] as const)('without history %s %s, packets %i and %i, proves %s', (transport, state, origPackets, respPackets, exchange, respSent) =>
    expect(participation(row(transport, state, '', { origPackets, respPackets }))).toMatchObject({ exchange, respSent }),
  )

  test('an echo request without reply is an attempt, an unreachable message is not', () => {
    expect(participation(row('icmp', 'OTH', '', { origPort: 8, origPackets: 1, respPackets: 0 })).exchange).toBe('attempt')
    expect(participation(row('icmp', 'OTH', '', { origPort: 128, origPackets: 1, respPackets: 0 })).exchange).toBe('attempt')
    expect(participation(row('icmp', 'OTH', '', { origPort: 3, origPackets: 1, respPackets: 0 })).exchange).toBe('one-way')
    expect(participation(row('icmp', 'OTH', '', { origPort: 8, origPackets: 1, respPackets: 1 })).exchange).toBe('answered')
  })
})

describe('looksReversed', () => {
  test('turns a TCP row without handshake from a listening port to one where nothing listens', () => {
    expect(looksReversed(row('tcp', 'RSTOS0', 'DR', { origPort: 102, respPort: 53_687 }))).toBe(true)
    expect(looksReversed(row('tcp', 'OTH', 'Dd', { origPort: 44_818, respPort: 50_000 }))).toBe(true)
  })
  test.each([
    ['a SYN was seen', row('tcp', 'S0', 'S', { origPort: 102, respPort: 53_687 })],
    ['a SYN-ACK was seen', row('tcp', 'RSTRH', 'hr', { origPort: 102, respPort: 53_687 })],
    ['no history', row('tcp', 'OTH', '', { origPort: 102, respPort: 53_687 })],
    ['UDP', row('udp', 'S0', 'D', { origPort: 53, respPort: 53_687 })],
    ['both listen', row('tcp', 'OTH', 'Dd', { origPort: 102, respPort: 44_818 })],
    ['neither listens', row('tcp', 'OTH', 'Dd', { origPort: 50_000, respPort: 53_687 })],
    ['target below 1024', row('tcp', 'OTH', 'Dd', { origPort: 102, respPort: 1023 })],
  ])('leaves a row alone: %s', (_, each) => expect(looksReversed(each)).toBe(false))
})
