import { loadContent } from '@caponier/offline/framework/index'
import { positionLine } from '@caponier/offline/position/index'
import type { Command } from '../../command.ts'
import { UsageError } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { readLines, unreadableLine } from '../../json-lines.ts'
import { today } from '../../workspace-argument.ts'

export const position: Command = {
  name: 'position',
  summary:
    'Reads one workspace document per line from standard input and writes one position per line, in order. Schemas: caponier schema.',
  usage: '--jsonl < WORKSPACES > POSITIONS',
  positionals: { least: 0, most: 0 },
  options: { jsonl: { type: 'boolean', help: 'one JSON document per line in, one per line out' } },
  examples: ['caponier workspace export examples/brenner-antriebstechnik --json | caponier position --jsonl'],
  run: async (args, terminal) => {
    if (!args.flag('jsonl')) throw new UsageError('position needs --jsonl')
    const content = loadContent()
    for await (const line of readLines(process.stdin)) {
      terminal.out(`${line.text === null ? unreadableLine(line) : positionLine(content, line.text, line.number, today())}\n`)
    }
    return EXIT.done
  },
}
