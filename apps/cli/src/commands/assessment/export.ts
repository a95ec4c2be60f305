import { writeFile } from 'node:fs/promises'
import { exportTable, isTableKind, TABLE_KINDS } from '@caponier/offline/assessment/tables'
import type { Command } from '../../command.ts'
import { UsageError } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { languageOf } from '../../language.ts'
import { dateOption, openWorkspace, today } from '../../workspace-argument.ts'

export const exportCommand: Command = {
  name: 'export',
  summary:
    'Writes a list of the company, the assets or the answers in force as a sheet that `import` takes back. CSV cells that a spreadsheet would run are guarded.',
  usage: 'csv|xlsx --kind KIND --out FILE',
  positionals: { least: 1, most: 1 },
  options: {
    workspace: { type: 'string', value: 'DIR', help: 'workspace folder (default .)' },
    kind: { type: 'string', value: 'KIND', help: TABLE_KINDS.join(', ') },
    out: { type: 'string', value: 'FILE', help: 'file to write' },
    subject: { type: 'string', value: 'REF', multiple: true, help: 'only these subjects (answers)' },
    'as-of': { type: 'string', value: 'DATE', help: 'answers and SL-T in force on this day (default today)' },
    lang: { type: 'string', value: 'en|de', help: 'language of the headers (default en)' },
  },
  examples: [
    'caponier export xlsx --kind zones --lang de --workspace examples/brenner-antriebstechnik --out zones.xlsx',
    'caponier export xlsx --kind answers --subject zone:gersthofen-line-3 --workspace examples/brenner-antriebstechnik --out line-3.xlsx',
  ],
  run: async (args, terminal) => {
    const [format] = args.positionals
    const kind = args.text('kind')
    const out = args.text('out')
    if (format !== 'csv' && format !== 'xlsx') throw new UsageError(`export knows csv and xlsx, not "${format ?? ''}"`)
    if (!isTableKind(kind)) throw new UsageError(`say what to export: --kind ${TABLE_KINDS.join('|')}`)
    if (out === undefined) throw new UsageError('say where to: --out FILE')
    const { workspace, content } = await openWorkspace(args.text('workspace') ?? '.')
    const subjects = args.texts('subject')
    const bytes = await exportTable(content, workspace, {
      kind,
      format,
      asOf: dateOption(args, 'as-of') ?? today(),
      lang: languageOf(args),
      ...(subjects.length === 0 ? {} : { subjects }),
    })
    await writeFile(out, bytes)
    terminal.out(`${out}: ${bytes.length} bytes\n`)
    return EXIT.done
  },
}
