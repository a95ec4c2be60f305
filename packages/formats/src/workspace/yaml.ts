import { fail, type Issue, ok, type Result } from '@caponier/core'
import { Composer, type CST, type Document, isAlias, isMap, isPair, isScalar, isSeq, Lexer, type Node, type ParsedNode, Parser } from 'yaml'
import { positionInText } from './decode.ts'
import { DEFAULT_LIMITS, type ReadLimits } from './limits.ts'
import { type FastYamlStop, loadFastYaml } from './fast-yaml.ts'
import type { Positions, YamlValue } from './yaml-scalar.ts'

/**
 * Reads one YAML 1.2 document (core schema) as plain data: dates and versions stay text, keys are taken as written.
 * Duplicate keys, tags, several documents, deep nesting and alias bombs are issues with line and column. Never throws.
 */
export function parseYaml(text: string, limits: ReadLimits = DEFAULT_LIMITS, positions?: Positions): Result<YamlValue, readonly Issue[]> {
  // The fast reader knows no positions; whoever asks for them has an issue to place and can wait.
  const fast = positions === undefined ? loadFastYaml(text, limits.depth) : undefined
  return fast !== undefined ? ok(fast.value) : parseFullYaml(text, limits, positions)
}

/** The same by the full parser alone; slower, and able to explain what is wrong. */
export function parseFullYaml(
  text: string,
  limits: ReadLimits = DEFAULT_LIMITS,
  positions?: Positions,
): Result<YamlValue, readonly Issue[]> {
  const at = (offset: number, message: string, mend: string): Issue => ({
    path: '',
    ...positionInText(text, offset),
    message,
    mend,
    excerpt: lineAt(text, offset),
  })
  if (text.length > limits.unusualYamlBytes && positions === undefined) {
    const cursor: FastYamlStop = { offset: 0 }
    loadFastYaml(text, limits.depth, cursor)
    const megabytes = Math.round(limits.unusualYamlBytes / 1024 / 1024)
    return fail([
      at(
        cursor.offset,
        'has a mistake or an unusual way of writing here or in the line before',
        `files over ${megabytes} MB are read only without anchors, aliases and tags, as caponier itself writes them; correct the line or split the file`,
      ),
    ])
  }
  const tokens = readTokens(text, limits.depth)
  if ('tooDeep' in tokens)
    return fail([
      at(
        tokens.tooDeep,
        `is nested deeper than ${limits.depth} levels`,
        'a workspace needs no more than 8; check brackets and indentation',
      ),
    ])
  if ('tooDense' in tokens)
    return fail([
      at(
        tokens.tooDense,
        'holds over a million marks and line ends with next to no text between them',
        'is this the right file? A workspace is mostly words',
      ),
    ])
  const documents: Document.Parsed[] = []
  for (const document of new Composer({ uniqueKeys: false, prettyErrors: false, logLevel: 'silent' }).compose(
    tokens.list,
    true,
    text.length,
  ))
    documents.push(document)
  const faults = documents.flatMap((document) => [...document.errors, ...document.warnings])
  if (faults.length > 0)
    return fail(
      faults
        .slice(0, 20)
        .map((fault) =>
          at(fault.pos[0], plainWords(fault.code, fault.message, text, fault.pos[0]), mendFor(fault.code, text, fault.pos[0])),
        ),
    )
  if (documents.length > 1)
    return fail([at(documents[1]?.range[0] ?? 0, 'holds more than one document', 'remove the line `---` or split the file')])
  const issues: Issue[] = []
  const value = toPlain(documents[0]?.contents ?? null, {
    limits,
    positions,
    issue: (offset, message, mend) => issues.push(at(offset, message, mend)),
  })
  return issues.length > 0 ? fail(issues) : ok(value)
}

/** Each lexeme costs microseconds. A million of them with fewer letters than marks is no workspace; real files are at 0.4 per letter. */
const DENSE = { lexemes: 1_000_000, perLetter: 0.7 }

/** Tokens of the text, refused as soon as the parser's stack grows too deep: composing recurses, lexing does not. */
function readTokens(
  text: string,
  depth: number,
): { readonly list: CST.Token[] } | { readonly tooDeep: number } | { readonly tooDense: number } {
  const parser = new Parser()
  const list: CST.Token[] = []
  let lexemes = 0
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1
    for (const token of parser.next(lexeme)) list.push(token)
    if (parser.stack.length > 2 * depth) return { tooDeep: parser.offset }
    if (lexemes > DENSE.lexemes && lexemes > DENSE.perLetter * parser.offset) return { tooDense: parser.offset }
  }
  for (const token of parser.end()) list.push(token)
  return { list }
}

interface Conversion {
  readonly limits: ReadLimits
  readonly positions: Positions | undefined
  issue(offset: number, message: string, mend: string): void
}

function toPlain(root: ParsedNode | null, conversion: Conversion): YamlValue {
  const anchors = new Map<string, { readonly value: YamlValue; readonly nodes: number }>()
  let aliasNodes = 0
  let told = 0
  const issue = (offset: number, message: string, mend: string): void => {
    told += 1
    if (told <= 20) conversion.issue(offset, message, mend)
  }
  const note = (container: object, key: string | number, offset: number): void => {
    if (conversion.positions === undefined) return
    const known = conversion.positions.get(container)
    if (known === undefined) conversion.positions.set(container, new Map([[key, offset]]))
    else known.set(key, offset)
  }

  const scalar = (value: unknown, offset: number): YamlValue => {
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
    issue(offset, 'a type tag makes this neither text nor number', 'remove the tag')
    return null
  }

  /** Value and number of nodes below; depth is bounded by the tokens. */
  const convert = (node: Node | null | undefined): { value: YamlValue; nodes: number } => {
    if (node === null || node === undefined) return { value: null, nodes: 1 }
    const offset = node.range?.[0] ?? 0
    if (isAlias(node)) {
      const target = anchors.get(node.source)
      if (target === undefined) {
        issue(offset, `the alias *${node.source} has nothing to point to`, 'define the anchor before it, not around it')
        return { value: null, nodes: 1 }
      }
      aliasNodes += target.nodes
      if (aliasNodes > conversion.limits.aliasNodes) {
        if (told === 0) issue(offset, `aliases expand to more than ${conversion.limits.aliasNodes} values`, 'write the values out')
        return { value: null, nodes: 1 }
      }
      return { value: target.value, nodes: target.nodes }
    }
    const result = isMap(node)
      ? convertMap(node.items)
      : isSeq(node)
        ? convertList(node.items)
        : { value: scalar(isScalar(node) ? node.value : null, offset), nodes: 1 }
    if ('anchor' in node && typeof node.anchor === 'string') anchors.set(node.anchor, result)
    return result
  }

  const convertMap = (items: readonly { key: unknown; value: unknown }[]): { value: YamlValue; nodes: number } => {
    const map: { [key: string]: YamlValue } = {}
    let nodes = 1
    for (const { key: keyNode, value: valueNode } of items) {
      const offset = isScalar(keyNode) ? (keyNode.range?.[0] ?? 0) : 0
      const key = isScalar(keyNode)
        ? typeof keyNode.value === 'string'
          ? keyNode.value
          : (keyNode.source ?? String(keyNode.value))
        : undefined
      const child = convert(valueNode as Node | null)
      nodes += child.nodes
      if (key === undefined) issue(offset, 'a key is not plain text', 'write `key: value` with a word as key')
      else if (key === '__proto__') issue(offset, 'the key "__proto__" is not allowed', 'remove it')
      else if (Object.hasOwn(map, key)) issue(offset, `the key "${key}" stands twice`, 'remove one of the two, or join them')
      else {
        map[key] = child.value
        note(map, key, offset)
      }
    }
    return { value: map, nodes }
  }

  const convertList = (items: readonly unknown[]): { value: YamlValue; nodes: number } => {
    const list: YamlValue[] = []
    let nodes = 1
    for (const item of items) {
      // A pair inside a flow list, `[a: b]`, is a mapping of one key.
      const child = isPair(item) ? convertMap([item]) : convert(item as Node | null)
      nodes += child.nodes
      note(list, list.length, (item as Node | null)?.range?.[0] ?? 0)
      list.push(child.value)
    }
    return { value: list, nodes }
  }

  return convert(root).value
}

/** The line around an offset, trimmed and shortened to 100 characters. */
export function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', start)
  const line = text.slice(start, end < 0 ? Math.min(text.length, start + 400) : Math.min(end, start + 400)).trim()
  return line.length > 100 ? `${line.slice(0, 99)}…` : line
}

function plainWords(code: string, message: string, text: string, offset: number): string {
  if (code === 'TAB_AS_INDENT' || text[offset] === '\t') return 'a tab stands where only spaces may'
  if (code === 'TAG_RESOLVE_FAILED') return `a type tag is not understood: ${message}`
  return `is not valid YAML: ${message.split('\n')[0] ?? message}`
}

function mendFor(code: string, text: string, offset: number): string {
  if (code === 'TAB_AS_INDENT' || text[offset] === '\t') return 'indent by two spaces'
  if (code === 'BAD_INDENT') return 'align the line with its neighbours; children stand two spaces further right'
  if (code === 'MULTILINE_IMPLICIT_KEY' || code === 'BLOCK_AS_IMPLICIT_KEY') return 'put text that holds ": " in quotes'
  if (code === 'TAG_RESOLVE_FAILED') return 'remove the tag'
  return 'check quotes, brackets, colons and the indentation around this line'
}
