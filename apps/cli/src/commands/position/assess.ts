import { loadContent } from '@caponier/offline/framework/index'
import { assessWorkspace, brokenBy, parseBound, writeFiles } from '@caponier/offline/position/index'
import type { Command } from '../../command.ts'
import { UsageError } from '../../command.ts'
import type { ExitCode } from '../../exit-codes.ts'
import { EXIT } from '../../exit-codes.ts'
import { languageOf } from '../../language.ts'
import type { Terminal } from '../../terminal.ts'
import { dateOption, openWorkspace, problemFailure, today } from '../../workspace-argument.ts'
import { printSummary } from './summary.ts'

const STEPS = { position: 'computing the position', report: 'setting the report' } as const

export const assess: Command = {
  name: 'assess',
  summary: 'Computes the position of a workspace, prints it on one screen and writes position.json, report.pdf and report.xlsx.',
  usage: 'DIR',
  positionals: { least: 1, most: 1 },
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
    "caponier assess DIR --fail-under 'evidenced<0.6' --fail-under finding:high",
  ],
  run: async (args, terminal) => {
    const content = loadContent()
    const bounds = args.texts('fail-under').map((text) => parseBound(text, content) ?? badBound(text))
    return runAssessment(terminal, {
      folder: args.positionals[0] ?? '',
      out: args.text('out') ?? 'out',
      asOf: dateOption(args, 'as-of') ?? today(),
      knownAt: dateOption(args, 'known-at') ?? null,
      lang: languageOf(args),
      json: args.flag('json'),
      bounds,
    })
  },
}

export interface AssessmentRequest {
  readonly folder: string
  readonly out: string
  readonly asOf: string
  readonly knownAt: string | null
  readonly lang: 'en' | 'de'
  readonly json: boolean
  readonly bounds: readonly NonNullable<ReturnType<typeof parseBound>>[]
}

/** Assesses, writes, prints, and answers with the exit code of the bounds. */
export async function runAssessment(terminal: Terminal, request: AssessmentRequest): Promise<ExitCode> {
  const { workspace, content, warnings } = await openWorkspace(request.folder)
  const result = await assessWorkspace(content, workspace, { asOf: request.asOf, knownAt: request.knownAt, lang: request.lang }, (step) =>
    terminal.progress(`${STEPS[step]} ...`),
  )
  terminal.progress('')
  if (!result.ok) throw problemFailure(result.problem, 'nothing was written')
  const { position } = result.value.computed
  const paths = await writeFiles(request.out, result.value.files)
  if (request.json) terminal.out(new TextDecoder().decode(result.value.files.get('position.json')))
  else {
    terminal.out(printSummary(terminal, position, request.lang))
    terminal.out(`${paths.join('  ')}\n`)
    if (warnings.length > 0)
      terminal.err(`${warnings.length} warnings about the workspace; caponier validate ${request.folder} shows them\n`)
  }
  const broken = request.bounds.flatMap((bound) => brokenBy(position, bound))
  for (const line of broken) terminal.err(`caponier assess: bound broken: ${line}\n`)
  return broken.length === 0 ? EXIT.done : EXIT.checkFailed
}

function badBound(text: string): never {
  throw new UsageError(
    `--fail-under does not understand "${text}"; write a share from 0 to 1 as in evidenced<0.6 or 21(2)(c):implemented<0.8, or finding:high, finding:medium, finding:RULE`,
  )
}
