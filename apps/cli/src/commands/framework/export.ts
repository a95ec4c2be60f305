import { loadContent } from '@caponier/offline/framework/index'
import type { Command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'

export const contentExport: Command = {
  name: 'content export',
  summary: 'Prints all packs, mappings and laws as one JSON document, so that an independent program can recompute us.',
  usage: '',
  positionals: { least: 0, most: 0 },
  options: { pretty: { type: 'boolean', help: 'indent' } },
  examples: ['caponier content export > content.json'],
  run: async (args, terminal) => {
    terminal.out(`${JSON.stringify(loadContent(), null, args.flag('pretty') ? 2 : 0)}\n`)
    return EXIT.done
  },
}
