import { loadContent } from '@caponier/offline/framework/index'
import { assessWorkspace, brokenBy, parseBound, writeFiles } from '@caponier/offline/position/index'
import type { PdfProcess } from '@caponier/offline/position/report-process'
import type { Arguments } from '../../command.ts'
import { UsageError } from '../../command.ts'
import type { ExitCode } from '../../exit-codes.ts'
import { EXIT } from '../../exit-codes.ts'
import { languageOf } from '../../language.ts'
import type { Terminal } from '../../terminal.ts'
import { dateOption, openWorkspace, problemFailure, today } from '../../workspace-argument.ts'
import { printSummary } from './summary.ts'

const STEPS = { position: 'computing the position', report: 'setting the report' } as const

export interface AssessmentRequest {
  readonly folder: string
  readonly out: string
  readonly asOf: string
  readonly knownAt: string | null
  readonly lang: 'en' | 'de'
  readonly json: boolean
  /** As written after --fail-under. */
  readonly bounds: readonly string[]
}

/** What the words of `caponier assess` ask for. Throws {@link UsageError}. */
export function requestOf(args: Arguments): AssessmentRequest {
  return {
    folder: args.positionals[0] ?? '',
    out: args.text('out') ?? 'out',
    asOf: dateOption(args, 'as-of') ?? today(),
    knownAt: dateOption(args, 'known-at') ?? null,
    lang: languageOf(args),
    json: args.flag('json'),
    bounds: args.texts('fail-under'),
  }
}

/** Assesses, writes, prints, and answers with the exit code of the bounds. Throws {@link UsageError} for a bound it does not understand. */
export async function runAssessment(terminal: Terminal, request: AssessmentRequest, pdf: PdfProcess): Promise<ExitCode> {
  const content = loadContent()
  const bounds = request.bounds.map((text) => parseBound(text, content) ?? badBound(text))
  const { workspace, warnings } = await openWorkspace(request.folder, content)
  const { asOf, knownAt, lang } = request
  const onStep = (step: keyof typeof STEPS): void => terminal.progress(`${STEPS[step]} ...`)
  const result = await assessWorkspace(content, workspace, { asOf, knownAt, lang }, onStep, pdf)
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
  const broken = bounds.flatMap((bound) => brokenBy(position, bound))
  for (const line of broken) terminal.err(`caponier assess: bound broken: ${line}\n`)
  return broken.length === 0 ? EXIT.done : EXIT.checkFailed
}

function badBound(text: string): never {
  throw new UsageError(
    `--fail-under does not understand "${text}"; write a share from 0 to 1 as in evidenced<0.6 or 21(2)(c):implemented<0.8, or finding:high, finding:medium, finding:RULE`,
  )
}
