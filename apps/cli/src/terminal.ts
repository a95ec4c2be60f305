import type { WriteStream } from 'node:tty'

/** Where a command reads and writes; given as an argument so that tests run commands in process. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Progress on long work: shown only where a person watches. */
  readonly progress: (text: string) => void
  readonly paint: Painter
  /** Columns of the screen, 100 when unknown. */
  readonly width: number
  readonly interactive: boolean
}

export interface Painter {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly good: (text: string) => string
  readonly warn: (text: string) => string
  readonly bad: (text: string) => string
  readonly accent: (text: string) => string
}

const code =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`
const plain = (text: string): string => text

export const PLAIN: Painter = { bold: plain, dim: plain, good: plain, warn: plain, bad: plain, accent: plain }
const COLOURED: Painter = {
  bold: code(1, 22),
  dim: code(2, 22),
  good: code(32, 39),
  warn: code(33, 39),
  bad: code(31, 39),
  accent: code(36, 39),
}

/** The terminal of this process. Colours only on a terminal, and never with NO_COLOR (no-color.org) or TERM=dumb. */
export function processTerminal(): Terminal {
  const out = process.stdout as Partial<WriteStream> & NodeJS.WriteStream
  const colour = out.isTTY === true && process.env['NO_COLOR'] === undefined && process.env['TERM'] !== 'dumb'
  return {
    out: (text) => void process.stdout.write(out.isTTY === true ? harmless(text) : text),
    err: (text) => void process.stderr.write(process.stderr.isTTY ? harmless(text) : text),
    progress: (text) => {
      if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}`)
    },
    paint: colour ? COLOURED : PLAIN,
    width: out.columns ?? 100,
    interactive: process.stdin.isTTY && out.isTTY === true,
  }
}

// oxlint-disable-next-line no-control-regex
const ESCAPES = /\u001b\[[0-9;]*m/g
/** Columns a text takes on screen, without colour codes; combining marks take none. */
export const displayWidth = (text: string): number => Array.from(text.replace(ESCAPES, '').normalize('NFC')).length

export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - displayWidth(text)))
export const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - displayWidth(text))) + text

/** Control characters that came in with data never reach the screen as such. */
// oxlint-disable-next-line no-control-regex
export const printable = (text: string): string => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f\u0080-\u009f]/g, '\ufffd')

// oxlint-disable-next-line no-control-regex
const DANGEROUS = /\u001b(?!\[(?:1|2|22|31|32|33|36|39)m)|[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]/g

/** A text as it may go to a screen: names and notes of a workspace must not move the cursor, set titles or ring bells. Colours of ours stay. */
export const harmless = (text: string): string => text.replace(DANGEROUS, '\ufffd')

export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
  /** Longest it may get; longer text is cut with an ellipsis. */
  readonly most?: number
}

/** A table with a header line; two spaces between columns. */
export function table(terminal: Terminal, columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cut = (text: string, most: number | undefined): string =>
    most !== undefined && displayWidth(text) > most
      ? `${Array.from(text)
          .slice(0, most - 1)
          .join('')}…`
      : text
  const cells = rows.map((row) => columns.map((column, index) => cut(row[index] ?? '', column.most)))
  const widths = columns.map((column, index) =>
    Math.max(displayWidth(column.title), ...cells.map((row) => displayWidth(row[index] ?? '')), 0),
  )
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, index) => (columns[index]?.align === 'right' ? padStart(text, widths[index] ?? 0) : padEnd(text, widths[index] ?? 0)))
      .join('  ')
      .trimEnd()
  return [terminal.paint.dim(line(columns.map((column) => column.title))), ...cells.map(line), ''].join('\n')
}

/** Breaks a text into lines of at most `width` columns of text; each line after the first has the indent in front. */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  if (line !== '') lines.push(line)
  return lines.join(`\n${indent}`)
}
