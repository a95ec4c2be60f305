import { readFile } from 'node:fs/promises'
import type { Preview } from '@caponier/offline/assessment/tables'
import { applyPreview, isTableKind, previewTable, sheetFrameworks, TABLE_KINDS } from '@caponier/offline/assessment/tables'
import { saveWorkspace } from '@caponier/offline/company/save'
import type { Arguments } from '../../command.ts'
import { UsageError } from '../../command.ts'
import type { ExitCode } from '../../exit-codes.ts'
import { EXIT } from '../../exit-codes.ts'
import type { Terminal } from '../../terminal.ts'
import { printable, table } from '../../terminal.ts'
import { nowInstant, openWorkspace, problemFailure, today } from '../../workspace-argument.ts'

/** Preview of a sheet; with --apply the rows without errors are written. Exit code 1 when rows have errors. */
export async function importTable(args: Arguments, terminal: Terminal, path: string): Promise<ExitCode> {
  const kind = args.text('kind')
  if (!isTableKind(kind)) throw new UsageError(`say what the sheet holds: --kind ${TABLE_KINDS.join('|')}`)
  const folder = args.text('workspace') ?? '.'
  const { workspace, content } = await openWorkspace(folder)
  const optional = (name: string, key: string): Record<string, string> => {
    const value = args.text(name)
    return value === undefined ? {} : { [key]: value }
  }
  const preview = await previewTable(await readFile(path), kind, workspace, {
    today: today(),
    frameworks: sheetFrameworks(content),
    map: mapping(args.texts('map')),
    overwrite: args.flag('overwrite'),
    ...optional('sheet', 'sheet'),
    ...optional('default-site', 'site'),
    ...optional('default-subject', 'subject'),
    ...optional('default-framework', 'framework'),
  })
  if (!preview.ok) throw problemFailure(preview.problem, 'nothing was written')
  if (args.flag('json')) terminal.out(`${JSON.stringify(preview.value, null, 2)}\n`)
  else terminal.out(printPreview(terminal, preview.value))
  if (args.flag('apply')) {
    const saved = await saveWorkspace(folder, applyPreview(workspace, preview.value, { now: nowInstant() }), content, today())
    if (!saved.ok) throw problemFailure(saved.problem, 'nothing was written')
    if (!args.flag('json')) terminal.out(`written: ${saved.value.written.join(', ') || 'nothing'}\n`)
  } else if (!args.flag('json'))
    terminal.out(
      preview.value.counts.add + preview.value.counts.change === 0
        ? 'there is nothing to write\n'
        : `nothing was written; add --apply to write ${preview.value.counts.add + preview.value.counts.change} rows\n`,
    )
  return preview.value.counts.error > 0 ? EXIT.checkFailed : EXIT.done
}

function mapping(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.lastIndexOf('=')
      if (at <= 0) throw new UsageError(`--map "${text}" must be COLUMN=FIELD`)
      return [text.slice(0, at), text.slice(at + 1)]
    }),
  )
}

const MOST = 40

function printPreview(terminal: Terminal, preview: Preview): string {
  const { paint } = terminal
  const marks = { add: paint.good('+'), change: paint.warn('~'), same: ' ', kept: paint.accent('='), error: paint.bad('!') }
  const changes = preview.rows.filter((row) => row.action !== 'same')
  return [
    paint.bold('Columns'),
    table(
      terminal,
      [{ title: '  column' }, { title: 'header', most: 40 }, { title: 'is read as' }, { title: 'because' }],
      preview.mapping.map((one) => [`  ${one.letter}`, printable(one.header), one.field ?? '-', one.how]),
    ),
    paint.bold('Rows'),
    ...changes
      .slice(0, MOST)
      .flatMap((row) => [
        `  ${marks[row.action]} row ${row.row}  ${printable(row.key)}${row.diffs.length === 0 ? '' : `  ${row.diffs.map((diff) => `${diff.field}: ${diff.before === '' ? '' : `${printable(diff.before)} -> `}${printable(diff.after)}`).join(', ')}`}`,
        ...row.kept.map(
          (diff) =>
            `      ${paint.dim(`kept ${diff.field}: "${printable(diff.before)}", a person changed it; the sheet says "${printable(diff.after)}"`)}`,
        ),
        ...row.errors.map(
          (error) =>
            `      ${paint.bad(`${printable(error.column)} "${printable(error.value).slice(0, 60)}"`)} ${error.why}; ${error.mend}`,
        ),
      ]),
    ...(changes.length > MOST ? [paint.dim(`  … ${changes.length - MOST} more rows, all with --json`)] : []),
    `${preview.counts.add} new, ${preview.counts.change} changed, ${preview.counts.same} the same, ${preview.counts.kept} kept as a person left them, ${preview.counts.error} with errors`,
    '',
  ].join('\n')
}
