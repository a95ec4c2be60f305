import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import type { Connection } from './connection.ts'
import type { DatabaseTemplate } from './test-database.ts'
import { testDatabase } from './test-database.ts'

let built = 0
const template: DatabaseTemplate = {
  name: 'one table with two rows',
  build: async ({ owner }) => {
    built += 1
    await query(
      owner,
      'create table plant (id int primary key); insert into plant values (1), (2); grant select, insert on plant to caponier_app',
    )
  },
}

async function query(connection: Connection, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client(connection)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

const databases = await Promise.all([testDatabase(template), testDatabase(template), testDatabase()])
afterAll(() => Promise.all(databases.map((database) => database.stop())))
const [first, second, empty] = databases

test('every database starts from the template, which is built once, and is apart from the others', async () => {
  expect(built).toBe(1)
  await query(first.app, 'insert into plant values (3)')
  expect(await query(first.app, 'select count(*)::int as plants from plant')).toEqual([{ plants: 3 }])
  expect(await query(second.app, 'select count(*)::int as plants from plant')).toEqual([{ plants: 2 }])
  await expect(query(empty.owner, 'select from plant')).rejects.toThrow('does not exist')
})

test('owner and application are ordinary roles, and the application owns nothing', async () => {
  const sql = 'select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as mighty from pg_roles where rolname = current_user'
  expect(await query(first.app, sql)).toEqual([{ mighty: false }])
  expect(await query(first.owner, sql)).toEqual([{ mighty: false }])
  await expect(query(first.app, 'create table mine (id int)')).rejects.toThrow('permission denied')
})

test('a stopped database is gone', async () => {
  const gone = await testDatabase()
  await gone.stop()
  await expect(query(gone.owner, 'select')).rejects.toThrow('does not exist')
})
