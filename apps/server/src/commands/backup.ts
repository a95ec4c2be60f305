import { resolve } from 'node:path'
import { backup } from '@caponier/app/operations/backup'
import { besideDatabase } from '@caponier/app/operations/beside'
import type { ServerCommand } from './command-line.ts'
import { EXIT, tell, usage } from './command-line.ts'

/** `caponier backup FILE` */
export const backupCommand: ServerCommand = async ({ words, settings, version, out, say }) => {
  const [file, ...more] = words
  if (file === undefined || more.length > 0) return usage('backup FILE\n  Writes everything into one file while the server runs.')
  const database = await besideDatabase(settings, say)
  if (!database.ok) return tell(database.problem)
  try {
    const now = new Date().toISOString()
    const done = await backup({ pool: database.value.reading, dataDir: settings.dataDir, file: resolve(file), version, now })
    if (!done.ok) return tell(done.problem)
    const { tenants, rows, files } = done.value
    out(
      `${done.value.file}: ${tenants.length} organisations, ${rows} rows, ${files} files. It holds keys and everything that was entered: keep it safe.\n`,
    )
    return EXIT.done
  } finally {
    await database.value.stop()
  }
}
