import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ObservedFlow, ObservedTraffic } from './observed.ts'
import { createZeekReader, parseZeekChunk } from './reader.ts'
import { REJECT_REASONS } from './rejects.ts'

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures', 'zeek')
const bytesOf = (...path: string[]): Uint8Array => new Uint8Array(readFileSync(join(FIXTURES, ...path)))
const readFixture = (...path: string[]): ObservedTraffic => parseZeekChunk(bytesOf(...path))
const rejected = ({ rejects }: Pick<ObservedTraffic, 'rejects'>): number => Object.values(rejects).reduce((sum, count) => sum + count, 0)
const flowTo = ({ flows }: ObservedTraffic, target: string, port: number | null): ObservedFlow => {
  const found = flows.find((flow) => flow.target === target && flow.port === port)
  if (found === undefined) throw new Error(`no flow to ${target} ${port}`)
  return found
}

describe('a TSV log', () => {
  const traffic = readFixture('plain', 'conn.log')

  test('maps every row and sums rows of the same flow', () => {
    expect(traffic).toMatchObject({ rowsRead: 14, rowsMapped: 14, rejects: {} })
    expect(traffic.flows.reduce((sum, flow) => sum + flow.connections, 0)).toBe(14)
    expect(flowTo(traffic, '10.20.3.21', 502)).toEqual({
      source: '10.20.3.10',
      target: '10.20.3.21',
      transport: 'tcp',
      port: 502,
      service: 'modbus',
      inferred: false,
      exchange: 'answered',
      connections: 2,
      answered: 2,
      oneWay: 0,
      attempts: 0,
      reversed: 0,
      bytesOut: 1500,
      bytesIn: 3000,
      firstSeen: '2026-03-02T08:00:01.000Z',
      lastSeen: '2026-03-02T08:01:10.250Z',
      states: { SF: 2 },
      proof: { file: 'conn.log', lines: [9, 10] },
    })
  })

  test('marks a service known only by its port, and names none where the port tells none', () => {
    expect(flowTo(traffic, '10.20.3.22', 102)).toMatchObject({ service: 'iso-tsap', inferred: true })
    expect(flowTo(traffic, '10.20.3.23', 23)).toMatchObject({ service: 'telnet', inferred: true })
    expect(flowTo(traffic, '203.0.113.7', 443)).toMatchObject({ service: 'tls', inferred: false })
    expect(flowTo(traffic, '10.20.3.21', null)).toMatchObject({ transport: 'icmp', service: null, inferred: false })
  })

  test('tells attempts from one-way traffic, and neither makes the target a sender', () => {
    expect(flowTo(traffic, '10.20.3.40', 502)).toMatchObject({ exchange: 'attempt', attempts: 1, states: { S0: 1 } })
    expect(flowTo(traffic, '10.20.3.41', 80)).toMatchObject({ exchange: 'attempt', attempts: 1, states: { REJ: 1 } })
    expect(flowTo(traffic, '10.20.3.30', 514)).toMatchObject({ exchange: 'one-way', service: 'syslog' })
    const sent = traffic.hosts.filter((host) => host.sent).map((host) => host.address)
    expect(sent).toEqual(['0.0.0.0', '10.20.3.10', '10.20.3.21', '10.20.3.22', '10.20.3.23', '198.51.100.9', '203.0.113.7'])
  })

  test('turns a row without handshake round', () => {
    expect(traffic.flows.filter((flow) => flow.reversed > 0)).toMatchObject([
      { source: '10.20.3.10', target: '10.20.3.21', port: 102, bytesOut: 0, bytesIn: 1 },
    ])
  })

  test('keeps link-layer addresses, roles and period of a host', () => {
    const plc = traffic.hosts.find((host) => host.address === '10.20.3.21')
    expect(plc).toMatchObject({ macs: ['02:00:5e:00:03:15'], connections: 5, firstSeen: '2026-03-02T08:00:01.000Z' })
    expect(plc?.serves.map(({ port, service }) => [port, service])).toEqual([
      [null, null],
      [102, 'iso-tsap'],
      [502, 'modbus'],
    ])
    expect(plc?.uses.map(({ service }) => service)).toEqual(['syslog'])
  })

  test('knows that the log was finished', () => expect(traffic.files).toMatchObject([{ format: 'tsv', closed: true }]))
})

test('IPv6 spellings are one address, and mapped IPv4 is IPv4', () => {
  const traffic = readFixture('ipv6', 'conn.log')
  expect(traffic).toMatchObject({ rowsRead: 6, rowsMapped: 6 })
  expect(flowTo(traffic, 'fd00:20::21', 4840)).toMatchObject({ source: 'fd00:20::10', connections: 2, service: 'opcua' })
  expect(flowTo(traffic, '10.20.3.21', 502).source).toBe('10.20.3.10')
})

test('a header may change within a file: separator, set separator, unset and empty marks, order of columns', () => {
  const traffic = readFixture('header-change', 'conn.log')
  expect(traffic).toMatchObject({ rowsRead: 5, rowsMapped: 5, rejects: {} })
  expect(traffic.flows.map(({ service, inferred, connections }) => [service, inferred, connections])).toEqual([
    ['modbus', false, 2],
    ['modbus', true, 2],
    ['s7comm', false, 1],
  ])
  expect(traffic.files).toMatchObject([{ closed: false }])
})

describe('a JSON log', () => {
  test('is read flat, with epoch seconds, epoch milliseconds and ISO 8601', () => {
    const traffic = readFixture('json-flat', 'conn.log')
    expect(traffic).toMatchObject({ rowsRead: 3, rowsMapped: 3, files: [{ format: 'json' }] })
    expect(traffic.flows.map((flow) => flow.firstSeen)).toEqual([
      '2026-03-02T08:00:01.250Z',
      '2026-03-02T08:00:02.500Z',
      '2026-03-02T08:00:03.250Z',
    ])
    expect(traffic.hosts.find((host) => host.address === '10.20.3.10')?.macs).toEqual(['02:00:5e:00:03:0a'])
  })
  test('is read nested, with the offset of its time', () => {
    const traffic = readFixture('json-nested', 'conn.json')
    expect(traffic.flows).toMatchObject([
      { source: '10.20.3.10', target: '10.20.3.21', port: 502, service: 'modbus', firstSeen: '2026-03-02T08:00:02.500Z' },
    ])
  })
  test('gives the same as the TSV log of the same rows', () => {
    const json =
      '{"ts":1772438401.0,"id.orig_h":"10.20.3.10","id.orig_p":1,"id.resp_h":"10.20.3.21","id.resp_p":502,"proto":"tcp","service":"modbus","duration":1.0,"orig_bytes":10,"resp_bytes":20,"conn_state":"SF","history":"ShADadFf","orig_pkts":4,"resp_pkts":4}\n'
    const header =
      '#separator \\x09\n#fields\tts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state\thistory\torig_pkts\tresp_pkts\n'
    const tsv = '1772438401.000000\t10.20.3.10\t1\t10.20.3.21\t502\ttcp\tmodbus\t1.0\t10\t20\tSF\tShADadFf\t4\t4\n'
    const strip = ({ flows }: ObservedTraffic) => flows.map((flow) => ({ ...flow, proof: null }))
    const encoder = new TextEncoder()
    expect(strip(parseZeekChunk(encoder.encode(json)))).toEqual(strip(parseZeekChunk(encoder.encode(header + tsv))))
  })
})

describe('rejects', () => {
  const traffic = readFixture('broken', 'conn.log')
  test('every broken row is counted under its reason', () => {
    expect(traffic.rejects).toEqual({
      'no-header': 1,
      'unusable-header': 1,
      'other-log': 2,
      'not-json': 1,
      'broken-utf8': 1,
      'bad-column-count': 1,
      'missing-field': 3,
      'masked-timestamp': 1,
      'bad-timestamp': 2,
      'bad-duration': 1,
      'bad-address': 2,
      'bad-port': 2,
      'unknown-protocol-field': 1,
      'bad-service': 1,
      'bad-count': 2,
    })
    expect(traffic).toMatchObject({ rowsRead: 24, rowsMapped: 2 })
    expect(rejected(traffic)).toBe(22)
  })
  test('names the line of each', () => {
    expect(traffic.examples[0]).toEqual({ file: 'conn.log', line: 1, reason: 'no-header' })
    expect(traffic.examples.find((example) => example.reason === 'masked-timestamp')).toEqual({
      file: 'conn.log',
      line: 13,
      reason: 'masked-timestamp',
    })
  })
  test('limits on lines, hosts and flows reject what is beyond them', () => {
    const bytes = bytesOf('plain', 'conn.log')
    expect(parseZeekChunk(bytes, 'conn.log', { lineBytes: 150 }).rejects['line-too-long']).toBeGreaterThan(0)
    expect(parseZeekChunk(bytes, 'conn.log', { hosts: 3 })).toMatchObject({ rowsRead: 14, rejects: { 'too-many-hosts': 9 } })
    expect(parseZeekChunk(bytes, 'conn.log', { flows: 2 })).toMatchObject({ rowsRead: 14, rejects: { 'too-many-flows': 11 } })
  })
  test('together the fixtures and limits show every reason', () => {
    const services = Array.from({ length: 4100 }, (_, index) =>
      JSON.stringify({
        ts: 1772438401,
        id: { orig_h: '10.20.3.1', orig_p: 1, resp_h: '10.20.3.2', resp_p: 2 },
        proto: 'tcp',
        service: `s${index}`,
      }),
    ).join('\n')
    const bytes = bytesOf('plain', 'conn.log')
    const shown = [
      traffic,
      parseZeekChunk(bytes, 'conn.log', { lineBytes: 150 }),
      parseZeekChunk(bytes, 'conn.log', { hosts: 3 }),
      parseZeekChunk(bytes, 'conn.log', { flows: 2 }),
      parseZeekChunk(new TextEncoder().encode(services)),
    ].flatMap(({ rejects }) => Object.keys(rejects))
    expect(new Set(shown)).toEqual(new Set(REJECT_REASONS))
  })
})

describe('hostile input', () => {
  const holds = (traffic: ObservedTraffic): void => {
    expect(traffic.rowsMapped + rejected(traffic)).toBe(traffic.rowsRead)
    expect(traffic.flows.reduce((sum, flow) => sum + flow.connections, 0)).toBe(traffic.rowsMapped)
    for (const flow of traffic.flows) {
      expect(flow.answered + flow.oneWay + flow.attempts).toBe(flow.connections)
      expect(Object.values(flow.states).reduce((sum, count) => sum + count, 0)).toBe(flow.connections)
      expect(flow.proof.lines.length).toBe(Math.min(5, flow.connections))
    }
  }
  test('random bytes: rows read = mapped + rejects', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => holds(parseZeekChunk(bytes))),
      { numRuns: 300 },
    )
  })
  const originals = ['plain', 'header-change', 'json-flat', 'ipv6'].map((name) => bytesOf(name, 'conn.log'))
  test('fixtures with bytes changed, cut out and doubled: rows read = mapped + rejects', () => {
    const change = fc.record({ at: fc.nat(), with: fc.uint8Array({ maxLength: 6 }), drop: fc.nat({ max: 40 }) })
    fc.assert(
      fc.property(fc.constantFrom(...originals), fc.array(change, { maxLength: 12 }), (original, changes) => {
        let bytes = original
        for (const { at, with: put, drop } of changes) {
          const place = at % (bytes.length + 1)
          bytes = new Uint8Array([...bytes.subarray(0, place), ...put, ...bytes.subarray(place + drop)])
        }
        holds(parseZeekChunk(bytes))
      }),
      { numRuns: 300 },
    )
  })
  test('where the chunks are cut makes no difference', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...originals, bytesOf('broken', 'conn.log')),
        fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 60 }),
        (bytes, sizes) => {
          const reader = createZeekReader()
          reader.openFile('conn.log')
          let from = 0
          for (const size of sizes) reader.push(bytes.subarray(from, (from += size)))
          reader.push(bytes.subarray(from))
          reader.closeFile()
          expect(reader.result()).toEqual(parseZeekChunk(bytes))
        },
      ),
      { numRuns: 200 },
    )
  })
  test('deep nesting, huge numbers and NUL are rejects, not failures', () => {
    const encoder = new TextEncoder()
    const rows = [
      `{"ts":${'['.repeat(100_000)}`,
      `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      `{"ts":1e999}`,
      '{"ts":1772438401,"__proto__":{"id.orig_h":"10.0.0.1"}}',
      '\u0000\u0000',
    ]
    expect(parseZeekChunk(encoder.encode(rows.join('\n')))).toMatchObject({
      rowsRead: 5,
      rowsMapped: 0,
      rejects: { 'not-json': 1, 'missing-field': 3, 'no-header': 1 },
    })
  })
})
