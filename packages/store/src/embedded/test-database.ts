import { createHash, randomBytes } from 'node:crypto'
import { createConnection } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Connection } from './connection.ts'
import { createOwnedDatabase, dropDatabase, withClient } from './roles.ts'
import type { TestServer } from './test-server.ts'
import { startTestServer } from './test-server.ts'

/** A database for one test file. Nobody else works in it. */
export interface TestDatabase {
  readonly name: string
  /** Superuser, in this database: for looking behind row-level security, never for what is tested. */
  readonly admin: Connection
  /** Owns the database: runs migrations. */
  readonly owner: Connection
  /** As the application connects: neither superuser nor past row-level security. */
  readonly app: Connection
  /** Drops the database and ends connections that were left open. Without it the end of the run does the same. */
  readonly stop: () => Promise<void>
}

/** What a database starts from: filled once per run and content of `name`, then copied for every one who asks. */
export interface DatabaseTemplate {
  /** Says what is in it, e.g. a hash of all migrations. The same name is taken for the same content. */
  readonly name: string
  /** Fills the database and closes its connections: PostgreSQL copies only what nobody uses. */
  readonly build: (database: TestDatabase) => Promise<void>
}

/** Under this name the main process of a test run tells its workers where to ask for the server. */
export const ASK_VARIABLE = 'CAPONIER_TEST_SERVER_SOCKET'

/**
 * A fresh database on real PostgreSQL: the private one of the test run (started by the first who asks, about a second, and ended with the
 * run, killed or not), or on the server that CAPONIER_TEST_DATABASE_URL names. Empty, or a copy of `template` (about 50 ms).
 *
 * @example
 * const database = await testDatabase({ name: 'migrated', build: ({ owner }) => migrate(owner) })
 * afterAll(() => database.stop())
 */
export async function testDatabase(template?: DatabaseTemplate): Promise<TestDatabase> {
  const lease = await serverOfRun()
  const { server } = lease
  const source = template === undefined ? undefined : await filledTemplate(server, template)
  const name = `${server.prefix}${randomBytes(6).toString('hex')}`
  await createOwnedDatabase(server.admin, name, source)
  let stopped: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    await dropDatabase(server.admin, name)
    await lease.giveBack()
  }
  return { ...databaseOn(server, name), stop: () => (stopped ??= stop()) }
}

const databaseOn = (server: TestServer, name: string): Omit<TestDatabase, 'stop'> => ({
  name,
  admin: { ...server.admin, database: name },
  owner: { ...server.owner, database: name },
  app: { ...server.app, database: name },
})

/** Fills the template unless another worker did; an advisory lock lets one work and the others wait. */
async function filledTemplate(server: TestServer, { name, build }: DatabaseTemplate): Promise<string> {
  const database = `${server.prefix}template_${createHash('sha256').update(name).digest('hex').slice(0, 16)}`
  await withClient(server.admin, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [database])
    const { rows } = await client.query<{ filled: boolean }>('select datistemplate as filled from pg_database where datname = $1', [
      database,
    ])
    if (rows[0]?.filled === true) return
    // Half a template, left by a worker that failed.
    if (rows.length > 0) await dropDatabase(server.admin, database)
    await createOwnedDatabase(server.admin, database)
    await build({ ...databaseOn(server, database), stop: () => Promise.resolve() })
    await client.query(`alter database ${client.escapeIdentifier(database)} is_template true`)
  })
  return database
}

interface Lease {
  readonly server: TestServer
  readonly giveBack: () => Promise<void>
}

/** Of the run if there is one; else of this process (a script, a benchmark), ended with its last database. */
async function serverOfRun(): Promise<Lease> {
  const socket = process.env[ASK_VARIABLE]
  if (socket !== undefined) return { server: await askRun(socket), giveBack: () => Promise.resolve() }
  own.users += 1
  own.started ??= startTestServer()
  const { server, stop } = await own.started
  const giveBack = async (): Promise<void> => {
    own.users -= 1
    if (own.users > 0) return
    own.started = undefined
    await stop()
  }
  return { server, giveBack }
}

const own: { users: number; started: ReturnType<typeof startTestServer> | undefined } = { users: 0, started: undefined }

async function askRun(socket: string): Promise<TestServer> {
  const answer = JSON.parse(await text(createConnection(socket))) as TestServer | { readonly error: string }
  if ('error' in answer) throw new Error(answer.error)
  return answer
}
