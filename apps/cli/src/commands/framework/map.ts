import type { MappingView } from '@caponier/offline/framework/index'
import { loadContent, mappingOf } from '@caponier/offline/framework/index'
import type { Command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import type { Terminal } from '../../terminal.ts'
import { table } from '../../terminal.ts'
import { entriesOf, plainEntry } from './show.ts'

export const contentMap: Command = {
  name: 'content map',
  summary: 'Shows what carries a NIS2 measure or duty, or which duties a requirement carries, with strength and reason.',
  usage: 'ID',
  positionals: { least: 1, most: 4 },
  options: { json: { type: 'boolean', help: 'print JSON' } },
  examples: ['caponier content map "21(2)(j)"', 'caponier content map "SR 5.1"'],
  run: async (args, terminal) => {
    const content = loadContent()
    const views = entriesOf(content, args.positionals.join(' ')).map((entry) => mappingOf(content, entry))
    if (args.flag('json'))
      terminal.out(
        `${JSON.stringify(
          views.map((view) => ({ ...view, entry: plainEntry(view.entry) })),
          null,
          2,
        )}\n`,
      )
    else for (const view of views) terminal.out(printView(terminal, view))
    return EXIT.done
  },
}

function printView(terminal: Terminal, view: MappingView): string {
  const { entry } = view
  const upward = entry.kind === 'requirement' || entry.kind === 'heading'
  const head =
    entry.kind === 'measure'
      ? `${entry.measure.article} ${entry.measure.title.en}`
      : entry.kind === 'duty'
        ? `${entry.duty.id} ${entry.duty.title.en}`
        : entry.kind === 'heading'
          ? `${entry.id} ${entry.title.en} (${entry.framework.key})`
          : `${entry.requirement.id} ${entry.requirement.title.en} (${entry.framework.key})`
  const lines = [`${terminal.paint.bold(head)}  ${terminal.paint.dim(upward ? 'carries' : 'is carried by')}`]
  if (view.rows.length > 0) {
    lines.push(
      upward
        ? table(
            terminal,
            [{ title: 'requirement' }, { title: 'duty' }, { title: 'strength' }, { title: 'confidence' }, { title: 'reason' }],
            view.rows.map((row) => [row.requirement, row.duties.join(' '), row.strength, row.confidence, row.rationale]),
          )
        : table(
            terminal,
            [
              { title: 'framework' },
              { title: 'requirement' },
              { title: 'title', most: 36 },
              { title: 'duty', most: 28 },
              { title: 'strength' },
              { title: 'conf.' },
              { title: 'reason' },
            ],
            view.rows.map((row) => [
              `${row.framework.replace('iec62443-', '')}:${row.edition}`,
              row.requirement,
              row.title,
              row.duties.join(' '),
              row.strength,
              row.confidence,
              row.rationale,
            ]),
          ),
    )
  }
  if (view.rows.length === 0 && view.without !== null) lines.push(`  no NIS2 duty: ${view.without.reason}`)
  if (view.rows.length === 0 && view.without === null) lines.push('  no mapping row')
  if (view.crosswalk.length > 0)
    lines.push(
      table(
        terminal,
        [{ title: '2-1:2009' }, { title: '2-1:2024' }, { title: 'relation' }, { title: 'note' }],
        view.crosswalk.map((row) => [row.from, row.to.join(', '), row.relation, row.note]),
      ),
    )
  return `${lines.join('\n')}\n`
}
