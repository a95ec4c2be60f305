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
      if (warnings.length > 0) terminal.out(`${terminal.paint.warn(`${warnings.length} warnings`)}\n${issueLines(warnings)}\n`)
      terminal.out(
        `${terminal.paint.good('valid')}: ${files.length} files, ${workspace.entities.length} legal entities, ${workspace.sites?.length ?? 0} sites, ${workspace.zones?.length ?? 0} zones, ` +
          `${workspace.conduits?.length ?? 0} conduits, ${workspace.assets?.length ?? 0} assets, ${workspace.controls?.length ?? 0} controls, ${workspace.answers?.length ?? 0} answer entries, ${workspace.evidence?.length ?? 0} pieces of evidence\n`,
      )
    } else {
      const { problem } = loaded
      terminal.err(
        `caponier validate: ${folder} ${problem.message}${problem.kind === 'invalid-input' ? `\n${issueLines(problem.issues)}\n  Nothing was computed.` : ''}\n`,
      )
    }
    return loaded.ok ? EXIT.done : loaded.problem.kind === 'invalid-input' ? EXIT.checkFailed : EXIT.badInput
  },
}
