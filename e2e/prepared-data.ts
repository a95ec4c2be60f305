import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../tests/server-process.test-support.ts'

const VARIABLE = 'CAPONIER_JOURNEY_DATA'

/** Before all journeys: a data folder as the first start leaves it, so that each place begins with a copy instead of a new database. */
export async function setup(): Promise<() => void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'caponier-journeys-'))
  const server = await startServer({ dataDir })
  server.kill('SIGTERM')
  await server.ended
  process.env[VARIABLE] = dataDir
  return () => rmSync(dataDir, { recursive: true, force: true })
}

/** A folder of fresh data with the sample: a copy of the prepared one, owners and all; empty where nothing was prepared. */
export function freshData(): string {
  const folder = mkdtempSync(join(tmpdir(), 'caponier-journey-'))
  const prepared = process.env[VARIABLE]
  if (prepared === undefined) return folder
  const copied = spawnSync('cp', ['-a', `${prepared}/.`, folder], { encoding: 'utf8' })
  if (copied.status !== 0) throw new Error(`the prepared data cannot be copied: ${copied.stderr}`)
  return folder
}
