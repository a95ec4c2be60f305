import type { Command } from '../../command.ts'
import { runServerProgram, SERVER_OPTIONS } from './server-program.ts'

export const verifyLogs: Command = {
  name: 'verify-logs',
  summary:
    'Verifies the activity log of every organisation in the database: rewritten, reordered or cut entries. Exit 1 when one is broken.',
  usage: '[HEAD ...]',
  positionals: { least: 0, most: 1_000 },
  options: SERVER_OPTIONS,
  examples: ['caponier verify-logs', 'caponier verify-logs brenner:120:HASH'],
  run: (args) => runServerProgram(['verify', ...args.positionals], args),
}
