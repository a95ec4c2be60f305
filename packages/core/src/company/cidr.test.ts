import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAddress, parseCidr } from './cidr.ts'

test.each([
  ['10.20.3.0/24', 4, 0x0a140300n, 0x0a1403ffn],
  ['0.0.0.0/0', 4, 0n, 0xffffffffn],
  ['192.0.2.7/32', 4, 0xc0000207n, 0xc0000207n],
  ['::/0', 6, 0n, (1n << 128n) - 1n],
  ['fd00:20::/64', 6, 0xfd000020n << 96n, (0xfd000020n << 96n) | ((1n << 64n) - 1n)],
  ['::ffff:192.0.2.1/128', 6, 0xffffc0000201n, 0xffffc0000201n],
] as const)('%s', (text, family, first, last) => expect(parseCidr(text)).toEqual({ range: { family, first, last } }))

test.each([
  ['10.0.0.0', 'no-prefix'],
  ['10.0.0/8', 'address'],
  ['010.0.0.0/8', 'address'],
  ['1:2:3:4:5:6:7/64', 'address'],
  ['1::2::3/64', 'address'],
  ['::1.2.3/64', 'address'],
  ['10.0.0.0/33', 'length'],
  ['fd00::/129', 'length'],
  ['10.0.0.0/-1', 'length'],
] as const)('%s has fault %s', (text, fault) => expect(parseCidr(text)).toEqual({ fault }))

test('host bits give the prefix that was meant', () =>
  expect(parseCidr('10.20.3.5/24')).toEqual({ fault: 'host-bits', range: { family: 4, first: 0x0a140300n, last: 0x0a1403ffn } }))

test('any IPv6 address in any shortening reads as the same number', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0, 1, 0xffff, 0x20), { minLength: 8, maxLength: 8 }), (groups) => {
      const value = groups.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n)
      const full = groups.map((group) => group.toString(16)).join(':')
      expect(parseAddress(full)?.value).toBe(value)
      const url = new URL(`http://[${full}]/`).hostname.slice(1, -1)
      expect(parseAddress(url)?.value).toBe(value)
    }),
  )
})
