import { fileURLToPath } from 'node:url'
import type { Command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { languageOf } from '../../language.ts'
import { withReportProcess } from './with-report-process.ts'

/** The sample manufacturer of a clone. */
const SAMPLE = fileURLToPath(new URL('../../../../../examples/brenner-antriebstechnik', import.meta.url))

export const tour: Command = {
  name: 'tour',
  summary: 'Assesses the sample manufacturer without a server, prints its position and says where the report lies.',
  usage: '',
  positionals: { least: 0, most: 0 },
  options: {
    out: { type: 'string', value: 'DIR', help: 'where the files go (default ./out/brenner)' },
    lang: { type: 'string', value: 'en|de', help: 'language (default en)' },
  },
  run: async (args, terminal) => {
    const lang = languageOf(args)
    const exit = await withReportProcess(async (pdf) => {
      const [{ runAssessment }, { today }] = await Promise.all([import('./run-assessment.ts'), import('../../workspace-argument.ts')])
      const out = args.text('out') ?? 'out/brenner'
      return await runAssessment(terminal, { folder: SAMPLE, out, asOf: today(), knownAt: null, lang, json: false, bounds: [] }, pdf)
    })
    if (exit === EXIT.done)
      terminal.out(
        `\nThe sample is fictitious. Ask it why:  ./caponier why examples/brenner-antriebstechnik zone:gersthofen-line-3 RDF\nStart your own:  ./caponier init my-company\n`,
      )
    return exit
  },
}
