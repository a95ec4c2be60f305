import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApp } from '../app.test-support.ts'
import { testApp } from '../app.test-support.ts'

let there: TestApp
beforeAll(async () => {
  there = await testApp()
})
afterAll(() => there.stop())

/** What somebody who could send any SQL as the application would try first. */
const ATTACKS = [
  'alter table zone disable row level security',
  'alter table zone no force row level security',
  'create policy open on zone using (true)',
  'drop policy zone_tenant on zone',
  'set role caponier_owner',
  'set session authorization caponier_owner',
  'alter role caponier_app bypassrls',
  'select * from pg_authid',
  "copy (select 1) to program 'id'",
  "copy (select 1) to '/tmp/out'",
  "select pg_read_file('/etc/hostname')",
  "select lo_import('/etc/hostname')",
  'create table public.mine (a int)',
  'create schema mine',
  'create extension dblink',
  "create or replace function setting(name text) returns text language sql as $$ select 'brenner' $$",
  "update activity set action = 'x'",
  'delete from activity',
  'truncate activity',
  "update activity_detail set detail = 'x'",
  'delete from activity_head',
  "update past set doc = '{}'",
  'delete from past',
  'truncate past',
  "update answer_entry set state = 'met'",
  'delete from answer_entry',
  'delete from answer',
  "select erase_person_from_past('v-stojanova', null, 'somebody')",
  'delete from migration_checksum',
  'delete from kysely_migration',
  'update kysely_migration_lock set is_locked = 1',
  "alter system set log_statement = 'all'",
]

test.each(ATTACKS)('the role of the application may not: %s', async (sql) => {
  await expect(there.app.pool.query(sql)).rejects.toMatchObject({ code: '42501' })
})

test('without a tenant nothing of one shows, and asking past row-level security is an error', async () => {
  const { rows } = await there.app.pool.query<{ count: number }>('select count(*) from zone')
  expect(rows[0]?.count).toBe(0)
  const client = await there.app.pool.connect()
  try {
    await client.query('begin')
    await client.query('set local row_security = off')
    await expect(client.query('select count(*) from zone')).rejects.toMatchObject({ code: '42501' })
  } finally {
    await client.query('rollback')
    client.release()
  }
})
