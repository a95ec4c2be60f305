import type { LogFault } from '@caponier/offline/activity/verify-log'
import { verifyLogFile } from '@caponier/offline/activity/verify-log'
import type { Command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'

export const verify: Command = {
  name: 'verify',
  summary: 'Verifies an exported activity log: rewritten, reordered, removed or cut entries, and who signed its heads. Needs no server.',
  usage: 'FILE',
  positionals: { least: 1, most: 1 },
  options: {
    head: { type: 'string', value: 'FILE', multiple: true, help: 'a signed head from elsewhere, as JSON, or an earlier export' },
    key: { type: 'string', value: 'BASE64', help: 'the only public key to trust, 32 bytes in base64' },
    json: { type: 'boolean', help: 'print JSON' },
  },
  examples: ['caponier verify activity-brenner-2026-11-28.jsonl', 'caponier verify now.jsonl --head last-year.jsonl'],
  run: async (args, terminal) => {
    const file = args.positionals[0] ?? ''
    const verified = await verifyLogFile(file, { headFiles: args.texts('head'), key: args.text('key') ?? null })
    if (!verified.ok) {
      terminal.err(`caponier verify: ${verified.problem.message}\n`)
      return EXIT.badInput
    }
    const report = verified.value
    const intact = report.faults.length === 0
    if (args.flag('json')) terminal.out(`${JSON.stringify({ intact, ...report }, null, 2)}\n`)
    else {
      const { entries, newest, details, heads, keys, faults } = report
      terminal.out(
        [
          `${report.tenant ?? 'unknown organisation'}: ${entries} entries${newest === null ? '' : `, the newest ${newest.seq} of ${newest.at}`}`,
          `details: ${details.fit} fit, ${details.absent} not in the file (erased or left out)`,
          `heads: ${heads.inFile} in the file, ${heads.fromOutside} from elsewhere${keys.length === 0 ? '' : `, signed by ${keys.join(', ')}`}`,
          ...faults.slice(0, 50).map((fault) => `${terminal.paint.bad(fault.fault)}  ${told(fault)}`),
          ...(faults.length > 50 ? [`and ${faults.length - 50} more`] : []),
          intact ? terminal.paint.good('intact') : terminal.paint.bad(`not intact: ${faults.length} faults`),
          ...(intact && heads.fromOutside === 0
            ? ['No head from elsewhere was given: a log cut at its end together with its own heads would not be noticed. Use --head.']
            : []),
          '',
        ].join('\n'),
      )
    }
    return intact ? EXIT.done : EXIT.checkFailed
  },
}

function told(fault: LogFault): string {
  switch (fault.fault) {
    case 'unreadable':
      return `line ${fault.line} ${fault.why}`
    case 'gap':
      return `entry ${fault.expected} is missing before ${fault.seq}`
    case 'broken-link':
      return `entry ${fault.seq} does not join the one before`
    case 'wrong-hash':
      return `entry ${fault.seq} is not what was hashed`
    case 'cut':
      return `a head of entry ${fault.seq} was signed, but the log ends at ${fault.known}`
    case 'head-differs':
      return `entry ${fault.seq} differs from the head that was signed`
    case 'other-tenant':
      return `the head of entry ${fault.seq} belongs to another organisation`
    case 'wrong-detail':
      return `the detail of entry ${fault.seq} is not the one that was digested`
    case 'wrong-signature':
      return `the head of entry ${fault.seq} of ${fault.signedAt} is not signed by its key`
    case 'other-key':
      return `the head of entry ${fault.seq} of ${fault.signedAt} is signed by another key: ${fault.key}`
  }
}
