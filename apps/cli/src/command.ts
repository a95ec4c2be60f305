import { parseArgs } from 'node:util'
import type { ExitCode } from './exit-codes.ts'
import { EXIT } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'

export interface OptionSpec {
  readonly type: 'string' | 'boolean'
  readonly help: string
  readonly value?: string
  readonly multiple?: boolean
}

/** What a command was called with, already checked against its specification. */
export interface Arguments {
  readonly positionals: readonly string[]
  readonly text: (name: string) => string | undefined
  readonly texts: (name: string) => readonly string[]
  readonly flag: (name: string) => boolean
}

/** One verb of the CLI. Thin: it parses, calls one function of the offline package, and prints. */
export interface Command {
  readonly name: string
  readonly summary: string
  /** Positional arguments as shown in the usage, e.g. `DIR [MEASURE]`. */
  readonly usage: string
  readonly positionals: { readonly least: number; readonly most: number }
  readonly options: Readonly<Record<string, OptionSpec>>
  readonly examples?: readonly string[]
  /** The first positional is a workspace that is only read: it may come from a server instead. */
  readonly readsWorkspace?: boolean
  readonly run: (args: Arguments, terminal: Terminal) => Promise<ExitCode>
}

/** Wrong words on the command line: shown with the usage, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** An expected failure with its exit code; what happened, what was kept, what to do. */
export class CommandFailure extends Error {
  override name = 'CommandFailure'
  readonly exit: ExitCode
  constructor(message: string, exit: ExitCode = EXIT.badInput) {
    super(message)
    this.exit = exit
  }
}

/** Of commands that read a workspace: where it comes from, instead of a folder. */
const FROM_SERVER: Readonly<Record<string, OptionSpec>> = {
  server: { type: 'string', value: 'URL', help: 'read the organisation on this server instead of DIR; see caponier login' },
  tenant: { type: 'string', value: 'ID', help: 'with --server: which organisation (default the only one)' },
}

const COMMON: Readonly<Record<string, OptionSpec>> = { help: { type: 'boolean', help: 'show this help' } }

/** Every option of a command, its own and the common ones. */
export const optionsOf = (command: Command): Readonly<Record<string, OptionSpec>> => ({
  ...command.options,
  ...(command.readsWorkspace === true ? FROM_SERVER : {}),
  ...COMMON,
})

/** Parses the words after the command's name. Throws {@link UsageError}. */
export function parseCommand(command: Command, words: readonly string[]): Arguments {
  const options = optionsOf(command)
  let parsed: { values: Record<string, unknown>; positionals: string[] }
  try {
    parsed = parseArgs({
      args: [...words],
      allowPositionals: true,
      strict: true,
      options: Object.fromEntries(
        Object.entries(options).map(([name, spec]) => [name, { type: spec.type, multiple: spec.multiple ?? false }]),
      ),
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split('. ')[0] : String(error))
  }
  const { values, positionals } = parsed
  const help = values['help'] === true
  // The workspace comes from a server: its folder is put in front once it was fetched.
  const fetched = command.readsWorkspace === true && values['server'] !== undefined ? 1 : 0
  if (values['tenant'] !== undefined && command.readsWorkspace === true && fetched === 0)
    throw new UsageError('--tenant goes with --server')
  if (!help && positionals.length < command.positionals.least - fetched)
    throw new UsageError(`caponier ${command.name} needs ${command.usage}`)
  if (!help && positionals.length > command.positionals.most - fetched)
    throw new UsageError(`unexpected argument "${positionals[command.positionals.most - fetched] ?? ''}"`)
  const list = (name: string): string[] => {
    const value = values[name]
    return typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  }
  return { positionals, text: (name) => list(name).at(-1), texts: list, flag: (name) => values[name] === true }
}

/** Usage, options and examples of one command. */
export function helpOf(command: Command): string {
  const options = Object.entries(optionsOf(command)).map(
    ([name, spec]) => `  --${name}${spec.type === 'string' ? ` ${spec.value ?? 'TEXT'}` : ''}`.padEnd(26) + spec.help,
  )
  const examples = (command.examples ?? []).map((example) => `  ${example}`)
  return [
    `caponier ${command.name} ${command.usage}`.trimEnd(),
    `  ${command.summary}`,
    '',
    'Options',
    ...options,
    ...(examples.length === 0 ? [] : ['', 'Examples', ...examples]),
    '',
  ].join('\n')
}
