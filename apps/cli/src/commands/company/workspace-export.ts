import { exportWorkspace } from '@caponier/offline/company/transfer'
import type { Command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { openWorkspace } from '../../workspace-argument.ts'

export const workspaceExport: Command = {
  name: 'workspace export',
  summary: 'Prints the whole workspace as one JSON document, lists sorted, so that equal workspaces give equal bytes.',
  usage: 'DIR --json',
  positionals: { least: 1, most: 1 },
  readsWorkspace: true,
  options: { json: { type: 'boolean', help: 'JSON (the only format, may be left out)' }, pretty: { type: 'boolean', help: 'indent' } },
  examples: ['caponier workspace export examples/brenner-antriebstechnik --json > brenner.json'],
  run: async (args, terminal) => {
    const { workspace } = await openWorkspace(args.positionals[0] ?? '')
    terminal.out(exportWorkspace(workspace, args.flag('pretty')))
    return EXIT.done
  },
}
