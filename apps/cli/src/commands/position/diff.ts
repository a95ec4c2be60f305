import type { PositionDiff } from '@caponier/offline'
import { diffDates } from '@caponier/offline/position/index'
import type { Command } from '../../command.ts'
import { UsageError } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { languageOf } from '../../language.ts'
import type { Terminal } from '../../terminal.ts'
import { table } from '../../terminal.ts'
import { dateOption, openWorkspace, problemFailure } from '../../workspace-argument.ts'
import { level, percent, stateWord } from './words.ts'

export const diff: Command = {
  name: 'diff',
  summary: 'What changed between two dates in scope, levels, coverage and findings, and which answers and evidence are behind it.',
  usage: 'DIR --from DATE --to DATE',
  positionals: { least: 1, most: 1 },
  readsWorkspace: true,
  options: {
    from: { type: 'string', value: 'DATE', help: 'earlier date' },
    to: { type: 'string', value: 'DATE', help: 'later date' },
    'as-known-then': { type: 'boolean', help: 'take each date as it was known then, so that late entries show' },
    lang: { type: 'string', value: 'en|de', help: 'language of reasons (default en)' },
    all: { type: 'boolean', help: 'every line, not the first thirty of each part' },
    json: { type: 'boolean', help: 'print JSON' },
  },
  examples: ['caponier diff examples/brenner-antriebstechnik --from 2025-11-01 --to 2026-11-01'],
  run: async (args, terminal) => {
    const from = dateOption(args, 'from')
    const to = dateOption(args, 'to')
    if (from === undefined || to === undefined) throw new UsageError('diff needs --from DATE and --to DATE')
    if (from > to) throw new UsageError(`--from ${from} lies after --to ${to}`)
    const { workspace, content } = await openWorkspace(args.positionals[0] ?? '')
    const result = diffDates(content, workspace, from, to, languageOf(args), args.flag('as-known-then'))
    if (!result.ok) throw problemFailure(result.problem, 'nothing was computed')
    terminal.out(
      args.flag('json')
        ? `${JSON.stringify(result.value, null, 2)}\n`
        : printDiff(terminal, result.value, args.flag('all') ? Number.MAX_SAFE_INTEGER : 30),
    )
    return EXIT.done
  },
}

function printDiff(terminal: Terminal, change: PositionDiff, most: number): string {
  const { paint } = terminal
  const part = (title: string, count: number, body: () => string): string =>
    count === 0 ? `${paint.bold(title)}  ${paint.dim('no change')}\n` : `${paint.bold(title)}  ${count}\n${body()}`
  const rest = (count: number): string => (count > most ? paint.dim(`  … ${count - most} more, all with --all or --json\n`) : '')
  const arrow = ([before, after]: readonly [number | null, number | null]): string =>
    before === after
      ? level(after)
      : `${level(before)} -> ${(after ?? 0) > (before ?? 0) ? paint.good(level(after)) : paint.bad(level(after))}`
  const entities = change.measures.filter((one) => one.scope.startsWith('entity:'))
  const why = new Map<string, PositionDiff['cells'][number][]>()
  for (const cell of change.cells) why.set(cell.subject, [...(why.get(cell.subject) ?? []), cell])
  return [
    `${paint.bold(`${change.from} to ${change.to}`)}\n`,
    part('Scope', change.scope.length, () => change.scope.map((one) => `  ${one.entity}: ${one.before} -> ${one.after}\n`).join('')),
    part('Subjects', change.subjects.appeared.length + change.subjects.gone.length, () =>
      [
        ...change.subjects.appeared.slice(0, most).map((ref) => `  ${paint.good('+')} ${ref}\n`),
        ...change.subjects.gone.slice(0, most).map((ref) => `  ${paint.bad('-')} ${ref}\n`),
      ].join(''),
    ),
    part(
      'Security levels',
      change.levels.length,
      () =>
        table(
          terminal,
          [{ title: '  subject' }, { title: 'FR' }, { title: 'SL-A' }, { title: 'SL-E' }, { title: 'SL-T' }, { title: 'why', most: 70 }],
          change.levels
            .slice(0, most)
            .map((one) => [
              `  ${one.subject}`,
              one.fr,
              arrow(one.achieved),
              arrow(one.evidenced),
              arrow(one.target),
              reasons((why.get(one.subject) ?? []).filter((cell) => one.rows.includes(cell.requirement))),
            ]),
        ) + rest(change.levels.length),
    ),
    part(
      'Coverage by entity',
      entities.length,
      () =>
        table(
          terminal,
          [{ title: '  entity' }, { title: 'measure' }, { title: 'designed' }, { title: 'implemented' }, { title: 'evidenced' }],
          entities
            .slice(0, most)
            .map((one) => [
              `  ${one.scope.slice(7)}`,
              one.ref,
              ...(['designed', 'implemented', 'evidenced'] as const).map((side) =>
                one.before[side] === one.after[side]
                  ? percent(one.after[side])
                  : `${percent(one.before[side])} -> ${percent(one.after[side])}`,
              ),
            ]),
        ) + rest(entities.length),
    ),
    part(
      'Findings',
      change.findings.appeared.length + change.findings.gone.length,
      () =>
        [
          ...change.findings.appeared.slice(0, most).map((one) => `  ${paint.bad('+')} ${one.severity} ${one.id}\n`),
          ...change.findings.gone.slice(0, most).map((one) => `  ${paint.good('-')} ${one.severity} ${one.id}\n`),
        ].join('') + rest(Math.max(change.findings.appeared.length, change.findings.gone.length)),
    ),
    part(
      'Answers and evidence behind it',
      change.cells.length,
      () =>
        table(
          terminal,
          [{ title: '  subject' }, { title: 'requirement' }, { title: 'answer' }, { title: 'evidence' }, { title: 'cause' }],
          change.cells
            .slice(0, most)
            .map((cell) => [
              `  ${cell.subject}`,
              cell.requirement,
              cell.before.state === cell.after.state
                ? stateWord(cell.after.state, 'en')
                : `${stateWord(cell.before.state, 'en')} -> ${stateWord(cell.after.state, 'en')}`,
              cell.before.evidenced === cell.after.evidenced
                ? cell.after.evidenced
                  ? 'valid'
                  : 'none'
                : cell.after.evidenced
                  ? 'none -> valid'
                  : 'valid -> none',
              cell.causes.join(', '),
            ]),
        ) + rest(change.cells.length),
    ),
  ].join('')
}

const reasons = (cells: readonly PositionDiff['cells'][number][]): string =>
  cells
    .filter((cell) => cell.framework.startsWith('iec62443-3-3'))
    .slice(0, 3)
    .map(
      (cell) =>
        `${cell.requirement} ${cell.causes.includes('evidence') && cell.before.state === cell.after.state ? (cell.after.evidenced ? 'now evidenced' : 'evidence lost') : stateWord(cell.after.state, 'en')}`,
    )
    .join('; ')
