/** Exit codes of the CLI, documented in docs/guide/cli.md. */
export const EXIT = {
  done: 0,
  /** A check that was asked for failed: validation errors, lint findings, --fail-under. */
  checkFailed: 1,
  usage: 2,
  badInput: 3,
  environment: 4,
  bug: 70,
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
