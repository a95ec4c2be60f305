// Writes packages/store/src/schema/database.ts from a migrated database. Run: node scripts/write-database-types.ts
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { databaseTypes } from '../packages/store/src/schema/database-types.ts'
import { testDatabase } from '../packages/store/src/embedded/test-database.ts'

const database = await testDatabase()
try {
  writeFileSync(join(import.meta.dirname, '../packages/store/src/schema/database.ts'), await databaseTypes(database.owner))
} finally {
  await database.stop()
}
