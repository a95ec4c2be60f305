import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { UsageError } from '../../command.ts'
import type { Arguments, OptionSpec } from '../../command.ts'

/** Where the commands that speak to a server find it. */
export const ADDRESS_OPTION: Readonly<Record<string, OptionSpec>> = {
  server: { type: 'string', value: 'URL', help: 'the server (CAPONIER_SERVER, default http://127.0.0.1:8620)' },
}

/** Origin of the server that is meant, without a slash at the end. */
export function serverOf(args: Arguments): string {
  const text = args.text('server') ?? process.env['CAPONIER_SERVER'] ?? 'http://127.0.0.1:8620'
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '' || url.username !== '')
    throw new UsageError(`"${text}" is no address of a server; write e.g. https://caponier.example.com`)
  return url.origin
}

const fileOf = (): string => join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'caponier', 'sessions.json')

function all(): Record<string, string> {
  try {
    const stored: unknown = JSON.parse(readFileSync(fileOf(), 'utf8'))
    if (typeof stored !== 'object' || stored === null) return {}
    return Object.fromEntries(Object.entries(stored).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
  } catch {
    return {}
  }
}

/** The token for a server: CAPONIER_TOKEN, else that of `caponier login`; undefined when there is none. */
export const tokenFor = (server: string): string | undefined => process.env['CAPONIER_TOKEN'] ?? all()[server]

/** Keeps the token of a server in a file that only this user can read; undefined forgets it. Gives the path. */
export function keepToken(server: string, token: string | undefined): string {
  const file = fileOf()
  const { [server]: _former, ...others } = all()
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.new`, `${JSON.stringify(token === undefined ? others : { ...others, [server]: token }, null, 2)}\n`, {
    mode: 0o600,
  })
  renameSync(`${file}.new`, file)
  return file
}
