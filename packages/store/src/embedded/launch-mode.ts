import type { ChildProcess, StdioOptions } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { userInfo } from 'node:os'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'

/**
 * As whom PostgreSQL runs; it refuses to run as root.
 * `plain`: as ourselves. `namespace`: in a user namespace of its own, in which our user appears as `uid`; files stay ours.
 * `other-user`: as another user, to whom the files then belong.
 */
export type LaunchMode =
  | { readonly kind: 'plain' }
  | { readonly kind: 'namespace'; readonly uid: number; readonly gid: number }
  | { readonly kind: 'other-user'; readonly uid: number; readonly gid: number }

/** The user "nobody", whom every Linux system knows. */
const NOBODY = { uid: 65_534, gid: 65_534 } as const

/** How a mode is tried before it is chosen; tests narrow it to see the others. */
export type LaunchKinds = readonly LaunchMode['kind'][]
export const ALL_LAUNCH_KINDS: LaunchKinds = ['namespace', 'other-user', 'plain']

/** Chooses on the first start. As root: namespace, else another user. Else plain, but in a namespace for a user without a name. */
export function chooseLaunchMode(kinds: LaunchKinds = ALL_LAUNCH_KINDS): Result<LaunchMode> {
  const namespace: LaunchMode = { kind: 'namespace', ...NOBODY }
  const root = process.getuid?.() === 0
  const mayNamespace = (): boolean => kinds.includes('namespace') && namespacesWork(namespace)
  if (!root) {
    if (hasName()) return ok({ kind: 'plain' })
    if (mayNamespace()) return ok(namespace)
    return fail({
      kind: 'environment',
      message:
        `The user id ${process.getuid?.()} has no entry in the list of users, and user namespaces are not allowed here; ` +
        'PostgreSQL cannot create a database like this. Nothing was written.',
      mend: 'start as a user that has an entry in /etc/passwd, allow user namespaces, or set DATABASE_URL to a PostgreSQL server',
    })
  }
  if (mayNamespace()) return ok(namespace)
  if (kinds.includes('other-user')) return ok({ kind: 'other-user', ...NOBODY })
  return fail({
    kind: 'environment',
    message: 'PostgreSQL does not run as root, and no other way is allowed here. Nothing was written.',
    mend: 'start Caponier as an ordinary user, or set DATABASE_URL to a PostgreSQL server',
  })
}

function hasName(): boolean {
  try {
    userInfo()
    return true
  } catch {
    return false
  }
}

/** Whether this machine lets us create the user namespace. */
export function namespacesWork(mode: LaunchMode): boolean {
  const command = commandIn(mode, '/bin/sh', ['-c', 'exit 0'])
  return spawnSync(command.file, command.args, { stdio: 'ignore', timeout: 5_000 }).status === 0
}

interface Command {
  readonly file: string
  readonly args: readonly string[]
  readonly user: { readonly uid: number; readonly gid: number } | undefined
}

function commandIn(mode: LaunchMode, file: string, args: readonly string[]): Command {
  if (mode.kind === 'plain') return { file, args, user: undefined }
  const { uid, gid } = mode
  if (mode.kind === 'other-user') return { file, args, user: { uid, gid } }
  // unshare replaces itself by the program, so that the process id is the program's.
  return { file: 'unshare', args: ['--user', `--map-user=${uid}`, `--map-group=${gid}`, '--', file, ...args], user: undefined }
}

/**
 * What PostgreSQL sees of our environment: no PG* variables, English messages (they are read), UTC.
 * `PATH` is for finding unshare.
 */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}

/**
 * Starts a program in a session of its own, so that Ctrl-C in the terminal reaches us alone and we stop it in order.
 * The root folder is its working folder, so that it keeps no other one busy.
 */
export function spawnIn(mode: LaunchMode, file: string, args: readonly string[], stdio: StdioOptions): ChildProcess {
  const command = commandIn(mode, file, args)
  return spawn(command.file, command.args, { stdio, detached: true, cwd: '/', env: environment(), ...command.user })
}

/** Exit code and everything written of a program that ends by itself. `code` is -1 if it could not be started or was ended by a signal. */
export async function runIn(
  mode: LaunchMode,
  file: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly output: string }> {
  const child = spawnIn(mode, file, args, ['ignore', 'pipe', 'pipe'])
  const parts: string[] = []
  child.stdout?.setEncoding('utf8').on('data', (text: string) => parts.push(text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => parts.push(text))
  return new Promise((done) => {
    child.once('error', (error) => done({ code: -1, output: error.message }))
    child.once('close', (code) => done({ code: code ?? -1, output: parts.join('') }))
  })
}
