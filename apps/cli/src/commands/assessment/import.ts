import { TABLE_KINDS } from '@caponier/offline/assessment/tables'
import type { Command } from '../../command.ts'
import { UsageError } from '../../command.ts'
import { importTable } from './import-table.ts'
import { importLogs } from '../assets/import-zeek.ts'

export const importCommand: Command = {
  name: 'import',
  summary: 'Brings in a list of the company, assets or answers from a sheet, with a preview first, or Zeek conn logs as proposals.',
  usage: 'csv|xlsx FILE --kind KIND [--apply] | zeek LOGS --site ID',
  positionals: { least: 2, most: 2 },
  options: {
    workspace: { type: 'string', value: 'DIR', help: 'workspace folder (default .)' },
    kind: { type: 'string', value: 'KIND', help: `${TABLE_KINDS.join(', ')} (csv, xlsx)` },
    map: { type: 'string', value: 'COLUMN=FIELD', multiple: true, help: 'how to read a column, - to leave it out' },
    sheet: { type: 'string', value: 'NAME', help: 'sheet of the XLSX file (default the first)' },
    'default-site': { type: 'string', value: 'ID', help: 'site for rows that name none' },
    'default-subject': { type: 'string', value: 'REF', help: 'subject for rows that name none' },
    'default-framework': { type: 'string', value: 'KEY', help: 'framework for rows that name none' },
    apply: { type: 'boolean', help: 'write what the preview shows (csv, xlsx)' },
    overwrite: { type: 'boolean', help: 'also overwrite what a person changed (assets, answers)' },
    site: { type: 'string', value: 'ID', help: 'site the logs were taken at (zeek)' },
    'dry-run': { type: 'boolean', help: 'count only, write no proposals (zeek)' },
    json: { type: 'boolean', help: 'print JSON' },
  },
  examples: [
    'caponier import xlsx assets.xlsx --kind assets --workspace DIR',
    'caponier import csv zones.csv --kind zones --workspace DIR --apply',
    'caponier import csv answers.csv --kind answers --workspace DIR --apply',
    'caponier import zeek /var/log/zeek --site wels --workspace DIR',
  ],
  run: async (args, terminal) => {
    const [format, path = ''] = args.positionals
    if (format === 'zeek') return importLogs(args, terminal, path)
    if (format === 'csv' || format === 'xlsx') return importTable(args, terminal, path)
    throw new UsageError(`import knows csv, xlsx and zeek, not "${format ?? ''}"`)
  },
}
