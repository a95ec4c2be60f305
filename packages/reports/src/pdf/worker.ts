import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { PdfDocument } from './render.ts'
import { glyphsOf, printable } from './printable.ts'

/** Exit code for a template that does not compile: a bug, told apart from a crash of the native part. */
export const TEMPLATE_ERROR = 10

const FACES = ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold'] as const

/**
 * Reads report data as JSON from stdin and writes the PDF to stdout; without data it ends. Runs as a process of its own (see
 * render.ts). What needs no data is made ready first, while the parent still computes it.
 */
async function main(templates: string): Promise<number> {
  const folder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/source-sans-3/package.json'))
  const fonts = FACES.map((face) => readFileSync(join(folder, face, `SourceSans3_${face}.ttf`)))
  const [first, ...others] = fonts.map(glyphsOf)
  const glyphs = new Set([...(first ?? [])].filter((code) => others.every((face) => face.has(code))))
  const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs: fonts }] })

  const input = await text(process.stdin)
  if (input === '') return 0
  const data = printable(JSON.parse(input), glyphs) as PdfDocument
  const template = 'document' in data ? 'registration.typ' : 'position.typ'
  const compiled = compiler.compile({ mainFilePath: join(templates, template), inputs: { data: JSON.stringify(data) } })
  const document = compiled.result
  if (document === null) {
    const error = compiled.takeDiagnostics()
    process.stderr.write(error === null ? 'no diagnostics' : JSON.stringify(compiler.fetchDiagnostics(error)))
    return TEMPLATE_ERROR
  }
  const pdf = compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp: data.meta.timestamp })
  await new Promise<void>((resolve, reject) => process.stdout.write(pdf, (error) => (error ? reject(error) : resolve())))
  return 0
}

process.exitCode = await main(process.argv[2] ?? fileURLToPath(new URL('../../templates/', import.meta.url)))
