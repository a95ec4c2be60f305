import type pg from 'pg'
import type { Problem, Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'

/** Name of host and database for people; never the password. */
export function describeUrl(url: string): string {
  try {
    const { hostname, port, pathname, searchParams } = new URL(url)
    const host = searchParams.get('host') ?? decodeURIComponent(hostname)
    return `${decodeURIComponent(pathname.slice(1)) || '(no database)'} on ${host}${port === '' ? '' : `:${port}`}`
  } catch {
    return 'the server of DATABASE_URL'
  }
}

/** Reads `postgresql://user:password@host:port/database`. The message does not repeat the text, since it holds a password. */
export function connectionOptions(url: string): Result<pg.PoolConfig> {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !['postgres:', 'postgresql:'].includes(parsed.protocol) || parsed.pathname.length < 2)
    return fail({
      kind: 'environment',
      message: 'DATABASE_URL is not the address of a PostgreSQL database. Nothing was changed.',
      mend: 'write it as postgresql://USER:PASSWORD@HOST:5432/DATABASE; special characters of the password in percent form, e.g. %40 for @',
    })
  return ok({ connectionString: url })
}

const MENDS: Readonly<Record<string, readonly [what: string, mend: string]>> = {
  ECONNREFUSED: ['nothing listens there', 'start the PostgreSQL server, or correct host and port in DATABASE_URL'],
  ENOTFOUND: ['the name of the host is not known', 'correct the host in DATABASE_URL'],
  EAI_AGAIN: ['the name of the host cannot be looked up now', 'check the network and start again'],
  ETIMEDOUT: ['it does not answer', 'check the network and the firewall between here and there'],
  ENOENT: ['there is no such socket', 'start the PostgreSQL server, or correct the socket folder in DATABASE_URL'],
  '28P01': ['the password is not accepted', 'correct user and password in DATABASE_URL'],
  '28000': ['the server does not let this user in from here', 'add a line for it to pg_hba.conf, or correct the user in DATABASE_URL'],
  '3D000': ['the database does not exist', 'create it: create database caponier owner caponier;'],
  '53300': ['it has no connection left', 'raise max_connections of the server, or end idle connections'],
  '57P03': ['it is starting or stopping', 'wait a moment and start again'],
}

/** Why the server of a URL cannot be used, in words, without the password. */
export function serverConnectionProblem(error: unknown, url: string): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const [what, mend] = MENDS[code] ?? [
    error instanceof Error ? error.message : String(error),
    'check DATABASE_URL and the server, then start again',
  ]
  return { kind: 'environment', message: `The database ${describeUrl(url)} cannot be reached: ${what}. Nothing was changed.`, mend }
}
