import { besideDatabase } from '@caponier/app/operations/beside'
import type { KeptHead, VerifiedLog } from '@caponier/app/operations/verify'
import { describeFault, verifyLogs } from '@caponier/app/operations/verify'
import type { ServerCommand } from './command-line.ts'
import { EXIT, tell, usage } from './command-line.ts'

const USAGE = `verify [HEAD ...]
  Verifies the activity logs. HEAD is ORGANISATION:SEQUENCE:HASH as printed in a report, a snapshot or an export.`

/** `caponier verify [HEAD ...]` */
export const verifyCommand: ServerCommand = async ({ words, settings, out, say }) => {
  const heads = words.map(headOf)
  const kept = heads.filter((head) => head !== undefined)
  if (kept.length < heads.length) return usage(USAGE)
  const database = await besideDatabase(settings, say)
  if (!database.ok) return tell(database.problem)
  try {
    const logs = await verifyLogs(database.value.app, kept)
    const strange = kept.filter((head) => !logs.some((log) => log.tenant === head.tenant))
    for (const { tenant } of strange) out(`${tenant}: there is no such organisation\n`)
    return printLogs(logs, out) && strange.length === 0 ? EXIT.done : EXIT.checkFailed
  } finally {
    await database.value.stop()
  }
}

function headOf(word: string): KeptHead | undefined {
  const [, tenant, seq, hash] = /^([a-z0-9][a-z0-9._-]*):(\d{1,15}):([0-9a-f]{64})$/.exec(word) ?? []
  return tenant === undefined || hash === undefined ? undefined : { tenant, seq: Number(seq), hash }
}

/** Prints what was found; true when every log is whole. */
export function printLogs(logs: readonly VerifiedLog[], out: (text: string) => void): boolean {
  for (const { tenant, checked, seq, hash, faults } of logs) {
    if (faults.length === 0) out(`${tenant}: activity log whole, ${checked} entries, head ${tenant}:${seq}:${hash}\n`)
    else out(`${tenant}: ACTIVITY LOG BROKEN\n${faults.map((fault) => `  ${describeFault(fault)}\n`).join('')}`)
  }
  return logs.every((log) => log.faults.length === 0)
}
