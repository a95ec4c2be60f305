import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isConnLogName, readZeekFolder, type ZeekFolder, type ZeekFolderProgress } from './folder.ts'

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures', 'zeek')
const fixture = (...path: string[]): Buffer => readFileSync(join(FIXTURES, ...path))

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zeek folder '))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const put = (name: string, bytes: Uint8Array | string): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), bytes)
}
const read = async (options: Parameters<typeof readZeekFolder>[1] = {}): Promise<ZeekFolder> => {
  const result = await readZeekFolder(folder, options)
  if (!result.ok) throw new Error(result.problem.message)
  return result.value
}

test.each([
  'conn.log',
  'conn.log.gz',
  'conn.00:00:00-01:00:00.log',
  'conn.00:00:00-01:00:00.log.gz',
  'conn.2026-01-01-00-00-00.log',
  'conn_20260101_00.log',
  'conn-20260101.log.gz',
  'conn.log.1',
  'conn.log.2.gz',
  'conn.log-20260101',
  'conn.json',
  'conn.log.json',
  'conn.ndjson.gz',
])('%s is a conn log by name', (name) => expect(isConnLogName(name)).toBe(true))
test.each([
  'dns.log',
  'conn-summary.log',
  'conn-summary.00:00:00-01:00:00.log',
  'known_conn.log',
  'conn.txt',
  'conn.log.zst',
  'conn',
  'connection.log',
  'conn_long.log',
])('%s is none', (name) => expect(isConnLogName(name)).toBe(false))

describe('a folder', () => {
  test('with rotated, packed, JSON and TSV logs, in folders by day, is read as one', async () => {
    put('2026-03-01/conn.00:00:00-01:00:00.log.gz', gzipSync(fixture('plain', 'conn.log')))
    put('2026-03-02/conn.00:00:00-01:00:00.log', fixture('plain', 'conn.log'))
    put('2026-03-02/conn.2026-03-02-01-00-00.log.gz', gzipSync(fixture('json-flat', 'conn.log')))
    put('conn.log', fixture('ipv6', 'conn.log'))
    put('conn.json', fixture('json-nested', 'conn.json'))
    put('dns.log', 'not read')
    put('conn-summary.log', 'not read')
    const traffic = await read()
    expect(traffic).toMatchObject({ rowsRead: 14 + 14 + 3 + 6 + 1, rowsMapped: 38, rejects: {}, skipped: [] })
    expect(traffic.files.map(({ file }) => file)).toEqual([
      '2026-03-01/conn.00:00:00-01:00:00.log.gz',
      '2026-03-02/conn.00:00:00-01:00:00.log',
      '2026-03-02/conn.2026-03-02-01-00-00.log.gz',
      'conn.json',
      'conn.log',
    ])
    const modbus = traffic.flows.find((flow) => flow.target === '10.20.3.21' && flow.service === 'modbus')
    expect(modbus).toMatchObject({ connections: 7, proof: { file: '2026-03-01/conn.00:00:00-01:00:00.log.gz', lines: [9, 10] } })
  })

  test('a single file may be given', async () => {
    put('any name.txt', fixture('plain', 'conn.log'))
    const result = await readZeekFolder(join(folder, 'any name.txt'))
    expect(result).toMatchObject({ ok: true, value: { rowsMapped: 14, files: [{ file: 'any name.txt' }] } })
  })

  test('packed logs are told by their content, not by their name', async () => {
    put('conn.log', gzipSync(fixture('plain', 'conn.log')))
    expect((await read()).rowsMapped).toBe(14)
  })

  test('several packed parts one after the other are read all', async () => {
    put('conn.log.gz', Buffer.concat([gzipSync(fixture('plain', 'conn.log')), gzipSync(fixture('plain', 'conn.log'))]))
    expect((await read()).rowsMapped).toBe(28)
  })

  test('a damaged archive keeps the rows before the damage and says so', async () => {
    const whole = gzipSync(Buffer.concat(Array.from({ length: 4000 }, () => fixture('plain', 'conn.log'))), { level: 1 })
    put('conn.log.gz', whole.subarray(0, Math.floor(whole.length / 2)))
    put('conn.log', fixture('plain', 'conn.log'))
    const traffic = await read()
    const [plain, packed] = traffic.files
    expect(plain).toMatchObject({ file: 'conn.log', rowsMapped: 14 })
    expect(packed).toMatchObject({ file: 'conn.log.gz', problem: 'gzip-damaged' })
    expect(packed?.rowsMapped).toBeGreaterThan(10_000)
    expect(packed?.rowsMapped).toBeLessThan(14 * 4000)
  })

  test('an archive made to explode is left', async () => {
    put('conn.log.gz', gzipSync(Buffer.alloc(70 * 2 ** 20, 'x')))
    expect((await read()).files).toMatchObject([{ problem: 'gzip-bomb' }])
    expect((await read({ gzip: { ratio: 2000 } })).files[0]?.problem).toBeUndefined()
    expect((await read({ gzip: { ratio: 2000, unpackedBytes: 1000 } })).files).toMatchObject([{ problem: 'gzip-bomb' }])
  })

  test('reports progress up to the end', async () => {
    put('a/conn.log', fixture('plain', 'conn.log'))
    put('b/conn.log', fixture('plain', 'conn.log'))
    const seen: ZeekFolderProgress[] = []
    await read({ onProgress: (progress) => seen.push(progress) })
    expect(seen.at(0)).toMatchObject({ file: 'a/conn.log', filesDone: 0, filesTotal: 2, bytesDone: 0, rowsRead: 0 })
    expect(seen.at(-1)).toMatchObject({ filesDone: 2, rowsRead: 28 })
    expect(seen.at(-1)?.bytesDone).toBe(seen.at(-1)?.bytesTotal)
  })

  test('stops when asked to', async () => {
    put('conn.log', fixture('plain', 'conn.log'))
    expect(await readZeekFolder(folder, { signal: AbortSignal.abort() })).toMatchObject({ ok: false, problem: { kind: 'cancelled' } })
  })
})

describe('a folder without conn log', () => {
  test('says what was looked for and what lies there', async () => {
    put('dns.log', 'x')
    const result = await readZeekFolder(folder)
    expect(result).toMatchObject({ ok: false, problem: { kind: 'no-conn-log' } })
    expect(result.ok ? '' : result.problem.message).toMatch(/Looked for conn\.log.*1 other file, e\.g\. dns\.log/)
  })
  test('says how to go on when the logs are packed otherwise', async () => {
    put('conn.log.zst', 'x')
    const result = await readZeekFolder(folder)
    expect(result.ok ? '' : result.problem.mend).toMatch(/gzip/)
  })
  test('that does not exist is told apart', async () => {
    expect(await readZeekFolder(join(folder, 'nowhere'))).toMatchObject({ ok: false, problem: { kind: 'not-found' } })
  })
})
