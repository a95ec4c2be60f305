import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ServerCommand } from './commands/command-line.ts'
import { tell, usage } from './commands/command-line.ts'
import { readSettings } from './settings.ts'

/** Each command is loaded when it is asked for: the start of the server pays for no other. */
const COMMANDS: Readonly<Record<string, () => Promise<ServerCommand>>> = {
  serve: async () => (await import('./commands/serve.ts')).serveCommand,
  backup: async () => (await import('./commands/backup.ts')).backupCommand,
  restore: async () => (await import('./commands/restore.ts')).restoreCommand,
  move: async () => (await import('./commands/move.ts')).moveCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
  verify: async () => (await import('./commands/verify.ts')).verifyCommand,
  'sign-in-link': async () => (await import('./commands/sign-in-link.ts')).signInLinkCommand,
}

const MANIFEST = fileURLToPath(new URL('../../../package.json', import.meta.url))

async function main(words: readonly string[]): Promise<number> {
  const [name = 'serve', ...rest] = words
  const load = COMMANDS[name]
  if (load === undefined) return usage(`COMMAND\n  The server knows ${Object.keys(COMMANDS).join(', ')}.`)
  const settings = readSettings(process.env, process.cwd(), process.stderr.isTTY)
  if (!settings.ok) return tell(settings.problem)
  const { version } = JSON.parse(readFileSync(MANIFEST, 'utf8')) as { readonly version: string }
  const command = await load()
  return command({
    words: rest,
    settings: settings.value,
    version,
    out: (text) => void process.stdout.write(text),
    say: (message) => void process.stderr.write(`caponier: ${message}\n`),
  })
}

// A reader that goes away (`| head`) is no error.
process.stdout.on('error', () => undefined)
process.exitCode = await main(process.argv.slice(2))
// Whatever is still open (a connection that hangs) must not hold up the end.
process.exit()
