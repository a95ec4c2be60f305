import { addSnapshot, checkSnapshot, computeAll } from '@caponier/offline/position/index'
import { saveWorkspace } from '@caponier/offline/company/save'
import type { Command } from '../../command.ts'
import { UsageError } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { table } from '../../terminal.ts'
import { dateOption, openWorkspace, problemFailure, today } from '../../workspace-argument.ts'

const MEANING = {
  same: 'comes out as frozen',
  differs: 'comes out differently: entries were changed afterwards',
  'other-content': 'frozen under other content, cannot be compared',
} as const

export const snapshot: Command = {
  name: 'snapshot',
  summary: 'Freezes the position into snapshots.yaml with its hash, or lists the snapshots and whether each still comes out as frozen.',
  usage: 'DIR [ID]',
  positionals: { least: 1, most: 2 },
  options: {
    name: { type: 'string', help: 'name of the snapshot' },
    note: { type: 'string', help: 'why it was taken' },
    'as-of': { type: 'string', value: 'DATE', help: 'valid date (default today)' },
    'known-at': { type: 'string', value: 'DATE', help: 'recorded date (default the valid date)' },
    json: { type: 'boolean', help: 'print JSON' },
  },
  examples: ['caponier snapshot DIR 2026-q4 --name "Fourth quarter 2026"', 'caponier snapshot DIR'],
  run: async (args, terminal) => {
    const [folder = '', id] = args.positionals
    const { workspace, content } = await openWorkspace(folder)
    if (id === undefined) {
      const rows = (workspace.snapshots ?? []).map((one) => {
        const computed = computeAll(content, workspace, { asOf: one.asOf, knownAt: one.knownAt, lang: 'en', flips: false })
        if (!computed.ok) throw problemFailure(computed.problem, 'nothing was changed')
        return { ...one, check: checkSnapshot(one, computed.value) }
      })
      terminal.out(
        args.flag('json')
          ? `${JSON.stringify(rows, null, 2)}\n`
          : table(
              terminal,
              [{ title: 'id' }, { title: 'name', most: 40 }, { title: 'as of' }, { title: 'known at' }, { title: 'today' }],
              rows.map((one) => [one.id, one.name, one.asOf, one.knownAt, MEANING[one.check]]),
            ),
      )
      return rows.some((one) => one.check === 'differs') ? EXIT.checkFailed : EXIT.done
    }
    if (!/^[a-z0-9][a-z0-9._-]*$/.test(id))
      throw new UsageError(`the id "${id}" must be lower-case letters, digits, dot, hyphen, underscore`)
    const asOf = dateOption(args, 'as-of') ?? today()
    const knownAt = dateOption(args, 'known-at') ?? asOf
    const computed = computeAll(content, workspace, { asOf, knownAt, lang: 'en', flips: false })
    if (!computed.ok) throw problemFailure(computed.problem, 'nothing was frozen')
    const note = args.text('note')
    const added = addSnapshot(workspace, computed.value, {
      id,
      name: args.text('name') ?? id,
      knownAt,
      ...(note === undefined ? {} : { note }),
    })
    if (!added.ok) throw problemFailure(added.problem, 'nothing was frozen')
    const saved = await saveWorkspace(folder, added.value, content, today())
    if (!saved.ok) throw problemFailure(saved.problem, 'nothing was frozen')
    terminal.out(`frozen as "${id}": as of ${asOf}, known at ${knownAt}\n`)
    return EXIT.done
  },
}
