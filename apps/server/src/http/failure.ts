/** Names of errors whose message speaks of code, not of data. */
const ABOUT_CODE = new Set(['TypeError', 'RangeError', 'ReferenceError'])

/**
 * An unexpected error for the log: where it happened and of what kind. Messages of databases and parsers repeat what they were given, so
 * only those of the language itself are kept.
 */
export function describeFailure(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: typeof error }
  const code = 'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? { code: error.code } : {}
  const at = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
  return { error: error.name, ...code, ...(ABOUT_CODE.has(error.name) ? { message: error.message.slice(0, 300) } : {}), at }
}
