import { importWorkspace } from '@caponier/offline/company/transfer'
import type { Command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { problemFailure } from '../../workspace-argument.ts'

export const workspaceImport: Command = {
  name: 'workspace import',
  summary: 'Writes a JSON document (as `workspace export` prints it) as a workspace folder; files that do not change stay untouched.',
  usage: 'FILE.json DIR',
  positionals: { least: 2, most: 2 },
  options: {},
  run: async (args, terminal) => {
    const [file = '', folder = ''] = args.positionals
    const result = await importWorkspace(file, folder)
    if (!result.ok) throw problemFailure(result.problem, 'nothing was written')
    const { written, removed, unchanged } = result.value
    terminal.out(`${folder}: ${written.length} files written, ${removed.length} removed, ${unchanged.length} unchanged\n`)
    return EXIT.done
  },
}
