import type { Command } from '../../command.ts'
import { withReportProcess } from './with-report-process.ts'

export const assess: Command = {
  name: 'assess',
  summary: 'Computes the position of a workspace, prints it on one screen and writes position.json, report.pdf and report.xlsx.',
  usage: 'DIR',
  positionals: { least: 1, most: 1 },
  readsWorkspace: true,
  options: {
    out: { type: 'string', value: 'DIR', help: 'where the files go (default ./out)' },
    'as-of': { type: 'string', value: 'DATE', help: 'valid date (default today)' },
    'known-at': { type: 'string', value: 'DATE', help: 'only what was recorded by then (default everything)' },
    lang: { type: 'string', value: 'en|de', help: 'language of screen and report (default en)' },
    'fail-under': {
      type: 'string',
      value: 'BOUND',
      multiple: true,
      help: "exit 1 when broken: 'evidenced<0.6', '21(2)(c):implemented<0.8', 'finding:high'",
    },
    json: { type: 'boolean', help: 'print position.json instead of the summary' },
  },
  examples: [
    'caponier assess examples/brenner-antriebstechnik --as-of 2026-11-01',
    'caponier --server https://caponier.example.com assess --tenant brenner',
    "caponier assess DIR --fail-under 'evidenced<0.6' --fail-under finding:high",
  ],
  run: async (args, terminal) =>
    await withReportProcess(async (pdf) => {
      const { requestOf, runAssessment } = await import('./run-assessment.ts')
      return await runAssessment(terminal, requestOf(args), pdf)
    }),
}
