import type { Content, Issue, Problem } from '@caponier/offline'
import { loadContent } from '@caponier/offline/framework/index'
import { loadWorkspace, type ReadyWorkspace } from '@caponier/offline/company/load'
import type { Arguments } from './command.ts'
import { CommandFailure, UsageError } from './command.ts'
import { EXIT } from './exit-codes.ts'
import { printable } from './terminal.ts'

/** Today's date of this machine, an input like any other. */
export const today = (): string => {
  const now = new Date()
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** A date option as `YYYY-MM-DD`; throws {@link UsageError}. */
export function dateOption(args: Arguments, name: string): string | undefined {
  const text = args.text(name)
  if (text === undefined) return undefined
  if (!DATE.test(text) || new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) !== text)
    throw new UsageError(`--${name} must be a date that exists, as 2026-11-01, not "${text}"`)
  return text
}

/** Loads the workspace a command was given, or fails with every error told like a compiler does. */
export async function openWorkspace(folder: string, content = loadContent()): Promise<ReadyWorkspace & { readonly content: Content }> {
  const loaded = await loadWorkspace(folder, content, today())
  if (!loaded.ok) throw problemFailure(loaded.problem, 'nothing was computed')
  return { ...loaded.value, content }
}

/** A problem as the failure of a command, its issues listed. */
export function problemFailure(problem: Problem, kept: string): CommandFailure {
  if (problem.kind === 'not-found') return new CommandFailure(problem.message)
  if (problem.kind === 'environment') return new CommandFailure(`${problem.message}\n  ${problem.mend}`, EXIT.environment)
  return new CommandFailure(`${problem.message}; ${kept}\n${issueLines(problem.issues)}`)
}

/** Issues grouped by file: line, path, what is wrong, what stands there, how to mend it. */
export function issueLines(issues: readonly Issue[]): string {
  const files = [...new Set(issues.map((issue) => issue.file ?? ''))]
  return files
    .flatMap((file) => [
      ...(file === '' ? [] : [file]),
      ...issues
        .filter((issue) => (issue.file ?? '') === file)
        .flatMap((issue) => [
          `  ${issue.line === undefined ? '' : `line ${issue.line}  `}${printable(issue.path)}  ${printable(issue.message)}`,
          ...(issue.excerpt === undefined ? [] : [`           ${printable(issue.excerpt)}`]),
          ...(issue.mend === undefined ? [] : [`           ${printable(issue.mend)}`]),
        ]),
    ])
    .join('\n')
}

/** This instant in UTC to the second, as workspaces record it. */
export const nowInstant = (): string => `${new Date().toISOString().slice(0, 19)}Z`
