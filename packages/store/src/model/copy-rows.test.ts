import { afterAll, beforeAll, expect, test } from 'vitest'
import type pg from 'pg'
import { openPool } from '../connection.ts'
import type { TestDatabase } from '../embedded/test-database.ts'
import { testDatabase } from '../embedded/test-database.ts'
import { fieldReader } from './copy-fields.ts'
import { copyRows } from './copy-rows.ts'

let database: TestDatabase
let pool: pg.Pool
beforeAll(async () => {
  database = await testDatabase()
  pool = openPool(database.app, () => undefined)
})
afterAll(async () => {
  await pool.end()
  await database.stop()
})

async function copied(query: string, columns: number): Promise<(string | null)[][]> {
  const client = await pool.connect()
  try {
    const [read, rows] = [fieldReader(columns), [] as (string | null)[][]]
    await copyRows(client, query, (row) => rows.push([...read(row)]))
    return rows
  } finally {
    client.release()
  }
}

const HARD = [
  '',
  'plain',
  '\\N',
  'a\tb',
  'line\nbreak\r',
  'back\\slash',
  '\\t is two characters',
  '\b\f\v',
  'Prüfstraße 漢字 🏭',
  'x'.repeat(500),
]

test('copied fields are what stands in the database, whatever is in them', async () => {
  const client = await pool.connect()
  const list = HARD.map((one) => `(${client.escapeLiteral(one)}, null::text)`).join(', ')
  client.release()
  expect(await copied(`select * from (values ${list}) as t (a, b)`, 2)).toEqual(HARD.map((one) => [one, null]))
})

test('a text that comes again is the same, and one with the same number in the table of texts is not', () => {
  const read = fieldReader(1)
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
  // "Aa" and "BB" fall on one place.
  expect(['Aa', 'BB', 'Aa', 'BB'].map((one) => read(bytes(one))[0])).toEqual(['Aa', 'BB', 'Aa', 'BB'])
})

test('a failure of the query, of the reader or of the number of fields is thrown, and the connection goes on', async () => {
  await expect(copied('select 1 / 0', 1)).rejects.toThrow('division by zero')
  await expect(copied('select 1, 2', 3)).rejects.toThrow('a row has 2 fields instead of 3')
  expect(await copied('select 7', 1)).toEqual([['7']])
})
