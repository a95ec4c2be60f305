import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { Client } from 'pg'

/** What a client of `pg` needs. `host` is the folder of the socket for the embedded server, a host name otherwise. */
export interface Connection {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
}

/** What a server says about itself. */
export interface ServerFacts {
  /** e.g. `18.4` */
  readonly version: string
  readonly clusterName: string
  readonly dataDirectory: string
}

/** Asks the server one question; the answer shows that it is up, that it is ours, and that our password holds. `within` in milliseconds. */
export async function askServer(admin: Connection, within: number): Promise<Result<ServerFacts, string>> {
  const client = new Client({ ...admin, database: 'postgres', connectionTimeoutMillis: within, query_timeout: within })
  // Without a listener, a server that dies in between would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string; name: string; directory: string }>(
      "select current_setting('server_version') as version, current_setting('cluster_name') as name, current_setting('data_directory') as directory",
    )
    const row = rows[0]
    if (row === undefined) return fail('no answer')
    return ok({ version: row.version.replace(/ .*/, ''), clusterName: row.name, dataDirectory: row.directory })
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  } finally {
    await client.end().catch(() => undefined)
  }
}
