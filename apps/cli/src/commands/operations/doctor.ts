import type { Command } from '../../command.ts'
import { runServerProgram, SERVER_OPTIONS } from './server-program.ts'

export const doctor: Command = {
  name: 'doctor',
  summary:
    'Looks at runtime, data folder, secrets, database, role, schema and activity logs, and changes nothing. Exit 1 when something is bad.',
  usage: '',
  positionals: { least: 0, most: 0 },
  options: { ...SERVER_OPTIONS, json: { type: 'boolean', help: 'print JSON' } },
  run: (args) => runServerProgram(['doctor', ...(args.flag('json') ? ['--json'] : [])], args),
}
