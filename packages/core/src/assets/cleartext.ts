import type { WorkspaceFlow } from '../company/workspace.ts'

/** Why a flow counts as management in clear text. `inferred` when only the port says so. */
export interface CleartextVerdict {
  readonly protocol: string
  readonly certainty: 'seen' | 'inferred'
  readonly reason: string
}

interface CleartextProtocol {
  readonly protocol: string
  /** Names an analyser gives the service. */
  readonly names: readonly string[]
  readonly ports: readonly number[]
  readonly reason: string
}

/** Management protocols without encryption; ports from the IANA service name registry. */
const PROTOCOLS: readonly CleartextProtocol[] = [
  { protocol: 'Telnet', names: ['telnet'], ports: [23], reason: 'passwords and commands cross the line readable' },
  { protocol: 'FTP', names: ['ftp'], ports: [21], reason: 'passwords and files cross the line readable' },
  { protocol: 'TFTP', names: ['tftp'], ports: [69], reason: 'no password at all, files readable' },
  { protocol: 'rlogin', names: ['rlogin', 'login'], ports: [513], reason: 'trust by address, everything readable' },
  { protocol: 'rsh', names: ['rsh', 'shell'], ports: [514], reason: 'trust by address, everything readable' },
  { protocol: 'VNC', names: ['vnc', 'rfb'], ports: [5900, 5901], reason: 'screen and keys readable unless tunnelled' },
  { protocol: 'SNMP v1/v2c', names: ['snmp'], ports: [161], reason: 'community string readable in versions 1 and 2c' },
]

/**
 * Says whether a flow is management over an unencrypted protocol. HTTP counts only where the flow is known to manage, because
 * reading a web page is no management.
 */
export function cleartextManagement(flow: Pick<WorkspaceFlow, 'protocol' | 'port' | 'inferred' | 'function'>): CleartextVerdict | null {
  const name = flow.protocol.toLowerCase().split('/').at(-1) ?? ''
  const known = PROTOCOLS.find((one) => one.names.includes(name))
  if (known !== undefined) return { protocol: known.protocol, certainty: flow.inferred === true ? 'inferred' : 'seen', reason: known.reason }
  if (name === 'http' && flow.function === 'manage') return { protocol: 'HTTP', certainty: flow.inferred === true ? 'inferred' : 'seen', reason: 'log-on and settings cross the line readable' }
  const byPort = ['tcp', 'udp', 'unknown'].includes(name) && flow.port !== undefined ? PROTOCOLS.find((one) => one.ports.includes(flow.port ?? -1)) : undefined
  return byPort === undefined ? null : { protocol: byPort.protocol, certainty: 'inferred', reason: byPort.reason }
}
