import { COMMANDS, findCommand, overview } from './commands.ts'
import { CommandFailure, helpOf, parseCommand, UsageError } from './command.ts'
import type { ExitCode } from './exit-codes.ts'
import { EXIT } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'
import { processTerminal } from './terminal.ts'

/** Runs one command line and gives its exit code. Never throws; a bug is printed with what to report. */
export async function runCli(given: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const words = withServerLast(given)
  try {
    if (words.length === 0 || words[0] === '--help' || words[0] === 'help') {
      const named = words[0] === 'help' && words.length > 1 ? findCommand(words.slice(1)) : undefined
      terminal.out(named === undefined ? overview() : helpOf(await named.entry.load()))
      return words.length === 0 ? EXIT.usage : EXIT.done
    }
    const family =
      words.length <= 2 && findCommand(words) === undefined
        ? COMMANDS.filter((one) => one.words.length === 2 && one.words[0] === words[0])
        : []
    if (family.length > 0) {
      terminal.out(family.map((one) => `  caponier ${one.words.join(' ').padEnd(20)}${one.summary}\n`).join(''))
      return words[1] === '--help' ? EXIT.done : EXIT.usage
    }
    const found = findCommand(words)
    if (found === undefined)
      throw new UsageError(`there is no command "${words.slice(0, 2).join(' ')}"; caponier --help lists all ${COMMANDS.length}`)
    const command = await found.entry.load()
    try {
      const args = parseCommand(command, found.rest)
      if (args.flag('help')) {
        terminal.out(helpOf(command))
        return EXIT.done
      }
      if (command.readsWorkspace !== true || args.text('server') === undefined) return await command.run(args, terminal)
      const { withServerWorkspace } = await import('./commands/server/server-workspace.ts')
      return await withServerWorkspace(args, (folder) => command.run({ ...args, positionals: [folder, ...args.positionals] }, terminal))
    } catch (error) {
      if (error instanceof UsageError) throw new UsageError(`${error.message}\n\n${helpOf(command)}`)
      throw error
    }
  } catch (error) {
    terminal.progress('')
    if (error instanceof UsageError) {
      terminal.err(`caponier: ${error.message.trimEnd()}\n`)
      return EXIT.usage
    }
    if (error instanceof CommandFailure) {
      terminal.err(`caponier: ${error.message.trimEnd()}\n`)
      return error.exit
    }
    const environment = environmentProblem(error)
    if (environment !== null) {
      terminal.err(`caponier: ${environment}\n`)
      return EXIT.environment
    }
    terminal.err(
      `caponier: this is a bug of ours, please report it with the lines below. Your files were not changed by it.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
    return EXIT.bug
  }
}

/** `caponier --server URL COMMAND ...` reads better than the option at the end; both are the same. */
const withServerLast = (words: readonly string[]): readonly string[] =>
  words[0] === '--server' && words.length > 2 ? [...words.slice(2), '--server', words[1] ?? ''] : words

/** Failures of the machine rather than of the input, in plain words. */
function environmentProblem(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  const path = 'path' in error && typeof error.path === 'string' ? error.path : 'a file'
  switch (error.code) {
    case 'ENOENT':
      return `${path} does not exist. Nothing was changed.`
    case 'EACCES':
    case 'EPERM':
      return `${path} may not be read or written by this user. Nothing was changed; check its owner and mode.`
    case 'EROFS':
      return `${path} lies in a read-only place. Nothing was changed; choose another with --out.`
    case 'ENOSPC':
      return `the disk is full while writing ${path}. Files already written are whole; free some space and run it again.`
    case 'ENOTDIR':
    case 'EISDIR':
      return `${path} is ${error.code === 'EISDIR' ? 'a folder where a file' : 'a file where a folder'} is needed. Nothing was changed.`
    default:
      return null
  }
}

if (import.meta.main) {
  // A reader that goes away (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.environment))
  process.exitCode = await runCli(process.argv.slice(2), processTerminal())
}
