import type { Command } from '../../command.ts'
import { UsageError } from '../../command.ts'
import { runServerProgram, SERVER_OPTIONS } from './server-program.ts'

export const move: Command = {
  name: 'move',
  summary: 'Moves the embedded database to a PostgreSQL server (15 or newer) without loss. Stop Caponier first.',
  usage: '',
  positionals: { least: 0, most: 0 },
  options: { to: { type: 'string', value: 'URL', help: 'postgresql://USER:PASSWORD@HOST/DATABASE, an empty database' }, ...SERVER_OPTIONS },
  examples: ['caponier move --to postgresql://caponier:SECRET@db.example/caponier'],
  run: (args) => {
    const to = args.text('to')
    if (to === undefined) throw new UsageError('caponier move needs --to URL')
    return runServerProgram(['move', '--to', to], args)
  },
}
