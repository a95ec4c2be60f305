import { parseArgs } from 'node:util'
import { move } from '@caponier/app/operations/move'
import type { ServerCommand } from './command-line.ts'
import { EXIT, tell, usage } from './command-line.ts'
import { printLogs } from './verify.ts'

const USAGE = `move --to DATABASE_URL
  Moves the embedded database of CAPONIER_DATA to a PostgreSQL server. Stop Caponier first.`

/** `caponier move --to DATABASE_URL` */
export const moveCommand: ServerCommand = async ({ words, settings, out, say }) => {
  const to = targetOf(words)
  if (to === undefined) return usage(USAGE)
  const { dataDir } = settings
  const done = await move({ dataDir, to, now: new Date().toISOString(), say })
  if (!done.ok) return tell(done.problem)
  out(`Moved ${done.value.rows} rows. Blobs and keys stay in ${dataDir}; start from now on with DATABASE_URL set.\n`)
  return printLogs(done.value.logs, out) ? EXIT.done : EXIT.checkFailed
}

function targetOf(words: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...words], options: { to: { type: 'string' } }, strict: true }).values.to
  } catch {
    return undefined
  }
}
