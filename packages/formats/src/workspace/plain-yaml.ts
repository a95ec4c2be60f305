import {
  APOSTROPHE,
  COLON,
  HASH,
  HYPHEN,
  leave,
  lineReader,
  MAX_DEPTH,
  NOT_PLAIN,
  OPEN_LIST,
  OPEN_MAP,
  QUOTE,
  SPACE,
} from './plain-line.ts'
import type { Positions, YamlValue } from './yaml-scalar.ts'

/** Tabs, other line breaks and marks that the full parser must judge. */
const UNUSUAL = ['\t', '\r', '\u0000', '\ufeff', '\u0085', '\u2028', '\u2029']

/**
 * Fast reader of the plain subset of YAML that workspaces are written in: block mappings and sequences, flow collections
 * on one line, quoted and plain scalars on one line, `|`, `|-`, `>`, `>-` block scalars, comments. About forty times as fast as
 * the full parser. Returns undefined for everything outside the subset and for every mistake, so that the full parser
 * decides and explains; where it returns a value, the full parser returns the same (property-tested). `cursor` tells how far
 * it came.
 */
export function parsePlainYaml(
  text: string,
  positions?: Positions,
  cursor: { offset: number } = { offset: 0 },
): { readonly value: YamlValue } | undefined {
  if (UNUSUAL.some((character) => text.includes(character))) return undefined
  try {
    return { value: readDocument(text, positions, cursor) }
  } catch (error) {
    if (error === NOT_PLAIN) return undefined
    throw error
  }
}

function readDocument(text: string, positions: Positions | undefined, cursor: { offset: number }): YamlValue {
  // The line under the cursor, without indentation, trailing spaces, blank and comment lines. lineIndent is -1 at the end.
  let lineIndent = -1
  let lineStart = 0
  let lineEnd = 0
  let nextStart = 0
  let depth = 0
  const { quotedEnd, unquote, plain, startsPlain, skipSpaces, flow, put, note } = lineReader(text, positions)

  const advance = (): void => {
    while (nextStart < text.length) {
      const start = nextStart
      let end = text.indexOf('\n', start)
      if (end < 0) end = text.length
      nextStart = end + 1
      let at = start
      while (at < end && text.charCodeAt(at) === SPACE) at += 1
      if (at === end || text.charCodeAt(at) === HASH) continue
      while (text.charCodeAt(end - 1) === SPACE) end -= 1
      lineIndent = at - start
      lineStart = at
      lineEnd = end
      cursor.offset = at
      if (lineIndent === 0 && (text.startsWith('---', at) || text.startsWith('...', at))) leave()
      return
    }
    lineIndent = -1
  }

  const isItem = (): boolean =>
    text.charCodeAt(lineStart) === HYPHEN && (lineStart + 1 === lineEnd || text.charCodeAt(lineStart + 1) === SPACE)

  /** Offset of the colon that ends a plain key on this line, or -1. */
  const keyColon = (from: number, end: number): number => {
    for (let at = from; at < end; at += 1) {
      if (text.charCodeAt(at) === COLON && (at + 1 === end || text.charCodeAt(at + 1) === SPACE)) return at
    }
    return -1
  }

  /** End of what stands before a trailing comment on this line. */
  const beforeComment = (from: number): number => {
    for (let at = from + 1; at < lineEnd; at += 1) {
      if (text.charCodeAt(at) === HASH && text.charCodeAt(at - 1) === SPACE) return at - 1
    }
    return lineEnd
  }

  // ---- block scalars ----
  const blockScalar = (from: number, parentIndent: number): string => {
    const header = text.slice(from, lineEnd)
    if (header !== '|' && header !== '|-' && header !== '>' && header !== '>-') return leave()
    const lines: string[] = []
    let indent = -1
    while (nextStart < text.length) {
      const newline = text.indexOf('\n', nextStart)
      const end = newline < 0 ? text.length : newline
      const at = skipSpaces(nextStart, end)
      const here = at - nextStart
      if (at === end) {
        if (indent >= 0 && here > indent) return leave()
        if (indent < 0 && here > 0) return leave()
        lines.push('')
      } else {
        if (indent < 0) {
          if (here <= parentIndent) break
          indent = here
        }
        if (here < indent) break
        lines.push(text.slice(nextStart + indent, end))
      }
      nextStart = end + 1
    }
    while (lines.at(-1) === '') lines.pop()
    if (lines.length === 0 || lines[0] === '') return leave()
    if (header.length === 1 && nextStart > text.length) return leave()
    advance()
    if (header.startsWith('>')) {
      if (lines.some((line) => line === '' || line.startsWith(' ') || line.endsWith(' '))) return leave()
    }
    return lines.join(header.startsWith('>') ? ' ' : '\n') + (header.length === 1 ? '\n' : '')
  }

  // ---- block structure ----
  /** The value that begins at `from` on this line, inside a node indented by `indent`; leaves the cursor on the next line. */
  const inline = (from: number, indent: number): YamlValue => {
    const code = text.charCodeAt(from)
    let value: YamlValue
    if (code === 124 || code === 62) return blockScalar(from, indent)
    if (code === QUOTE || code === APOSTROPHE) {
      const end = quotedEnd(from, lineEnd)
      value = unquote(from, end)
      restIsComment(end)
    } else if (code === OPEN_LIST || code === OPEN_MAP) {
      const collection = flow(from, lineEnd)
      value = collection.value
      restIsComment(collection.end)
    } else {
      if (!startsPlain(from)) return leave()
      const end = beforeComment(from)
      if (keyColon(from, end) >= 0) return leave()
      value = plain(from, end)
    }
    advance()
    if (lineIndent > indent) return leave()
    return value
  }

  const restIsComment = (from: number): void => {
    if (from >= lineEnd) return
    const at = skipSpaces(from, lineEnd)
    if (at === from || text.charCodeAt(at) !== HASH) leave()
  }

  /** What follows `key:` or `-` with nothing behind it on the line. */
  const nested = (indent: number, underKey: boolean): YamlValue => {
    advance()
    if (lineIndent > indent) return block()
    if (underKey && lineIndent === indent && isItem()) return sequence(indent)
    return null
  }

  const isAt = (indent: number): boolean => lineIndent === indent

  const mapping = (indent: number): YamlValue => {
    const map: { [key: string]: YamlValue } = {}
    while (isAt(indent) && !isItem()) {
      const offset = lineStart
      const code = text.charCodeAt(lineStart)
      let key: string
      let colon: number
      if (code === QUOTE || code === APOSTROPHE) {
        colon = quotedEnd(lineStart, lineEnd)
        key = unquote(lineStart, colon)
        if (text.charCodeAt(colon) !== COLON || (colon + 1 !== lineEnd && text.charCodeAt(colon + 1) !== SPACE)) return leave()
      } else {
        if (!startsPlain(lineStart)) return leave()
        colon = keyColon(lineStart, lineEnd)
        if (colon <= lineStart || colon - lineStart > 500) return leave()
        key = text.slice(lineStart, colon)
        if (key.includes(' #')) return leave()
        if (key.endsWith(' ')) key = key.replace(/ +$/, '')
      }
      const from = skipSpaces(colon + 1, lineEnd)
      put(map, key, from >= lineEnd ? nested(indent, true) : inline(from, indent), offset)
    }
    if (lineIndent > indent || (lineIndent === indent && isItem())) return leave()
    return map
  }

  const sequence = (indent: number): YamlValue => {
    const list: YamlValue[] = []
    while (lineIndent === indent && isItem()) {
      const from = skipSpaces(lineStart + 1, lineEnd)
      note(list, list.length, from >= lineEnd ? lineStart : from)
      if (from >= lineEnd) {
        list.push(nested(indent, false))
        continue
      }
      const code = text.charCodeAt(from)
      if (code === HYPHEN && text.charCodeAt(from + 1) === SPACE) return leave()
      let isMapping: boolean
      if (code === QUOTE || code === APOSTROPHE) isMapping = text.charCodeAt(quotedEnd(from, lineEnd)) === COLON
      else if (code === OPEN_LIST || code === OPEN_MAP) isMapping = false
      else isMapping = keyColon(from, beforeComment(from)) >= 0
      if (isMapping) {
        lineIndent = indent + (from - lineStart)
        lineStart = from
        depth += 1
        if (depth > MAX_DEPTH) return leave()
        list.push(mapping(lineIndent))
        depth -= 1
        if (lineIndent > indent) return leave()
      } else list.push(inline(from, indent))
    }
    if (lineIndent > indent) return leave()
    return list
  }

  const block = (): YamlValue => {
    depth += 1
    if (depth > MAX_DEPTH) return leave()
    const value = isItem() ? sequence(lineIndent) : mapping(lineIndent)
    depth -= 1
    return value
  }

  advance()
  if (lineIndent === -1) return null
  const value = block()
  return lineIndent === -1 ? value : leave()
}
