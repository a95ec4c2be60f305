import type { Command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { ADDRESS_OPTION, keepToken, serverOf, tokenFor } from './stored-sessions.ts'

export const logout: Command = {
  name: 'logout',
  summary: 'Ends the session that `caponier login` opened, here and on the server.',
  usage: '',
  positionals: { least: 0, most: 0 },
  options: ADDRESS_OPTION,
  run: async (args, terminal) => {
    const server = serverOf(args)
    const token = tokenFor(server)
    if (token === undefined) {
      terminal.out(`Nobody is signed in to ${server}.\n`)
      return EXIT.done
    }
    const { apiFailure, connect } = await import('./connect.ts')
    const ended = await connect(server, token)('session.sign-out')
    keepToken(server, undefined)
    if (!ended.ok) throw apiFailure(ended.problem)
    terminal.out(`Signed out of ${server}.\n`)
    return EXIT.done
  },
}
