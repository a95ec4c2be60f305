import { loadWorkspace } from '@caponier/offline/company/load'
import { loadContent } from '@caponier/offline/framework/index'
import type { Command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { issueLines, today } from '../../workspace-argument.ts'

export const validate: Command = {
  name: 'validate',
  summary: 'Checks a workspace folder: every error with file, line, path and how to mend it.',
  usage: 'DIR',
  positionals: { least: 1, most: 1 },
  options: { json: { type: 'boolean', help: 'print JSON' } },
  examples: ['caponier validate examples/brenner-antriebstechnik'],
  run: async (args, terminal) => {
    const folder = args.positionals[0] ?? ''
    const loaded = await loadWorkspace(folder, loadContent(), today())
    if (args.flag('json')) {
      const report = loaded.ok
        ? { valid: true, files: loaded.value.files, warnings: loaded.value.warnings }
        : { valid: false, problem: loaded.problem }
      terminal.out(`${JSON.stringify(report, null, 2)}\n`)
    } else if (loaded.ok) {
      const { workspace, files, warnings } = loaded.value
      if (warnings.length > 0)
        terminal.out(`${terminal.paint.warn(many(warnings.length, 'warning', 'warnings'))}\n${issueLines(warnings)}\n`)
      const counts = [
        many(files.length, 'file', 'files'),
        many(workspace.entities.length, 'legal entity', 'legal entities'),
        many(workspace.sites?.length ?? 0, 'site', 'sites'),
        many(workspace.zones?.length ?? 0, 'zone', 'zones'),
        many(workspace.conduits?.length ?? 0, 'conduit', 'conduits'),
        many(workspace.assets?.length ?? 0, 'asset', 'assets'),
        many(workspace.controls?.length ?? 0, 'control', 'controls'),
        many(workspace.answers?.length ?? 0, 'answer entry', 'answer entries'),
        many(workspace.evidence?.length ?? 0, 'piece of evidence', 'pieces of evidence'),
      ]
      terminal.out(`${terminal.paint.good('valid')}: ${counts.join(', ')}\n`)
    } else {
      const { problem } = loaded
      terminal.err(
        problem.kind === 'invalid-input'
          ? `caponier validate: ${problem.message} in ${folder}\n${issueLines(problem.issues)}\n  Nothing was computed.\n`
          : `caponier validate: ${problem.message}\n`,
      )
    }
    return loaded.ok ? EXIT.done : loaded.problem.kind === 'invalid-input' ? EXIT.checkFailed : EXIT.badInput
  },
}

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`
