import type { Command } from '../../command.ts'
import { runServerProgram, SERVER_OPTIONS } from './server-program.ts'

export const serve: Command = {
  name: 'serve',
  summary: 'Starts the server and runs until it is stopped. The first start makes a database, loads the sample and prints a link.',
  usage: '',
  positionals: { least: 0, most: 0 },
  options: {
    ...SERVER_OPTIONS,
    port: { type: 'string', value: 'N', help: 'port (PORT, default 8620; 0: any free one)' },
    host: { type: 'string', value: 'ADDRESS', help: 'address to listen on (HOST, default 127.0.0.1)' },
    'public-url': { type: 'string', value: 'URL', help: 'where people reach it (CAPONIER_PUBLIC_URL)' },
  },
  examples: ['caponier serve', 'DATABASE_URL=postgresql://caponier:SECRET@db.example/caponier caponier serve'],
  run: (args) => runServerProgram(['serve'], args),
}
