import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { Problem, Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { problemDetails } from '@caponier/contract/kit/problem'
import { portHolder } from './port-holder.ts'

export type Listener = (request: IncomingMessage, response: ServerResponse) => unknown

/** A server that listens already while the rest of the program still starts. */
export interface Listening {
  readonly port: number
  /** Hands every later request to the program. */
  readonly serve: (listener: Listener) => void
  /** Takes no more requests, lets those under way finish within `patience` milliseconds, then cuts. */
  readonly close: (patience: number) => Promise<void>
}

/** Seconds after which a client may ask again. */
const RETRY_AFTER = '1'

/** Answers while the program cannot: not yet, ask again. `detail` says why. */
export const notNow =
  (detail: string): Listener =>
  (_request, response) => {
    const body = JSON.stringify(problemDetails({ code: 'environment', detail, mend: 'Wait a moment and try again.' }))
    const headers = { 'content-type': 'application/problem+json', 'retry-after': RETRY_AFTER, 'cache-control': 'no-store' }
    response.writeHead(503, headers).end(body)
  }

/** Takes the port before anything else is started, so that a taken one is told at once and nothing has to be undone. */
export async function listen(host: string, port: number): Promise<Result<Listening>> {
  let current = notNow('Caponier is starting.')
  const server = createServer((request, response) => void current(request, response))
  // A client that sends its headers or its body drop by drop does not hold a connection for ever.
  server.headersTimeout = 20_000
  server.requestTimeout = 300_000
  server.keepAliveTimeout = 65_000
  try {
    await bind(server, host, port)
  } catch (error) {
    return fail(bindProblem(error, host, port))
  }
  const address = server.address()
  return ok({
    port: typeof address === 'object' && address !== null ? address.port : port,
    serve: (listener) => {
      current = listener
    },
    close: (patience) => closeWithin(server, patience),
  })
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function closeWithin(server: Server, patience: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), patience)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}

function bindProblem(error: unknown, host: string, port: number): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const said = (message: string, mend: string): Problem => ({ kind: 'environment', message: `${message} Nothing was started.`, mend })
  if (code === 'EADDRINUSE') {
    const holder = portHolder(port)
    const who = holder === undefined ? 'another program' : `process ${holder.pid} (${holder.name})`
    return said(`Port ${port} is taken by ${who}.`, `stop it, or choose another port: PORT=${port + 1} npm start`)
  }
  if (code === 'EACCES')
    return said(`This user may not listen on port ${port}.`, 'choose a port from 1024 on, or put a reverse proxy in front')
  if (code === 'EADDRNOTAVAIL') return said(`${host} is no address of this machine.`, 'correct HOST; 127.0.0.1 is this machine only')
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return said(`The host name ${host} is not known.`, 'correct HOST')
  return said(
    `Could not listen on ${host} port ${port}: ${error instanceof Error ? error.message : String(error)}.`,
    'correct HOST and PORT',
  )
}
