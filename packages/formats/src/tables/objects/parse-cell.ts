import { isCalendarDate } from '@caponier/core/company/primitives'
import { cutParts, unescapePart } from './delimited.ts'
import type { CellShape, NamedKind, ScalarShape } from './object-column.ts'
import type { ObjectLookup } from './object-lookup.ts'
import { fieldOf, type SheetLanguage } from './print-cell.ts'
import type { RowMessages, Said } from './sheet-words.ts'

/** What reading a cell needs to know. */
export interface CellReading {
  readonly lookup: ObjectLookup
  /** Site of the row, for names that only count there. */
  readonly site: string | undefined
  /** What the document holds there now: its references stay valid, and rows keep what the sheet does not show. */
  readonly before: unknown
  readonly language: SheetLanguage
  readonly messages: RowMessages
  /** One object of a kind, as messages say it. */
  readonly wordOf: (kind: NamedKind) => string
}

export type ParsedCell = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly said: Said }

const good = (value: unknown): ParsedCell => ({ ok: true, value })
const bad = (said: Said): ParsedCell => ({ ok: false, said })

/** Reads the text of a filled cell. References may be ids or names, choices the words of either language. */
export function parseCell(shape: CellShape, text: string, reading: CellReading): ParsedCell {
  if (shape.type === 'vector') return parseVector(text, reading)
  if (shape.type === 'list') {
    const values: unknown[] = []
    for (const part of filledParts(text)) {
      const parsed = parseScalar(shape.item, unescapePart(part), reading)
      if (!parsed.ok) return parsed
      values.push(parsed.value)
    }
    return good(values)
  }
  if (shape.type === 'rows') return parseRows(shape.parts, text, reading)
  return parseScalar(shape, text.replaceAll('\r\n', '\n').trim(), reading)
}

const filledParts = (text: string): readonly string[] => cutParts(text, ';', true).filter((part) => part.trim() !== '')

function parseRows(parts: Extract<CellShape, { type: 'rows' }>['parts'], text: string, reading: CellReading): ParsedCell {
  const [first] = parts
  const left = Array.isArray(reading.before) ? [...(reading.before as readonly unknown[])] : []
  const rows: Record<string, unknown>[] = []
  for (const line of filledParts(text)) {
    const cells = cutParts(line, '|', false).map(unescapePart)
    if (cells.length > parts.length)
      return bad(
        reading.messages.tooManyParts(
          line.trim(),
          parts.map((part) => part.words[reading.language]),
        ),
      )
    const shown: Record<string, unknown> = {}
    for (const [at, part] of parts.entries()) {
      const cell = cells[at] ?? ''
      if (cell === '') continue
      const parsed = parseScalar(part.shape, cell, { ...reading, before: left.map((row) => fieldOf(row, part.key)) })
      if (!parsed.ok) return parsed
      shown[part.key] = parsed.value
    }
    // What the sheet does not show stays with the row of the same first part.
    const at = first === undefined ? -1 : left.findIndex((row) => fieldOf(row, first.key) === shown[first.key])
    const [known] = at < 0 ? [] : left.splice(at, 1)
    const hidden = Object.entries(known ?? {}).filter(([key]) => !parts.some((part) => part.key === key))
    rows.push({ ...shown, ...Object.fromEntries(hidden) })
  }
  return good(rows)
}

function parseVector(text: string, { messages }: CellReading): ParsedCell {
  const levels = text.trim().split(/[\s,;/]+/)
  const all = levels.length === 1 ? Array.from({ length: 7 }, () => levels[0] ?? '') : levels
  if (all.length !== 7 || !all.every((level) => /^[0-4-]$/.test(level)) || (levels.length === 1 && levels[0] === '-'))
    return bad(messages.noVector(text.trim()))
  return good(all.map((level) => (level === '-' ? null : Number(level))))
}

const YES = new Set(['yes', 'y', 'true', 'x', '1', 'ja', 'j', 'wahr'])
const NO = new Set(['no', 'n', 'false', '0', 'nein', 'falsch'])

const folded = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')

function parseScalar(shape: ScalarShape, text: string, reading: CellReading): ParsedCell {
  const { messages, lookup } = reading
  switch (shape.type) {
    case 'text':
    case 'prose':
    case 'word':
      return good(text)
    case 'country':
      return /^[a-z]{2}$/i.test(text) ? good(text.toUpperCase()) : bad(messages.noCountry(text))
    case 'flag': {
      const word = folded(text)
      return YES.has(word) ? good(true) : NO.has(word) ? good(false) : bad(messages.noFlag(text))
    }
    case 'number':
      return parseNumber(text, shape.whole === true, messages)
    case 'date': {
      const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text)
      const day = german === null ? text : `${german[3]}-${german[2]?.padStart(2, '0')}-${german[1]?.padStart(2, '0')}`
      return isCalendarDate(day) ? good(day) : bad(messages.noDate(text))
    }
    case 'choice': {
      const word = folded(text)
      const found = shape.choices.find((choice) =>
        [String(choice.value), choice.words.en, choice.words.de, ...(choice.synonyms ?? [])].some((one) => folded(one) === word),
      )
      return found === undefined
        ? bad(
            messages.noChoice(
              text,
              shape.choices.map((choice) => choice.words[reading.language]),
            ),
          )
        : good(found.value)
    }
    case 'subject': {
      const known = isHeld(reading.before, text) ? text : lookup.subject(text)
      return known === undefined ? bad(messages.noSubject(text, lookup.nearSubject(text))) : good(known)
    }
    case 'ref': {
      const id = isHeld(reading.before, text) ? text : lookup.find(shape.of, text, reading.site)
      return id === undefined ? bad(messages.noSuch(reading.wordOf(shape.of), text, lookup.near(shape.of, text))) : good(id)
    }
  }
}

/** What stands there already stays valid, also where the reader may not see what it names. */
const isHeld = (before: unknown, text: string): boolean => (Array.isArray(before) ? before.includes(text) : before === text)

/** A comma counts as the decimal sign where it can be nothing else: before one, two or more than three digits. */
function parseNumber(text: string, whole: boolean, messages: RowMessages): ParsedCell {
  const plain = /^-?\d+,\d+$/.test(text) && !/,\d{3}$/.test(text) ? text.replace(',', '.') : text
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(plain)) return bad(whole ? messages.noWhole(text) : messages.noNumber(text))
  const number = Number(plain)
  return whole && !Number.isInteger(number) ? bad(messages.noWhole(text)) : good(number)
}
