import type { WorkspaceFlow } from '../company/workspace.ts'

/** A flow that manages something over a protocol whose passwords and commands can be read on the line. */
export interface CleartextFinding {
  readonly protocol: string
  /**
   * `seen`: the analyser recognised the protocol and it has no encrypted form on this port.
   * `inferred`: only the port tells it, or the protocol may be encrypted and the log does not show whether it was.
   */
  readonly certainty: 'seen' | 'inferred'
  readonly reason: string
  /** Set where the protocol has an encrypted form on the same port: what to look up before acting. */
  readonly doubt?: string
  /** IEC 62443-3-3:2013 and IEC 62443-2-1:2024 requirements that it touches. */
  readonly requirements: readonly string[]
}

interface ClearProtocol {
  readonly protocol: string
  /** Names in a flow's `protocol`, lower case. */
  readonly names: readonly string[]
  /** TCP or UDP ports by which alone it is inferred. */
  readonly tcp: readonly number[]
  readonly udp: readonly number[]
  readonly reason: string
  readonly doubt?: string
  readonly requirements: readonly string[]
}

/** Passwords cross the line: authenticator management, confidentiality and integrity on the way, network services. */
const PASSWORDS: readonly string[] = ['SR 1.5', 'SR 3.1', 'SR 4.1', 'NET 1.7', 'USER 1.11']
/** No password at all: anyone who reaches the port is in. */
const NO_LOGIN: readonly string[] = ['SR 1.1', 'SR 3.1', 'SR 4.1', 'NET 1.7']

/**
 * Management protocols without encryption. Plant protocols (Modbus, S7, EtherNet/IP ...) are not in it: they carry the
 * process, and their protection is judged by zone and conduit. Plain HTTP alone is not either, see ADMIN_HTTP_PORTS.
 */
const CLEAR: readonly ClearProtocol[] = [
  {
    protocol: 'telnet',
    names: ['telnet'],
    tcp: [23],
    udp: [],
    reason: 'Telnet sends the password and every command readable.',
    requirements: PASSWORDS,
  },
  {
    protocol: 'ftp',
    names: ['ftp', 'ftp-data'],
    tcp: [20, 21],
    udp: [],
    reason: 'FTP sends the password and the files readable; in plants it mostly carries programs, recipes and firmware.',
    requirements: PASSWORDS,
  },
  {
    protocol: 'tftp',
    names: ['tftp'],
    tcp: [],
    udp: [69],
    reason: 'TFTP knows no login: whoever reaches the port reads and replaces configurations and firmware.',
    requirements: NO_LOGIN,
  },
  {
    protocol: 'rexec',
    names: ['rexec', 'exec'],
    tcp: [512],
    udp: [],
    reason: 'rexec sends the password and the command readable.',
    requirements: PASSWORDS,
  },
  {
    protocol: 'rlogin',
    names: ['rlogin'],
    tcp: [513],
    udp: [],
    reason: 'rlogin trusts the address of the caller and sends the session readable.',
    requirements: PASSWORDS,
  },
  {
    protocol: 'rsh',
    names: ['rsh'],
    tcp: [514],
    udp: [],
    reason: 'rsh trusts the address of the caller and sends commands readable.',
    requirements: PASSWORDS,
  },
  {
    protocol: 'vnc',
    names: ['vnc', 'rfb'],
    tcp: [5900, 5901, 5902, 5903],
    udp: [],
    reason: 'VNC shows and steers the screen; in its plain form only the password is scrambled, the session is not.',
    doubt: 'Some servers encrypt inside the protocol. Look at the security type that the server offers.',
    requirements: PASSWORDS,
  },
  {
    protocol: 'snmp',
    names: ['snmp', 'snmp-trap'],
    tcp: [161, 162],
    udp: [161, 162],
    reason: 'SNMP version 1 and 2c send the community string, which is the password, readable.',
    doubt: 'Version 3 with privacy is encrypted and uses the same port. Look at the configuration of the device.',
    requirements: PASSWORDS,
  },
  {
    protocol: 'ldap',
    names: ['ldap'],
    tcp: [389],
    udp: [],
    reason: 'LDAP with a simple bind sends the password of the directory user readable.',
    doubt: 'StartTLS or signing protects it on the same port. Look at what the directory server requires.',
    requirements: PASSWORDS,
  },
]

/** Ports on which plain HTTP is an administration surface by registration or default of well-known servers. */
const ADMIN_HTTP_PORTS: ReadonlySet<number> = new Set([2375, 9990, 10_000])

const HTTP: Omit<CleartextFinding, 'certainty'> = {
  protocol: 'http',
  reason: 'Administration over plain HTTP: the password or the session cookie is readable.',
  requirements: PASSWORDS,
}

type FlowFacts = Pick<WorkspaceFlow, 'protocol' | 'port' | 'inferred' | 'function' | 'connections'>

/**
 * Says whether a flow is unencrypted management, null if not.
 *
 * The name of the protocol decides; a port alone decides only where the flow names no service (`tcp/23`, `tcp`, `udp`).
 * Plain HTTP counts only where the flow manages, programs or loads firmware, or runs on a known administration port:
 * a web page is not management by itself. A flow of which no connection ever took place manages nothing.
 * @see IEC 62443-3-3:2013 SR 1.5, SR 3.1, SR 4.1; docs/method/zeek.md
 */
export function cleartextManagement(flow: FlowFacts): CleartextFinding | null {
  if (flow.connections === 0) return null
  const name = flow.protocol.toLowerCase()
  const parts = new Set(name.split('+'))
  if (parts.has('tls') || parts.has('ssl')) return null
  if (parts.has('http')) return httpManagement(flow)
  const named = CLEAR.find((each) => each.names.some((own) => parts.has(own)))
  if (named !== undefined) return finding(named, flow.inferred === true)
  const byPort = transportAndPort(name, flow.port)
  const inferred = byPort === null ? undefined : CLEAR.find((each) => each[byPort.transport].includes(byPort.port))
  return inferred === undefined ? null : finding(inferred, true)
}

function httpManagement({ port, inferred, function: purpose }: FlowFacts): CleartextFinding | null {
  const manages = purpose === 'manage' || purpose === 'program' || purpose === 'firmware'
  if (!manages && (port === undefined || !ADMIN_HTTP_PORTS.has(port))) return null
  return { ...HTTP, certainty: manages && inferred !== true ? 'seen' : 'inferred' }
}

function finding({ protocol, reason, doubt, requirements }: ClearProtocol, byPort: boolean): CleartextFinding {
  return {
    protocol,
    certainty: byPort || doubt !== undefined ? 'inferred' : 'seen',
    reason,
    ...(doubt === undefined ? {} : { doubt }),
    requirements,
  }
}

/** Transport and port of a flow that names no service. */
function transportAndPort(name: string, port: number | undefined): { readonly transport: 'tcp' | 'udp'; readonly port: number } | null {
  const found = /^(tcp|udp)(?:\/(\d{1,5}))?$/.exec(name)
  const number = found?.[2] === undefined ? port : Number(found[2])
  return found === null || number === undefined ? null : { transport: found[1] === 'udp' ? 'udp' : 'tcp', port: number }
}
