import { accessSync, constants, existsSync, readdirSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { migrationTexts } from '@caponier/store/migrate'
import { readCatalogue, readMigrations } from '@caponier/store/operations/catalogue'
import type { BesideDatabase } from './beside.ts'
import { besideDatabase } from './beside.ts'
import { runningInstance } from './instance.ts'
import type { DatabaseChoice } from './open-database.ts'
import { describeUrl } from './server-connection.ts'
import { describeFault, verifyLogs } from './verify.ts'

/** What was looked at, and how it is. `bad` means that something is wrong now, `warn` that it may become wrong. */
export interface Finding {
  readonly about: string
  readonly state: 'good' | 'warn' | 'bad'
  readonly text: string
  readonly mend?: string
}

const good = (about: string, text: string): Finding => ({ about, state: 'good', text })

/** Looks at an installation and changes nothing. Beside a running server, or alone. */
export async function doctor(choice: DatabaseChoice, say: (message: string) => void): Promise<readonly Finding[]> {
  const findings = [...runtimeFindings(), ...folderFindings(choice.dataDir), ...instanceFindings(choice)]
  const database = await besideDatabase(choice, say)
  if (!database.ok) {
    const { problem } = database
    return [...findings, { about: 'database', state: 'bad', text: problem.message, ...('mend' in problem ? { mend: problem.mend } : {}) }]
  }
  try {
    return [...findings, ...(await databaseFindings(database.value, choice)), ...(await logFindings(database.value))]
  } finally {
    await database.value.stop()
  }
}

function runtimeFindings(): Finding[] {
  const { node } = process.versions
  const system = `${process.platform} ${process.arch}`
  if (Number(node.split('.')[0]) < 24)
    return [
      {
        about: 'runtime',
        state: 'bad',
        text: `Node ${node} on ${system}`,
        mend: 'start with npm start or ./caponier, which bring Node 24',
      },
    ]
  return [good('runtime', `Node ${node} on ${system}`)]
}

const GIGABYTE = 1e9

function folderFindings(dataDir: string): Finding[] {
  if (!existsSync(dataDir))
    return [{ about: 'data folder', state: 'warn', text: `${dataDir} does not exist yet`, mend: 'it is made by the first start' }]
  const findings: Finding[] = []
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    findings.push(good('data folder', dataDir))
  } catch {
    findings.push({
      about: 'data folder',
      state: 'bad',
      text: `${dataDir} cannot be written by this user`,
      mend: 'mend its owner, or start as its owner',
    })
  }
  const { bavail, bsize } = statfsSync(dataDir)
  const free = bavail * bsize
  const text = `${(free / GIGABYTE).toFixed(1)} GB free`
  if (free < GIGABYTE / 2) findings.push({ about: 'disk', state: 'bad', text, mend: 'make room: the database stops when the disk is full' })
  else if (free < 2 * GIGABYTE) findings.push({ about: 'disk', state: 'warn', text, mend: 'make room soon' })
  else findings.push(good('disk', text))
  return [...findings, ...secretFindings(dataDir)]
}

/** Passwords of the database and keys: nobody else on the machine may read them. */
function secretFindings(dataDir: string): Finding[] {
  const keys = join(dataDir, 'keys')
  const files = [join(dataDir, 'database', 'secrets.json'), ...(existsSync(keys) ? readdirSync(keys).map((name) => join(keys, name)) : [])]
  const open = files.filter((file) => existsSync(file) && (statSync(file).mode & 0o077) !== 0)
  if (open.length === 0) return [good('secrets', `${files.filter((file) => existsSync(file)).length} files, readable by their owner only`)]
  return open.map((file) => ({ about: 'secrets', state: 'bad', text: `others may read ${file}`, mend: `chmod 600 ${file}` }))
}

function instanceFindings({ dataDir }: DatabaseChoice): Finding[] {
  const instance = runningInstance(dataDir)
  return [
    good(
      'server',
      instance === undefined ? 'none runs on this folder' : `process ${instance.pid}, ${instance.url}, since ${instance.startedAt}`,
    ),
  ]
}

async function databaseFindings({ app, reading, version }: BesideDatabase, { databaseUrl }: DatabaseChoice): Promise<Finding[]> {
  const place = databaseUrl === null ? 'embedded' : describeUrl(databaseUrl)
  const findings = [good('database', `PostgreSQL ${version}, ${place}`)]
  const { rows } = await app.query<{ role: string; free: boolean }>(
    'select rolname as role, rolsuper or rolbypassrls as free from pg_roles where rolname = current_user',
  )
  const role = rows[0]
  findings.push(
    role?.free === false
      ? good('role', `${role.role}: bound by row-level security`)
      : {
          about: 'role',
          state: 'bad',
          text: `${role?.role ?? '?'} goes past row-level security`,
          mend: 'alter role ... nosuperuser nobypassrls',
        },
  )
  const client = await reading.connect()
  try {
    const open = (await readCatalogue(client)).filter((table) => table.parted === 'tenant' && !(table.fenced && table.forced))
    findings.push(
      open.length === 0
        ? good('tenants', 'row-level security is forced on every table of an organisation')
        : {
            about: 'tenants',
            state: 'bad',
            text: `row-level security is not forced on ${open.map((table) => table.name).join(', ')}`,
            mend: 'somebody changed the schema by hand: alter table ... force row level security, and find out who',
          },
    )
    const done = new Set((await readMigrations(client)).map((one) => one.name))
    const waiting = migrationTexts().filter((one) => !done.has(one.name))
    findings.push(
      waiting.length === 0
        ? good('schema', `${done.size} migrations, the newest of this version`)
        : { about: 'schema', state: 'warn', text: `${waiting.length} migrations wait`, mend: 'make a backup; the next start runs them' },
    )
  } finally {
    client.release()
  }
  return findings
}

async function logFindings({ app }: BesideDatabase): Promise<Finding[]> {
  const logs = await verifyLogs(app, [])
  return logs.map(({ tenant, checked, faults }) => {
    const [first] = faults
    if (first === undefined) return good('activity log', `${tenant}: ${checked} entries, whole`)
    return {
      about: 'activity log',
      state: 'bad',
      text: `${tenant}: ${describeFault(first)}${faults.length > 1 ? `, and ${faults.length - 1} more` : ''}`,
      mend: 'keep this database as it is, compare with a backup, and find out who could write to it',
    }
  })
}
