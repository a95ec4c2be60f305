import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { killLeftovers } from './server-process.test-support.ts'
import { storm } from './storm/storm.ts'

const place = mkdtempSync(join(tmpdir(), 'caponier-storm-'))
afterAll(() => {
  killLeftovers()
  rmSync(place, { recursive: true, force: true })
})

test('six kills during a write storm lose nothing that was confirmed, and the log is whole', { timeout: 300_000 }, async () => {
  const report = await storm({ dataDir: join(place, 'data'), kills: 6, seed: 65_206, writers: 4, say: () => undefined })
  expect(report).toMatchObject({ kills: 6, lost: [], faults: '', heads: 1 })
  expect(report.acknowledged).toBeGreaterThan(30)
})
