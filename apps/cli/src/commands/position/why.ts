import { computeAll, why as ask } from '@caponier/offline/position/index'
import type { Command } from '../../command.ts'
import { CommandFailure } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { languageOf } from '../../language.ts'
import { dateOption, openWorkspace, problemFailure, today } from '../../workspace-argument.ts'
import { printCells, printFinding } from './print-cell.ts'
import { printLevel } from './print-level.ts'
import { printDuty, printMeasure } from './print-measure.ts'

export const why: Command = {
  name: 'why',
  summary: 'Traces a number down to answers, controls and evidence.',
  usage: 'DIR WHAT [FR | REQUIREMENT]',
  positionals: { least: 2, most: 3 },
  readsWorkspace: true,
  options: {
    for: { type: 'string', value: 'SCOPE', help: 'entity:ID or site:ID (default every legal entity for a measure, the first for a duty)' },
    'as-of': { type: 'string', value: 'DATE', help: 'valid date (default today)' },
    'known-at': { type: 'string', value: 'DATE', help: 'only what was recorded by then' },
    lang: { type: 'string', value: 'en|de', help: 'language (default en)' },
    all: { type: 'boolean', help: 'every carrier, not the weakest five' },
    json: { type: 'boolean', help: 'print JSON' },
  },
  examples: [
    'caponier why examples/brenner-antriebstechnik "21(2)(i)"',
    'caponier why examples/brenner-antriebstechnik zone:gersthofen-line-3 RDF',
    'caponier why examples/brenner-antriebstechnik zone:gersthofen-line-3 "SR 5.2"',
    'caponier --server https://caponier.example.com why "21(2)(i)"',
    'caponier why DIR finding:control-late/control:fw-gersthofen',
  ],
  run: async (args, terminal) => {
    const [folder = '', what = '', detail] = args.positionals
    const lang = languageOf(args)
    const { workspace, content } = await openWorkspace(folder)
    const computed = computeAll(content, workspace, {
      asOf: dateOption(args, 'as-of') ?? today(),
      knownAt: dateOption(args, 'known-at') ?? null,
      lang,
      flips: false,
    })
    if (!computed.ok) throw problemFailure(computed.problem, 'nothing was computed')
    const answer = ask(computed.value, what, detail, args.text('for'))
    if (answer.kind === 'unknown') throw new CommandFailure(answer.message)
    if (args.flag('json')) {
      terminal.out(`${JSON.stringify(answer, null, 2)}\n`)
      return EXIT.done
    }
    const most = args.flag('all') ? Number.MAX_SAFE_INTEGER : 5
    switch (answer.kind) {
      case 'measure':
        terminal.out(answer.traces.map((trace) => printMeasure(terminal, trace, lang, most)).join('\n'))
        break
      case 'duty':
        terminal.out(printDuty(terminal, answer, lang, most))
        break
      case 'level':
        terminal.out(printLevel(terminal, answer.trace, answer.findings, lang))
        break
      case 'levels':
        terminal.out(answer.traces.map((trace) => printLevel(terminal, trace, answer.findings, lang)).join('\n'))
        break
      case 'finding':
        terminal.out(printFinding(terminal, answer.trace, lang))
        break
      case 'cell':
        terminal.out(printCells(terminal, answer.traces, lang))
        break
    }
    return EXIT.done
  },
}
