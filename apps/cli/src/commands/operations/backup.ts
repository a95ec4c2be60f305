import type { Command } from '../../command.ts'
import { runServerProgram, SERVER_OPTIONS } from './server-program.ts'

export const backup: Command = {
  name: 'backup',
  summary: 'Writes database, blobs and keys into one file, as of one moment, while the server runs. An existing file is never overwritten.',
  usage: 'FILE',
  positionals: { least: 1, most: 1 },
  options: SERVER_OPTIONS,
  examples: ['caponier backup /backups/caponier-2026-11-28.tar.gz'],
  run: (args) => runServerProgram(['backup', ...args.positionals], args),
}
