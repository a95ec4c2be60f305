import { describe, expect, test } from 'vitest'
import { canonicalService, KNOWN_PORTS, serviceOfPort } from './services.ts'

describe('canonicalService', () => {
  test.each([
    ['modbus', 'modbus'],
    ['cotp,s7comm', 's7comm'],
    ['s7comm,cotp', 's7comm'],
    ['cotp', 'cotp'],
    ['dnp3_tcp', 'dnp3'],
    ['opcua-binary', 'opcua'],
    ['spicy_profinet_io_cm', 'profinet-cm'],
    ['ssl,http', 'http+tls'],
    ['http,ssl', 'http+tls'],
    ['gssapi,smb,dce_rpc', 'dce-rpc+smb'],
    ['-ssl,rfb', 'vnc'],
    ['-ssl', ''],
    ['MODBUS', 'modbus'],
  ])('%s is %j', (text, service) => expect(canonicalService(text, ',')).toBe(service))

  test.each(['mod bus', '=cmd()', 'a\u0000b', '\u001b[31m', 'x'.repeat(201)])('%j is none', (text) =>
    expect(canonicalService(text, ',')).toBeUndefined(),
  )
})

describe('the table of ports', () => {
  test.each([
    ['tcp', 502, 'modbus'],
    ['tcp', 102, 'iso-tsap'],
    ['tcp', 44_818, 'enip'],
    ['udp', 2222, 'enip-io'],
    ['tcp', 4840, 'opcua'],
    ['tcp', 20_000, 'dnp3'],
    ['udp', 47_808, 'bacnet'],
    ['tcp', 2404, 'iec104'],
    ['tcp', 1883, 'mqtt'],
    ['tcp', 8883, 'mqtt-tls'],
    ['udp', 5094, 'hart-ip'],
    ['udp', 34_964, 'profinet-cm'],
    ['tcp', 1911, 'fox'],
    ['tcp', 514, 'rsh'],
    ['udp', 514, 'syslog'],
  ] as const)('%s %i is %s', (transport, port, service) => expect(serviceOfPort(transport, port)).toBe(service))

  test('says nothing about TCP 2222, ephemeral ports and ICMP', () => {
    expect([serviceOfPort('tcp', 2222), serviceOfPort('tcp', 50_000), serviceOfPort('icmp', 8)]).toEqual([null, null, null])
  })

  test('names no transport and port twice', () => {
    const all = KNOWN_PORTS.flatMap(({ transports, from, to }) =>
      transports.flatMap((transport) => Array.from({ length: to - from + 1 }, (_, step) => `${transport}/${from + step}`)),
    )
    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBeGreaterThan(100)
  })
})
