import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Address,
  addressScope,
  contains,
  formatAddress,
  formatPrefix,
  isDirectedBroadcast,
  overlaps,
  parseAddress,
  parsePrefix,
  type Prefix,
  prefixOf,
} from './address.ts'

const address = (text: string): Address => {
  const parsed = parseAddress(text)
  if (parsed === null) throw new Error(`${text} is no address`)
  return parsed
}
const prefix = (text: string): Prefix => {
  const parsed = parsePrefix(text)
  if (parsed === null) throw new Error(`${text} is no prefix`)
  return parsed
}
const anyAddress = fc.oneof(
  fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }).map((value): Address => ({ family: 4, value })),
  fc.bigInt({ min: 1n << 48n, max: (1n << 128n) - 1n }).map((value): Address => ({ family: 6, value })),
)

describe('addresses', () => {
  test.each([
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['010.0.0.1', null],
    ['1.2.3', null],
    ['fe80::1%1', null],
    ['1::2::3', null],
    ['', null],
  ])('%s is written %s', (text, written) => {
    const parsed = parseAddress(text)
    expect(parsed === null ? null : formatAddress(parsed)).toBe(written)
  })
  test('written and read again it is the same', () => {
    fc.assert(
      fc.property(anyAddress, (each) => {
        expect(parseAddress(formatAddress(each))).toEqual(each)
      }),
    )
  })
  test('text that is none gives null, never an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789abcdef:./%xg '.split('')) }), (text) => {
        const parsed = parseAddress(text)
        if (parsed !== null) expect(parseAddress(formatAddress(parsed))).toEqual(parsed)
      }),
    )
  })
})

describe('prefixes', () => {
  test.each([
    ['10.20.3.77/24', '10.20.3.0/24'],
    ['10.20.3.77', '10.20.3.77/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['fd00:20::1/64', 'fd00:20::/64'],
    ['::/0', '::/0'],
    ['::ffff:10.0.0.0/104', '10.0.0.0/8'],
  ])('%s is %s', (text, written) => expect(formatPrefix(prefix(text))).toBe(written))
  test.each(['10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/08', '10.0.0/8', '::/129', '10.0.0.0/8/8', '10.0.0.0/', ''])('%j is none', (text) =>
    expect(parsePrefix(text)).toBeNull(),
  )
  test('holds exactly the addresses between its first and last', () => {
    fc.assert(
      fc.property(anyAddress, anyAddress, fc.nat({ max: 128 }), (a, b, bits) => {
        const length = Math.min(bits, a.family === 4 ? 32 : 128)
        const own = prefixOf(a, length)
        const last = own.value + (1n << BigInt((a.family === 4 ? 32 : 128) - length)) - 1n
        expect(contains(own, a)).toBe(true)
        expect(contains(own, b)).toBe(b.family === a.family && b.value >= own.value && b.value <= last)
      }),
    )
  })
  test('two overlap when one holds the first address of the other', () => {
    fc.assert(
      fc.property(anyAddress, anyAddress, fc.nat({ max: 32 }), fc.nat({ max: 32 }), (a, b, m, n) => {
        const [first, second] = [prefixOf(a, m), prefixOf(b, n)]
        expect(overlaps(first, second)).toBe(contains(first, second) || contains(second, first))
      }),
    )
  })
  test('broadcast is the last and the first address of IPv4 prefixes up to /30', () => {
    const is = (network: string, each: string): boolean => isDirectedBroadcast(prefix(network), address(each))
    expect([is('10.0.0.0/24', '10.0.0.255'), is('10.0.0.0/24', '10.0.0.0'), is('10.0.0.0/30', '10.0.0.3')]).toEqual([true, true, true])
    expect([
      is('10.0.0.0/24', '10.0.0.254'),
      is('10.0.0.0/16', '10.0.0.255'),
      is('10.0.0.0/31', '10.0.0.1'),
      is('10.0.0.1/32', '10.0.0.1'),
      is('10.0.0.0/24', '10.0.1.255'),
      is('fd00::/64', 'fd00::'),
    ]).toEqual([false, false, false, false, false, false])
  })
})

test.each([
  ['10.0.0.1', 'unicast'],
  ['192.168.1.1', 'unicast'],
  ['203.0.113.1', 'unicast'],
  ['fd00::1', 'unicast'],
  ['2001:db8::1', 'unicast'],
  ['224.0.0.1', 'multicast'],
  ['239.255.255.250', 'multicast'],
  ['ff02::fb', 'multicast'],
  ['255.255.255.255', 'broadcast'],
  ['0.0.0.0', 'unspecified'],
  ['::', 'unspecified'],
  ['127.0.0.1', 'loopback'],
  ['::1', 'loopback'],
  ['169.254.1.1', 'link-local'],
  ['fe80::1', 'link-local'],
  ['::ffff:224.0.0.1', 'multicast'],
])('%s is %s', (text, scope) => expect(addressScope(address(text))).toBe(scope))
