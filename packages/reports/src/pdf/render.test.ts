import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { loadContent } from '@caponier/content'
import { expect, test } from 'vitest'
import { fixtureInput } from '../fixture.ts'
import { reportData } from '../report-data.ts'
import { renderPdf, startPdf } from './render.ts'

const data = reportData(fixtureInput(loadContent(), 'en'))
const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url))
const TEMPLATES = fileURLToPath(new URL('../../templates/', import.meta.url))

test('a process that had to wait for its data sets the same bytes as one that had not', async () => {
  const waiting = startPdf()
  const [now, later] = [await renderPdf(data), await waiting.render(data)]
  if (!now.ok || !later.ok) throw new Error('no PDF')
  expect(Buffer.from(later.value).equals(Buffer.from(now.value))).toBe(true)
  // Nothing is left to stop.
  waiting.stop()
})

test('a stopped process is a problem for whoever still sends data, not an exception', async () => {
  const stopped = startPdf()
  stopped.stop()
  expect(await stopped.render(data)).toMatchObject({ ok: false, problem: { kind: 'environment' } })
})

test('a process that never gets data ends with its input and says nothing', () => {
  const ended = spawnSync(process.execPath, ['--no-warnings', WORKER, TEMPLATES], { input: '', timeout: 30_000 })
  expect([ended.status, ended.stdout.length, ended.stderr.length]).toEqual([0, 0, 0])
})
