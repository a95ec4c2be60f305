import type { ZeekImport } from '@caponier/offline/assets/index'
import { importZeek, REJECT_MEANING } from '@caponier/offline/assets/index'
import { saveWorkspace } from '@caponier/offline/company/save'
import type { Arguments } from '../../command.ts'
import { UsageError } from '../../command.ts'
import type { ExitCode } from '../../exit-codes.ts'
import { EXIT } from '../../exit-codes.ts'
import type { Terminal } from '../../terminal.ts'
import { nowInstant, openWorkspace, problemFailure, today } from '../../workspace-argument.ts'

/** Reads conn logs into proposals; the workspace itself changes in nothing else. */
export async function importLogs(args: Arguments, terminal: Terminal, logs: string): Promise<ExitCode> {
  const site = args.text('site')
  if (site === undefined) throw new UsageError('say at which site the logs were taken: --site ID')
  const folder = args.text('workspace') ?? '.'
  const { workspace, content } = await openWorkspace(folder)
  const result = await importZeek(workspace, {
    logs,
    site,
    now: nowInstant(),
    onProgress: (progress) =>
      terminal.progress(
        `${progress.file}  ${progress.rowsRead} rows  ${progress.bytesTotal === 0 ? 100 : Math.floor((100 * progress.bytesDone) / progress.bytesTotal)} %`,
      ),
  })
  terminal.progress('')
  if (!result.ok) throw problemFailure(result.problem, 'no proposal was written')
  const write = !args.flag('dry-run')
  if (write) {
    const saved = await saveWorkspace(folder, result.value.workspace, content, today())
    if (!saved.ok) throw problemFailure(saved.problem, 'no proposal was written')
  }
  const { traffic, summary } = result.value
  if (args.flag('json'))
    terminal.out(
      `${JSON.stringify({ files: traffic.files, rowsRead: traffic.rowsRead, rowsMapped: traffic.rowsMapped, rejects: traffic.rejects, examples: traffic.examples, skipped: traffic.skipped, summary, written: write }, null, 2)}\n`,
    )
  else terminal.out(printImport(terminal, result.value, site, write))
  return EXIT.done
}

const DAMAGE = {
  'gzip-damaged': 'the archive is cut or broken',
  'gzip-bomb': 'the archive unpacks to more than is read',
  unreadable: 'the file cannot be read to its end',
} as const

const counts = (record: Readonly<Partial<Record<string, number>>>): string =>
  Object.entries(record)
    .map(([reason, count]) => `${count} ${reason}`)
    .join(', ')

function printImport(terminal: Terminal, { traffic, summary }: ZeekImport, site: string, written: boolean): string {
  const { files } = traffic
  const rejects = Object.entries(traffic.rejects).filter(([, count]) => count > 0)
  const rejected = rejects.reduce((sum, [, count]) => sum + count, 0)
  const { addresses, flows, proposals } = summary
  return [
    `${files.length} ${files.length === 1 ? 'file' : 'files'}, ${traffic.rowsRead} rows read = ${traffic.rowsMapped} mapped + ${rejected} rejected`,
    ...rejects.map(
      ([reason, count]) => `  ${terminal.paint.warn(String(count))} ${reason}: ${REJECT_MEANING[reason as keyof typeof REJECT_MEANING]}`,
    ),
    ...files.flatMap((one) =>
      one.problem === undefined
        ? []
        : [`  ${terminal.paint.warn('damaged')} ${one.file}: ${DAMAGE[one.problem]}; the rows before it are counted`],
    ),
    ...traffic.skipped.map((one) => `  ${terminal.paint.warn('skipped')} ${one.file}: ${one.reason}`),
    ...(summary.declaredPrefixes === 0
      ? [terminal.paint.warn(`  site ${site} declares no networks, so every address is outside; accept or declare networks first`)]
      : []),
    `hosts      ${addresses.observed} addresses seen = ${addresses.proposed} proposed as assets + ${addresses.outside} outside the declared networks${Object.keys(addresses.aside).length === 0 ? '' : ` + ${counts(addresses.aside)}`}`,
    `flows      ${flows.observed} seen = ${flows.inside} inside + ${flows.external} with an external end${Object.keys(flows.aside).length === 0 ? '' : ` + ${counts(flows.aside)}`}`,
    `externals  ${summary.externalPeers} peers outside the declared networks`,
    `networks   ${summary.networks} suggested`,
    `proposals  ${proposals.added} new, ${proposals.updated} seen again, ${proposals.withdrawn} withdrawn${written ? '' : ' (dry run, nothing written)'}`,
    '',
  ].join('\n')
}
