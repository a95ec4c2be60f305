import { resolve } from 'node:path'
import { restore } from '@caponier/app/operations/restore'
import type { ServerCommand } from './command-line.ts'
import { EXIT, tell, usage } from './command-line.ts'
import { printLogs } from './verify.ts'

/** `caponier restore FILE` */
export const restoreCommand: ServerCommand = async ({ words, settings, out, say }) => {
  const [file, ...more] = words
  if (file === undefined || more.length > 0) return usage('restore FILE\n  Restores a backup into an empty data folder (CAPONIER_DATA).')
  const { dataDir, databaseUrl } = settings
  const done = await restore({ file: resolve(file), dataDir, databaseUrl, say })
  if (!done.ok) return tell(done.problem)
  const { rows, files, createdAt, migrated, logs } = done.value
  out(`Restored ${rows} rows and ${files} files of ${createdAt} into ${dataDir}.\n`)
  if (migrated.length > 0) out(`Brought to this version by ${migrated.length} migrations.\n`)
  return printLogs(logs, out) ? EXIT.done : EXIT.checkFailed
}
