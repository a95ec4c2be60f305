import { spawn } from 'node:child_process'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { RegistrationDocument } from '../registration.ts'
import type { ReportData } from '../report-data.ts'
import { forPrint } from './for-print.ts'

/** What can be set: the report on the position, or the registration dossier of one entity. */
export type PdfDocument = ReportData | RegistrationDocument

/** Where the worker and the templates lie; a bundle names its own places. */
export interface PdfPlaces {
  readonly worker: string
  readonly templates: string
}

const PLACES: PdfPlaces = {
  worker: fileURLToPath(new URL('./worker.ts', import.meta.url)),
  templates: fileURLToPath(new URL('../../templates/', import.meta.url)),
}

const TEMPLATE_ERROR = 10
/** A report of a thousand pages takes about half a minute; beyond this the process hangs. */
const TIME_LIMIT_MS = 120_000

/** A process that sets one report. It loads Typst and the fonts at once and then waits for the data. */
export interface PdfProcess {
  /**
   * Sets the report and ends. To be called once.
   * @returns a problem of kind `environment` when the child cannot run (platform without Typst, killed, out of memory)
   * @throws when the template does not compile: a bug
   */
  readonly render: (data: PdfDocument) => Promise<Result<Uint8Array>>
  /** Ends it when no data will come; does nothing when it has ended. */
  readonly stop: () => void
}

/** The report as PDF/UA-1: tagged, with bookmarks, embedded fonts and a fixed date, the same bytes for the same data. */
export const renderPdf = async (data: PdfDocument, places: PdfPlaces = PLACES): Promise<Result<Uint8Array>> =>
  await startPdf(places).render(data)

/**
 * Starts the process that sets a report. Whoever has yet to compute the data starts it first, so that it loads meanwhile.
 * Typst runs in a child process, so that its native memory leaves with it and a crash is a problem and not an end. The child
 * ends when its stdin does, so it never outlives its parent.
 */
export function startPdf(places: PdfPlaces = PLACES): PdfProcess {
  const child = spawn(process.execPath, ['--no-warnings', places.worker, places.templates], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: childEnvironment(places.templates),
    windowsHide: true,
  })
  // A child that dies early closes its stdin; its exit tells the story, not the broken pipe.
  child.stdin.on('error', () => {})
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code, signal) => resolve(signal === null ? String(code ?? '') : `signal ${signal}`))
  })
  // Read from the start: Node throws away what a child has said once it has ended.
  const outcome = Promise.all([buffer(child.stdout), buffer(child.stderr), ended])
  const stop = (): void => void child.kill('SIGKILL')
  return {
    render: async (data) => {
      const limit = setTimeout(stop, TIME_LIMIT_MS)
      child.stdin.end(JSON.stringify('document' in data ? data : forPrint(data)))
      const [pdf, complaint, end] = await outcome
      clearTimeout(limit)
      return pdfOf(pdf, complaint, end)
    },
    stop,
  }
}

/** What a child made of the data: its two streams, and its exit code or signal. */
function pdfOf(pdf: Buffer, complaint: Buffer, end: string): Result<Uint8Array> {
  if (end === '0' && pdf.subarray(0, 5).toString('latin1') === '%PDF-')
    return ok(new Uint8Array(pdf.buffer, pdf.byteOffset, pdf.byteLength))
  const reason = complaint.toString('utf8').trim()
  if (end === String(TEMPLATE_ERROR) || reason.includes('SourceDiagnostic'))
    throw new Error(`the report template does not compile: ${reason}`)
  return fail({
    kind: 'environment',
    message: `The PDF was not made: its process ended with ${end}${reason === '' ? '' : `: ${lastLine(reason)}`}. Everything else of the report is unharmed.`,
    mend: 'Check that @myriaddreamin/typst-ts-node-compiler is installed for this platform and that about 500 MB of memory are free; the spreadsheet and position.json hold the same numbers.',
  })
}

/** No fonts of the machine, no options of the parent's Node. */
function childEnvironment(templates: string): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, VITEST: __, ...rest } = process.env
  return { ...rest, FONTCONFIG_FILE: `${templates}fonts.conf` }
}

const lastLine = (text: string): string => {
  const error = text.split('\n').find((line) => /^\w*Error\b/.test(line))
  return (error ?? text.split('\n').at(-1) ?? '').slice(0, 300)
}
