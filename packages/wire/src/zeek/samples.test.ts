import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readZeekFolder } from './folder.ts'

/**
 * Logs of real networks, not part of this repository. The known answers were counted by a separate program from the
 * description in docs/method/zeek.md.
 */
const root = resolve(import.meta.dirname, '..', '..', '..', '..')
const samples = process.env['CAPONIER_SAMPLES'] ?? join(dirname(root), 'shared', 'samples')

const KNOWN = [
  {
    name: '4sics-151020',
    rows: 12_444,
    addresses: 12,
    senders: 9,
    flows: 10,
    reversed: 2577,
    networks: ['10.10.10.', '192.168.88.', '192.168.89.'],
    external: 4,
  },
  {
    name: 'plant-modbus-enip',
    rows: 160,
    addresses: 61,
    senders: 48,
    flows: 112,
    reversed: 3,
    networks: ['141.81.0.', '142.81.0.'],
    external: 1,
  },
  { name: 'building-tridium', rows: 1730, addresses: 61, senders: 50, flows: 116, reversed: 0, networks: ['192.168.1.'], external: 9 },
] as const

/** Addresses that are no hosts in these three logs. */
const NO_HOST = /^(22[4-9]|23\d|255|0)\.|\.255$|:/

if (!existsSync(join(samples, 'zeek'))) {
  test('sample logs', () =>
    console.info(`zeek samples: absent, looked in ${samples} (set CAPONIER_SAMPLES); the fixtures were tested instead`))
} else {
  describe.each(KNOWN)('sample $name', ({ name, rows, addresses, senders, flows, reversed, networks, external }) => {
    test('gives the known answer', async () => {
      const result = await readZeekFolder(join(samples, 'zeek', name))
      if (!result.ok) throw new Error(result.problem.message)
      const { value } = result
      expect(value).toMatchObject({ rowsRead: rows, rowsMapped: rows, rejects: {} })
      const inside = (address: string): boolean => networks.some((network) => address.startsWith(network))
      const peers = value.flows
        .filter(({ source, target }) => ![source, target].some((end) => NO_HOST.test(end)) && inside(source) !== inside(target))
        .map(({ source, target }) => (inside(source) ? target : source))
      expect({
        addresses: value.hosts.length,
        senders: value.hosts.filter((host) => host.sent).length,
        flows: value.flows.length,
        reversed: value.flows.reduce((sum, flow) => sum + flow.reversed, 0),
        external: new Set(peers).size,
      }).toEqual({ addresses, senders, flows, reversed, external })
    })
  })

  test('rows with masked times are rejects, and the reader says so', async () => {
    const result = await readZeekFolder(join(samples, 'captures', 'icsnpp-modbus'))
    expect(result).toMatchObject({ ok: true, value: { rowsRead: 2, rowsMapped: 0, rejects: { 'masked-timestamp': 2 } } })
  })
}
