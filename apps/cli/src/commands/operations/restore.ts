import type { Command } from '../../command.ts'
import { runServerProgram, SERVER_OPTIONS } from './server-program.ts'

export const restore: Command = {
  name: 'restore',
  summary: 'Restores a backup into an empty data folder, brings it to this version and verifies the activity logs. All or nothing.',
  usage: 'FILE',
  positionals: { least: 1, most: 1 },
  options: SERVER_OPTIONS,
  examples: ['caponier restore /backups/caponier-2026-11-28.tar.gz --data new-data'],
  run: (args) => runServerProgram(['restore', ...args.positionals], args),
}
