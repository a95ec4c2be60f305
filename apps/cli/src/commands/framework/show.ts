import type { Entry } from '@caponier/offline/framework/index'
import { findEntries, loadContent, nearIds } from '@caponier/offline/framework/index'
import type { Command } from '../../command.ts'
import { CommandFailure } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { languageOf } from '../../language.ts'
import { printEntry } from './print-entry.ts'

export const contentShow: Command = {
  name: 'content show',
  summary: 'Shows a requirement, clause, measure or duty in full. Several editions may answer to one id; all are shown.',
  usage: 'ID',
  positionals: { least: 1, most: 4 },
  options: {
    lang: { type: 'string', value: 'en|de', help: 'language where both exist (default en)' },
    json: { type: 'boolean', help: 'print JSON' },
  },
  examples: [
    'caponier content show "SR 1.1"',
    'caponier content show "ORG 2.4"',
    'caponier content show 4.3.4.5',
    'caponier content show "21(2)(j)"',
  ],
  run: async (args, terminal) => {
    const content = loadContent()
    const entries = entriesOf(content, args.positionals.join(' '))
    if (args.flag('json')) terminal.out(`${JSON.stringify(entries.map(plainEntry), null, 2)}\n`)
    else for (const entry of entries) terminal.out(printEntry(terminal, entry, languageOf(args)))
    return EXIT.done
  },
}

/** Entries with that id; throws with the nearest ids when there is none. */
export function entriesOf(content: Parameters<typeof findEntries>[0], id: string): Entry[] {
  const entries = findEntries(content, id)
  if (entries.length > 0) return entries
  const near = nearIds(content, id)
  throw new CommandFailure(`there is nothing with the id "${id}"${near.length === 0 ? '' : `; near it: ${near.join(', ')}`}`)
}

/** An entry for JSON: frameworks by key, not in full. */
export const plainEntry = (entry: Entry): object =>
  entry.kind === 'requirement' || entry.kind === 'heading' ? { ...entry, framework: entry.framework.key } : entry
