import type { MiddlewareHandler } from 'hono'
import { problemResponse } from './problem-response.ts'

export interface HostOptions {
  /** Names under which the server is reached besides this machine's own, e.g. `caponier.plant.example`; a port is ignored. */
  readonly hosts: readonly string[]
  /** Also accept any IP address: for servers that others reach. A page of another site cannot make its name an address. */
  readonly allowAddresses: boolean
}

const LOCAL = ['localhost', '127.0.0.1', '[::1]']
const ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/

/** Host name of a `Host` header or URL authority in lower case, without port; undefined when it is none. */
export function hostName(authority: string): string | undefined {
  const url = URL.parse(`http://${authority}`)
  return url === null || url.username !== '' || url.pathname !== '/' || url.search !== '' || url.hash !== '' ? undefined : url.hostname
}

/** Tells whether a request was sent to one of our names. */
export function hostChecker({ hosts, allowAddresses }: HostOptions): (authority: string) => boolean {
  const known = new Set([...LOCAL, ...hosts.flatMap((host) => hostName(host) ?? [])])
  return (authority) => {
    const name = hostName(authority)
    return name !== undefined && (known.has(name) || (allowAddresses && ADDRESS.test(name)))
  }
}

/**
 * Refuses requests that were sent to another name than ours. Against DNS rebinding: a hostile page lets its own name point to this
 * machine, so that the browser takes our answers for its own.
 */
export function checkHost(options: HostOptions): MiddlewareHandler {
  const isOurs = hostChecker(options)
  return async (context, next) => {
    const { headers, url } = context.req.raw
    if (isOurs(headers.get('host') ?? new URL(url).host)) return next()
    return problemResponse({
      code: 'forbidden',
      detail: 'This server does not answer under this name.',
      mend: 'Use its address, or add the name to the names of the server (CAPONIER_HOST).',
    })
  }
}
