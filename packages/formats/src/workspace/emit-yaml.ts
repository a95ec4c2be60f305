import { asRecord } from './plain-data.ts'
import { resolvePlain } from './yaml-scalar.ts'

const WIDTH = 110
/** Words that YAML 1.1 readers take for something else than text. */
const OLD_WORDS = /^(?:y|n|yes|no|on|off|true|false|null)$/i
/** Text that needs no quotes anywhere, flow collections included. */
const PLAIN = /^[\p{L}\p{N}(/._][\p{L}\p{N}\p{P}\p{S} ]*$/u

/**
 * Plain data as YAML in one style: two spaces, short groups and lists on one line, longer ones below one another, long
 * prose folded at about 110 columns. Written for people and for line-wise diffs; equal data gives equal bytes.
 */
export function emitYaml(value: Readonly<Record<string, unknown>>): string {
  const lines: string[] = []
  emitFields(value, 0, lines, true)
  return `${lines.join('\n')}\n`
}

function emitFields(record: Readonly<Record<string, unknown>>, indent: number, lines: string[], topLevel = false, lead = ''): void {
  let first = true
  for (const [key, value] of Object.entries(record)) {
    if (value === undefined) continue
    const prefix = first && lead !== '' ? lead : ' '.repeat(indent)
    if (topLevel && !first && typeof value === 'object') lines.push('')
    emitEntry(`${prefix}${scalarText(key)}:`, value, indent, lines, topLevel)
    first = false
  }
  if (first) lines.push(`${lead}{}`)
}

const isEmpty = (record: Readonly<Record<string, unknown>>): boolean => Object.values(record).every((value) => value === undefined)

/** `head` is what stands before the value on its line, `key:` or `-`. */
function emitEntry(head: string, value: unknown, indent: number, lines: string[], topLevel: boolean): void {
  if (Array.isArray(value)) {
    const flow = topLevel && value.some((item) => typeof item === 'object') ? undefined : flowText(value)
    if (flow !== undefined && head.length + 1 + flow.length <= WIDTH) lines.push(`${head} ${flow}`)
    else if (value.length === 0) lines.push(`${head} []`)
    else {
      lines.push(head)
      for (const item of value as readonly unknown[]) emitItem(item, indent + 2, lines, topLevel)
    }
    return
  }
  const record = asRecord(value)
  if (record !== undefined) {
    const flow = topLevel ? undefined : flowText(record)
    if (flow !== undefined && head.length + 1 + flow.length <= WIDTH) lines.push(`${head} ${flow}`)
    else if (isEmpty(record)) lines.push(`${head} {}`)
    else {
      lines.push(head)
      emitFields(record, indent + 2, lines)
    }
    return
  }
  emitScalar(head, value, indent, lines)
}

function emitItem(item: unknown, indent: number, lines: string[], topLevel: boolean): void {
  const dash = `${' '.repeat(indent)}- `
  const record = asRecord(item)
  const flow = topLevel && record !== undefined ? undefined : flowText(item)
  if (flow !== undefined && dash.length + flow.length <= WIDTH) lines.push(dash + flow)
  else if (record !== undefined) emitFields(record, indent + 2, lines, false, dash)
  else if (Array.isArray(item)) {
    lines.push(dash.trimEnd())
    for (const inner of item as readonly unknown[]) emitItem(inner, indent + 2, lines, false)
  } else emitScalar(dash.trimEnd(), item, indent, lines)
}

function emitScalar(head: string, value: unknown, indent: number, lines: string[]): void {
  if (typeof value !== 'string') {
    lines.push(`${head} ${JSON.stringify(value) ?? 'null'}`)
    return
  }
  const inner = ' '.repeat(indent + 2)
  if (isLiteral(value)) {
    lines.push(`${head} |-`, ...value.split('\n').map((line) => (line === '' ? '' : inner + line)))
    return
  }
  const text = scalarText(value)
  if (head.length + 1 + text.length > WIDTH + 10 && isFoldable(value))
    lines.push(`${head} >-`, ...fold(value, WIDTH - indent - 2).map((line) => inner + line))
  else lines.push(`${head} ${text}`)
}

/** Several lines that a literal block keeps exactly: none blank at the ends, none indented, none with a trailing space. */
const isLiteral = (value: string): boolean =>
  value.includes('\n') &&
  value.split('\n').every((line, at, all) => (line === '' ? at > 0 && at < all.length - 1 : !/^\s|\s$/u.test(line) && isPrintable(line)))

/** Words with single spaces between them: folding and unfolding give the same text. */
const isFoldable = (value: string): boolean => /^\S+(?: \S+)+$/u.test(value) && !/\s/u.test(value.replaceAll(' ', '')) && isPrintable(value)

const isPrintable = (text: string): boolean => !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/u.test(text)

function fold(value: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of value.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > Math.max(width, 40)) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** A value on one line; undefined when it holds prose, several lines or more than two levels of groups. */
function flowText(value: unknown, depth = 0): string | undefined {
  if (typeof value === 'string') return value.includes('\n') || value.length > WIDTH ? undefined : scalarText(value)
  if (Array.isArray(value)) {
    if (depth > 2 || value.length > 40) return undefined
    const items = value.map((item) => flowText(item, depth + 1))
    return items.includes(undefined) ? undefined : `[${items.join(', ')}]`
  }
  const record = asRecord(value)
  if (record === undefined) return JSON.stringify(value) ?? 'null'
  if (depth > 1) return undefined
  const parts: string[] = []
  for (const [key, inner] of Object.entries(record)) {
    if (inner === undefined) continue
    const text = flowText(inner, depth + 1)
    if (text === undefined) return undefined
    parts.push(`${scalarText(key)}: ${text}`)
  }
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`
}

/** Text as a plain scalar where that is safe in every context and every YAML version, else in double quotes. */
export function scalarText(text: string): string {
  const plain =
    PLAIN.test(text) &&
    !text.endsWith(' ') &&
    !text.endsWith(':') &&
    !/: | #|[,[\]{}]|^\.{3}/.test(text) &&
    !OLD_WORDS.test(text) &&
    !/^[\d:._]+$/.test(text) &&
    typeof resolvePlain(text) === 'string' &&
    isPrintable(text)
  if (plain) return text
  return JSON.stringify(text).replace(/[\u007f-\u009f\u00a0\u00ad\u2028\u2029\ufeff\ufffe\uffff]|\p{Cf}/gu, (character) =>
    Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  )
}
