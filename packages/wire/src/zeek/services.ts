import type { Transport } from './transport.ts'

/** A port that tells what usually listens there; what it tells is always marked inferred. */
export interface KnownPort {
  readonly service: string
  readonly transports: readonly Transport[]
  readonly from: number
  readonly to: number
  /** True: registered under this meaning with IANA; false: the maker's or the trade's practice. */
  readonly registered: boolean
}

const tcp: readonly Transport[] = ['tcp']
const udp: readonly Transport[] = ['udp']
const both: readonly Transport[] = ['tcp', 'udp']

const port = (service: string, transports: readonly Transport[], from: number, to = from): KnownPort => ({
  service,
  transports,
  from,
  to,
  registered: true,
})
const practice = (service: string, transports: readonly Transport[], from: number, to = from): KnownPort => ({
  service,
  transports,
  from,
  to,
  registered: false,
})

/**
 * Ports of plant protocols. Source: IANA Service Name and Transport Protocol Port Number Registry where `registered`;
 * else the port documented by the maker or used throughout the trade (Niagara Fox, FINS, SRTP, CODESYS ...).
 *
 * Traps: 102 is only "ISO transport on TCP": S7comm, MMS and others use it, so the port alone never says S7comm.
 * 2222 is EtherNet/IP implicit I/O on UDP; on TCP it is as often a moved SSH, so TCP 2222 tells nothing.
 */
const PLANT_PORTS: readonly KnownPort[] = [
  port('modbus', both, 502),
  port('modbus-tls', tcp, 802),
  port('iso-tsap', tcp, 102),
  port('enip', both, 44_818),
  port('enip-io', udp, 2222),
  port('enip-tls', both, 2221),
  port('opcua', tcp, 4840),
  port('opcua-tls', tcp, 4843),
  port('dnp3-tls', both, 19_999),
  port('dnp3', both, 20_000),
  port('bacnet', udp, 47_808),
  practice('bacnet', udp, 47_809, 47_823),
  port('iec104', tcp, 2404),
  port('iec104-tls', tcp, 19_998),
  port('mqtt', tcp, 1883),
  port('mqtt-tls', tcp, 8883),
  port('amqp', tcp, 5672),
  port('hart-ip', both, 5094),
  port('profinet-rt', both, 34_962),
  port('profinet-rtm', both, 34_963),
  port('profinet-cm', both, 34_964),
  port('ethercat', both, 34_980),
  port('ff-hse', both, 1089, 1091),
  practice('fox', tcp, 1911),
  practice('fox-tls', tcp, 4911),
  practice('fins', both, 9600),
  practice('ge-srtp', tcp, 18_245, 18_246),
  practice('melsec', both, 5006, 5007),
  practice('codesys', tcp, 1217),
  practice('codesys', tcp, 2455),
  practice('codesys', tcp, 11_740, 11_743),
  practice('crimson', tcp, 789),
  practice('pcworx', tcp, 1962),
  practice('proconos', tcp, 20_547),
]

/** Ports of office and management services that stand in plants. Source: the same IANA registry. */
const COMMON_PORTS: readonly KnownPort[] = [
  port('ftp-data', tcp, 20),
  port('ftp', tcp, 21),
  port('ssh', tcp, 22),
  port('telnet', tcp, 23),
  port('smtp', tcp, 25),
  port('dns', both, 53),
  port('dhcp', udp, 67, 68),
  port('tftp', udp, 69),
  port('http', tcp, 80),
  port('kerberos', both, 88),
  port('pop3', tcp, 110),
  port('ntp', udp, 123),
  port('dce-rpc', both, 135),
  port('netbios-ns', both, 137),
  port('netbios-dgm', udp, 138),
  port('netbios-ssn', tcp, 139),
  port('imap', tcp, 143),
  port('snmp', both, 161),
  port('snmp-trap', both, 162),
  port('ldap', both, 389),
  port('https', tcp, 443),
  port('smb', tcp, 445),
  port('isakmp', udp, 500),
  port('rexec', tcp, 512),
  port('rlogin', tcp, 513),
  port('rsh', tcp, 514),
  port('syslog', udp, 514),
  port('ldaps', tcp, 636),
  port('syslog-tls', tcp, 6514),
  port('openvpn', both, 1194),
  port('mssql', tcp, 1433),
  port('mssql-browser', udp, 1434),
  port('oracle', tcp, 1521),
  port('ssdp', udp, 1900),
  port('mysql', tcp, 3306),
  port('rdp', both, 3389),
  port('ipsec-nat-t', udp, 4500),
  port('wsd', both, 3702),
  port('mdns', udp, 5353),
  port('llmnr', udp, 5355),
  port('postgresql', tcp, 5432),
  practice('vnc', tcp, 5900, 5903),
  port('winrm', tcp, 5985, 5986),
]

export const KNOWN_PORTS: readonly KnownPort[] = [...PLANT_PORTS, ...COMMON_PORTS]

const byPort = (transport: Transport): ReadonlyMap<number, string> =>
  new Map(
    KNOWN_PORTS.filter((known) => known.transports.includes(transport)).flatMap((known) =>
      Array.from({ length: known.to - known.from + 1 }, (_, step): [number, string] => [known.from + step, known.service]),
    ),
  )
const NONE: ReadonlyMap<number, string> = new Map()
const LISTENING: Readonly<Record<Transport, ReadonlyMap<number, string>>> = {
  tcp: byPort('tcp'),
  udp: byPort('udp'),
  icmp: NONE,
  other: NONE,
}

/** The service that usually listens on a port, null where the table holds none. */
export const serviceOfPort = (transport: Transport, number: number): string | null => LISTENING[transport].get(number) ?? null

/** Zeek's names of analysers (ICSNPP included) where ours differs. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['dnp3_tcp', 'dnp3'],
  ['dnp3_udp', 'dnp3'],
  ['opcua-binary', 'opcua'],
  ['opcua_binary', 'opcua'],
  ['profinet_io_cm', 'profinet-cm'],
  ['hart_ip', 'hart-ip'],
  ['modbus_tcp', 'modbus'],
  ['iec60870_5_104', 'iec104'],
  ['rfb', 'vnc'],
  ['ssl', 'tls'],
  ['dce_rpc', 'dce-rpc'],
  ['krb', 'kerberos'],
  ['krb_tcp', 'kerberos'],
  ['ldap_tcp', 'ldap'],
  ['ldap_udp', 'ldap'],
])

/** Layers that only carry another protocol: not named where that protocol is known. */
const CARRIERS: ReadonlySet<string> = new Set(['cotp', 'gssapi', 'ntlm'])

const TOKEN = /^-?[a-z0-9][a-z0-9_.:/-]*$/

/**
 * Canonical service from the text of Zeek's `service` field: names sorted, `+` between several, `tls` last, names that
 * Zeek withdrew (a leading minus) left out. '' when nothing is left, undefined when the text is no service.
 */
export function canonicalService(text: string, separator: string): string | undefined {
  if (text.length > 200) return undefined
  const tokens = text
    .toLowerCase()
    .split(separator)
    .filter((token) => token !== '')
  if (tokens.some((token) => !TOKEN.test(token))) return undefined
  const spoken = tokens.filter((token) => !token.startsWith('-'))
  const names = [...new Set(spoken.map((token) => token.replace(/^spicy_/, '')).map((name) => RENAMED.get(name) ?? name))]
  const told = names.filter((name) => !CARRIERS.has(name))
  return (told.length > 0 ? told : names)
    .toSorted((a, b) => Number(a === 'tls') - Number(b === 'tls') || (a < b ? -1 : a > b ? 1 : 0))
    .join('+')
}
