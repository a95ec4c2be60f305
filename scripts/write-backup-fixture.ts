// Makes the backup from which tests/upgrade.test.ts starts: an installation of this version with the smallest workspace, one person and a
// signed head. Run once for a release, before it is published; a fixture of a published version is never made again.
// Usage: node scripts/write-backup-fixture.ts
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { firstRun } from '../packages/app/src/access/first-run.ts'
import { firstRunLink } from '../packages/app/src/access/links.ts'
import { signHead } from '../packages/app/src/activity/sign-head.ts'
import { backup } from '../packages/app/src/operations/backup.ts'
import { besideDatabase } from '../packages/app/src/operations/beside.ts'
import { createApp } from '../packages/app/src/operations/installation.ts'
import { openDatabase } from '../packages/app/src/operations/open-database.ts'
import { loadSample } from '../packages/app/src/operations/sample.ts'
import { loadContent } from '../packages/content/src/load.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly version: string }
const file = join(ROOT, 'tests', 'fixtures', `backup-${version}.tar.gz`)
const folder = mkdtempSync(join(tmpdir(), 'caponier-fixture-'))
const dataDir = join(folder, 'data')
const now = '2026-11-28T12:00:00.000Z'

const expect = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

try {
  const database = expect(await openDatabase({ dataDir, databaseUrl: null }, { log: () => undefined, onIdleError: () => undefined }))
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const app = {
    ...createApp(database.pool, loadContent(), { dataDir, publicUrl: 'http://127.0.0.1:8620', version }, log),
    clock: () => Date.parse(now),
  }
  const link = await firstRunLink(app)
  const tenant = expect(await loadSample(app.pool, app.content, now, join(ROOT, 'examples', 'minimal'))) ?? ''
  const context = {
    app,
    now,
    today: now.slice(0, 10),
    language: 'en',
    address: '127.0.0.1',
    presentedToken: null,
    setSession: () => undefined,
  } as const
  const person = { name: 'First Person', email: 'first@example.com', password: 'three words of our own', language: 'en' } as const
  expect(await firstRun(context, { ...person, token: link?.split('#')[1] ?? '' }))
  await signHead(app, tenant, 'fixture')
  const beside = expect(await besideDatabase({ dataDir, databaseUrl: null }, () => undefined))
  rmSync(file, { force: true })
  const done = expect(await backup({ pool: beside.reading, dataDir, file, version, now }))
  await beside.stop()
  await database.stop()
  process.stdout.write(`${done.file}: ${done.rows} rows, ${done.files} files\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
