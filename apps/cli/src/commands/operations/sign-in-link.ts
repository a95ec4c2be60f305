import type { Command } from '../../command.ts'
import { runServerProgram, SERVER_OPTIONS } from './server-program.ts'

export const signInLink: Command = {
  name: 'sign-in-link',
  summary: 'Prints a link that signs in once within the hour, for whoever is locked out and has access to this machine.',
  usage: '[EMAIL]',
  positionals: { least: 0, most: 1 },
  options: SERVER_OPTIONS,
  run: (args) => runServerProgram(['sign-in-link', ...args.positionals], args),
}
