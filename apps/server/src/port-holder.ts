import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** A process that listens on a port. */
export interface PortHolder {
  readonly pid: number
  readonly name: string
}

const LISTENING = '0A'

/** Who listens on a TCP port of this machine, from the kernel's tables; undefined where it cannot be seen (another user, no /proc). */
export function portHolder(port: number): PortHolder | undefined {
  const sockets = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listeningSockets(table, port)))
  if (sockets.size === 0) return undefined
  for (const pid of listed('/proc').filter((name) => /^\d+$/.test(name)))
    if (listed(`/proc/${pid}/fd`).some((fd) => sockets.has(target(`/proc/${pid}/fd/${fd}`)))) return { pid: Number(pid), name: nameOf(pid) }
  return undefined
}

/** Links of the sockets that listen on the port, `socket:[INODE]`. Columns: 1 local address, 3 state, 9 inode (proc(5)). */
function listeningSockets(table: string, port: number): string[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0')
  return read(table)
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[1]?.endsWith(`:${wanted}`) === true && columns[3] === LISTENING)
    .map((columns) => `socket:[${columns[9] ?? ''}]`)
}

const nameOf = (pid: string): string =>
  read(`/proc/${pid}/cmdline`).split('\0').filter(Boolean).slice(0, 3).join(' ').slice(0, 80) || read(`/proc/${pid}/comm`).trim()

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function target(link: string): string {
  try {
    return readlinkSync(link)
  } catch {
    return ''
  }
}
