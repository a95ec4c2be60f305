import { schemaOf } from '@caponier/offline/company/schema'
import type { Command } from '../../command.ts'
import { UsageError } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'

export const schema: Command = {
  name: 'schema',
  summary: 'Prints the JSON Schema of a workspace document, a workspace file (with the short form of answers) or a position.',
  usage: 'workspace | workspace-file | position',
  positionals: { least: 1, most: 1 },
  options: {},
  run: async (args, terminal) => {
    const found = schemaOf(args.positionals[0] ?? '')
    if (found === null) throw new UsageError('schema knows workspace, workspace-file and position')
    terminal.out(`${JSON.stringify(found, null, 2)}\n`)
    return EXIT.done
  },
}
