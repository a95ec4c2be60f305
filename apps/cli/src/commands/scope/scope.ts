import { loadContent } from '@caponier/offline/framework/index'
import { decideLine, renderFlip, renderQuestion, renderReason, scopeContext, scopeOfPath } from '@caponier/offline/scope/index'
import type { Command } from '../../command.ts'
import { UsageError } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { languageOf } from '../../language.ts'
import { readLines, unreadableLine } from '../../json-lines.ts'
import { dateOption, problemFailure, today } from '../../workspace-argument.ts'
import { printGroup } from './print-group.ts'

export const scope: Command = {
  name: 'scope',
  summary: 'Decides for each legal entity: essential, important, registration only, out or undetermined, and what follows from it.',
  usage: 'FILE | --jsonl < CASES > DECISIONS',
  positionals: { least: 0, most: 1 },
  readsWorkspace: true,
  options: {
    jsonl: { type: 'boolean', help: 'one case per line in, one decision per line out, in order' },
    'as-of': { type: 'string', value: 'DATE', help: 'date at which national acts are looked at (default today)' },
    lang: { type: 'string', value: 'en|de', help: 'language (default en)' },
    json: { type: 'boolean', help: 'print JSON' },
  },
  examples: [
    'caponier scope examples/brenner-antriebstechnik',
    'caponier scope group.yaml --as-of 2026-11-01',
    'caponier --server https://caponier.example.com scope',
    'caponier scope --jsonl < cases.jsonl > decisions.jsonl',
  ],
  run: async (args, terminal) => {
    const asOf = dateOption(args, 'as-of') ?? today()
    const lang = languageOf(args)
    const content = loadContent()
    if (args.flag('jsonl')) {
      if (args.positionals.length > 0) throw new UsageError('--jsonl reads standard input and takes no file')
      await decideStream(scopeContext(content, { asOf }), terminal.out)
      return EXIT.done
    }
    const path = args.positionals[0]
    if (path === undefined) throw new UsageError('scope needs a FILE, a workspace folder, or --jsonl')
    const result = await scopeOfPath(path, content, { asOf, today: today() })
    if (!result.ok) throw problemFailure(result.problem, 'nothing was decided')
    if (args.flag('json')) {
      const entities = result.value.entities.map((one) => ({
        ...one,
        decision: {
          ...one.decision,
          reasons: one.decision.reasons.map((reason) => ({ rule: reason.rule, article: reason.article, fact: renderReason(reason, lang) })),
          questions: one.decision.questions.map((question) => ({ code: question.code, text: renderQuestion(question, lang) })),
        },
        flips: one.flips.map((flip) => ({ ...flip, text: renderFlip(flip, lang) })),
      }))
      terminal.out(`${JSON.stringify({ asOf, entities }, null, 2)}\n`)
    } else terminal.out(printGroup(terminal, result.value, lang))
    return EXIT.done
  },
}

/** Answers every line in order; output is gathered into chunks, because one write per line is what costs. */
async function decideStream(context: ReturnType<typeof scopeContext>, out: (text: string) => void): Promise<void> {
  let chunk: string[] = []
  for await (const line of readLines(process.stdin)) {
    chunk.push(line.text === null ? unreadableLine(line) : decideLine(line.text, line.number, context))
    if (chunk.length === 1_000) {
      out(`${chunk.join('\n')}\n`)
      chunk = []
    }
  }
  if (chunk.length > 0) out(`${chunk.join('\n')}\n`)
}
