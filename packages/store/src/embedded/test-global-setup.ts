import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ASK_VARIABLE } from './test-database.ts'
import type { StartedTestServer } from './test-server.ts'
import { startTestServer } from './test-server.ts'

const run: { folder: string | undefined; desk: Server | undefined; started: Promise<StartedTestServer> | undefined } = {
  folder: undefined,
  desk: undefined,
  started: undefined,
}

/**
 * Runs once in the main process of a Vitest run. Opens a desk (a Unix socket in a private folder) where workers ask for the database
 * server; the first who asks makes it start, so that a run without database tests starts none.
 */
export async function setup(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'caponier-run-'))
  const socket = join(folder, 'desk')
  const desk = createServer({ allowHalfOpen: true }, (visitor) => {
    visitor.on('error', () => undefined)
    run.started ??= startTestServer()
    run.started.then(
      ({ server }) => visitor.end(JSON.stringify(server)),
      (error: unknown) => visitor.end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) })),
    )
  })
  await new Promise<void>((done, failed) => desk.once('error', failed).listen(socket, done))
  desk.unref()
  Object.assign(run, { folder, desk })
  process.env[ASK_VARIABLE] = socket
}

/** Ends the server, if it was started, and removes every trace. */
export async function teardown(): Promise<void> {
  run.desk?.close()
  const started = await run.started?.catch(() => undefined)
  await started?.stop()
  if (run.folder !== undefined) rmSync(run.folder, { recursive: true, force: true })
}
