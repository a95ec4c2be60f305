import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from './connection.ts'
import { APP_ROLE, dropDatabase, OWNER_ROLE, prepareRoles, withClient } from './roles.ts'
import { startEmbedded } from './start.ts'

/** The server on which one run of tests works. As data, since it travels from the run's main process to its workers. */
export interface TestServer {
  /** May create databases and roles. */
  readonly admin: Connection
  readonly owner: Connection
  readonly app: Connection
  /** Names of this run's databases begin with it, so that two runs can share a server. */
  readonly prefix: string
}

export interface StartedTestServer {
  readonly server: TestServer
  readonly stop: () => Promise<void>
}

/** Fast instead of durable: what a crash would lose here is worth nothing. */
const TEST_SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '150',
  shared_buffers: '96MB',
  max_wal_size: '1GB',
  autovacuum: 'off',
}

/** Starts a private server in a temporary folder, or uses the one that CAPONIER_TEST_DATABASE_URL names (as a superuser). */
export async function startTestServer(): Promise<StartedTestServer> {
  const url = process.env['CAPONIER_TEST_DATABASE_URL']
  return url === undefined || url === '' ? startPrivate() : useForeign(url)
}

async function startPrivate(): Promise<StartedTestServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'caponier-test-'))
  watchOver(dataDir)
  const started = await startEmbedded({ dataDir, settings: TEST_SETTINGS })
  if (!started.ok) {
    rmSync(dataDir, { recursive: true, force: true })
    throw new Error('mend' in started.problem ? `${started.problem.message}\n${started.problem.mend}` : started.problem.message)
  }
  const { admin, owner, app, stop } = started.value
  return {
    server: { admin, owner, app, prefix: prefixOf(process.pid) },
    stop: async () => {
      await stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/**
 * Ends server and folder when this process is killed: a shell waits on a pipe that closes with us. It is in a session of its own, so that
 * Ctrl-C does not reach it.
 */
function watchOver(dataDir: string): void {
  const script = [
    'cat > /dev/null',
    'file="$1/database/cluster/postmaster.pid"',
    '[ -e "$file" ] && socket=$(sed -n 5p "$file") && kill -QUIT "$(sed -n 1p "$file")" && sleep 1',
    'case "$socket" in */caponier-*) rm -rf "$socket" ;; esac',
    'rm -rf "$1"',
  ].join('\n')
  const watcher = spawn('/bin/sh', ['-c', script, 'sh', dataDir], { stdio: ['pipe', 'ignore', 'ignore'], detached: true, cwd: '/' })
  watcher.unref()
  const pipe = watcher.stdin
  if ('unref' in pipe && typeof pipe.unref === 'function') pipe.unref()
}

async function useForeign(url: string): Promise<StartedTestServer> {
  const admin = connectionOf(url)
  // Two runs that share the server must agree on them.
  const password = createHash('sha256').update(`test roles of ${url}`).digest('hex')
  await prepareRoles(admin, { owner: password, app: password })
  const prefix = prefixOf(process.pid)
  await dropAbandoned(admin, prefix)
  return {
    server: { admin, owner: { ...admin, user: OWNER_ROLE, password }, app: { ...admin, user: APP_ROLE, password }, prefix },
    stop: () => dropAbandoned(admin, prefix),
  }
}

function connectionOf(url: string): Connection {
  const { hostname, port, pathname, username, password, searchParams } = new URL(url)
  return {
    host: searchParams.get('host') ?? decodeURIComponent(hostname),
    port: Number(port === '' ? (searchParams.get('port') ?? 5_432) : port),
    database: decodeURIComponent(pathname.slice(1)),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  }
}

const prefixOf = (pid: number): string => `caponier_test_${pid}_`

/** Drops the databases of this run and of runs whose process is gone. */
async function dropAbandoned(admin: Connection, own: string): Promise<void> {
  const names = await withClient(admin, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "select datname as name from pg_database where datname like 'caponier\\_test\\_%'",
    )
    for (const { name } of rows) if (name.includes('_template_')) await client.query(`alter database "${name}" is_template false`)
    return rows.map(({ name }) => name)
  })
  for (const name of names) {
    const pid = Number(/^caponier_test_(\d+)_/.exec(name)?.[1])
    if (name.startsWith(own) || !exists(pid)) await dropDatabase(admin, name)
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
