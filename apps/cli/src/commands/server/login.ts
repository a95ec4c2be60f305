import type { Command } from '../../command.ts'
import { CommandFailure, UsageError } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { ask } from './ask-secret.ts'
import { ADDRESS_OPTION, keepToken, serverOf } from './stored-sessions.ts'

export const login: Command = {
  name: 'login',
  summary:
    'Signs in to a server for `caponier api` and `--server`. The session is kept in a file that only you can read, and ends as every other does.',
  usage: '',
  positionals: { least: 0, most: 0 },
  options: {
    ...ADDRESS_OPTION,
    email: { type: 'string', value: 'EMAIL', help: 'account; the password is asked for, or read from standard input' },
    link: { type: 'string', value: 'LINK', help: 'a sign-in link instead of a password' },
  },
  examples: ['caponier login --email lead@example.com', 'caponier login --link "$(caponier sign-in-link)"'],
  run: async (args, terminal) => {
    const server = serverOf(args)
    const { apiFailure, connect } = await import('./connect.ts')
    let token: string | undefined
    const client = connect(server, undefined, (set) => (token = set))
    const link = args.text('link')
    const email = args.text('email')
    if ((link === undefined) === (email === undefined)) throw new UsageError('name --email or --link')
    const entered =
      link !== undefined
        ? await client('session.redeem', { body: { token: link.slice(link.indexOf('#') + 1) } })
        : await client('session.sign-in', {
            body: { email: email ?? '', password: await ask(`Password of ${email} on ${server}: `, true) },
          })
    if (!entered.ok) throw apiFailure(entered.problem)
    if (token === undefined) throw new CommandFailure('the server let us in, but gave no session', EXIT.environment)
    const file = keepToken(server, token)
    const { user, tenants } = entered.value
    terminal.out(`Signed in as ${user.name} (${user.email}); kept in ${file}\n`)
    terminal.out(tenants.map((tenant) => `  ${tenant.id}  ${tenant.name}\n`).join(''))
    return EXIT.done
  },
}
