// Writes packages/store/src/schema/database.ts from a migrated database. Run: node scripts/write-database-types.ts
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openPool } from '../packages/store/src/connection.ts'
import { migrate } from '../packages/store/src/migrate.ts'
import { databaseTypes } from '../packages/store/src/schema/database-types.ts'
import { testDatabase } from '../packages/store/src/embedded/test-database.ts'

const database = await testDatabase()
try {
  const pool = openPool(database.owner, () => undefined)
  const migrated = await migrate(pool, database.app.user)
  if (!migrated.ok) throw new Error(migrated.problem.message)
  writeFileSync(join(import.meta.dirname, '../packages/store/src/schema/database.ts'), await databaseTypes(pool))
  await pool.end()
} finally {
  await database.stop()
}
