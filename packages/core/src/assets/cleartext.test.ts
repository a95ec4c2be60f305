import { describe, expect, test } from 'vitest'
import { cleartextManagement } from './cleartext.ts'

describe('cleartextManagement', () => {
  test.each([
    [{ protocol: 'telnet', port: 23 }, 'telnet', 'seen'],
    [{ protocol: 'Telnet', port: 2323 }, 'telnet', 'seen'],
    [{ protocol: 'telnet', port: 23, inferred: true }, 'telnet', 'inferred'],
    [{ protocol: 'tcp/23' }, 'telnet', 'inferred'],
    [{ protocol: 'tcp', port: 23 }, 'telnet', 'inferred'],
    [{ protocol: 'ftp', port: 21 }, 'ftp', 'seen'],
    [{ protocol: 'udp/69' }, 'tftp', 'inferred'],
    [{ protocol: 'rlogin', port: 513 }, 'rlogin', 'seen'],
    [{ protocol: 'tcp/514' }, 'rsh', 'inferred'],
    [{ protocol: 'vnc', port: 5900 }, 'vnc', 'inferred'],
    [{ protocol: 'snmp', port: 161 }, 'snmp', 'inferred'],
    [{ protocol: 'ldap', port: 389 }, 'ldap', 'inferred'],
    [{ protocol: 'http', port: 80, function: 'manage' }, 'http', 'seen'],
    [{ protocol: 'http', port: 80, function: 'firmware', inferred: true }, 'http', 'inferred'],
    [{ protocol: 'http', port: 10_000 }, 'http', 'inferred'],
  ] as const)('%j is %s, %s', (flow, protocol, certainty) => expect(cleartextManagement(flow)).toMatchObject({ protocol, certainty }))

  test.each([
    { protocol: 'http', port: 80 },
    { protocol: 'http', port: 8080 },
    { protocol: 'http+tls', port: 443, function: 'manage' },
    { protocol: 'ftp+tls', port: 21 },
    { protocol: 'ldap+tls', port: 389 },
    { protocol: 'ssh', port: 22 },
    { protocol: 'ssh', port: 23 },
    { protocol: 'syslog', port: 514 },
    { protocol: 'udp/514' },
    { protocol: 'modbus', port: 502, function: 'write' },
    { protocol: 's7comm', port: 102, function: 'program' },
    { protocol: 'tcp/5904' },
    { protocol: 'icmp' },
    { protocol: 'telnet', port: 23, connections: 0 },
  ] as const)('%j is none', (flow) => expect(cleartextManagement(flow)).toBeNull())

  test('names the requirement and, where the protocol may be encrypted, the doubt', () => {
    expect(cleartextManagement({ protocol: 'telnet' })?.requirements).toContain('SR 4.1')
    expect(cleartextManagement({ protocol: 'telnet' })?.doubt).toBeUndefined()
    expect(cleartextManagement({ protocol: 'tftp' })?.requirements).toContain('SR 1.1')
    expect(cleartextManagement({ protocol: 'snmp' })?.doubt).toMatch(/Version 3/)
  })
})
