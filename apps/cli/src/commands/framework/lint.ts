import { lintContent } from '@caponier/offline/framework/index'
import type { Command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { table } from '../../terminal.ts'

export const contentLint: Command = {
  name: 'content lint',
  summary:
    'Checks all shipped content: ids, titles and gates against the manifests, counts, mappings, dates, texts that are alike or empty.',
  usage: '',
  positionals: { least: 0, most: 0 },
  options: { json: { type: 'boolean', help: 'print JSON' } },
  run: async (args, terminal) => {
    const report = lintContent()
    if (args.flag('json')) terminal.out(`${JSON.stringify(report, null, 2)}\n`)
    else {
      const { figures } = report
      if (figures !== null) {
        terminal.out(
          table(
            terminal,
            [
              { title: 'framework' },
              { title: 'rows', align: 'right' },
              { title: 'most alike', most: 40 },
              { title: 'similarity', align: 'right' },
            ],
            figures.frameworks.map((one) => [
              one.key,
              String(one.rows),
              one.mostAlike.a === '' ? '-' : `${one.mostAlike.a} / ${one.mostAlike.b}`,
              one.mostAlike.similarity.toFixed(3),
            ]),
          ),
        )
        terminal.out(
          `${figures.duties} duties, ${figures.mappings} mapping rows, ${figures.laws} law packs with ${figures.unknownLegalFacts} facts marked unknown, ${figures.activities} activities\ncontent ${figures.contentVersion}\n`,
        )
      }
      for (const finding of report.findings)
        terminal.out(`${terminal.paint.bad(finding.rule)}  ${finding.where}  ${finding.id}  ${finding.message}\n`)
      terminal.out(report.findings.length === 0 ? `${terminal.paint.good('no findings')}\n` : `${report.findings.length} findings\n`)
    }
    return report.findings.length === 0 ? EXIT.done : EXIT.checkFailed
  },
}
