import { type Positions, resolvePlain, type YamlValue } from './yaml-scalar.ts'

export const NOT_PLAIN = Symbol('not in the plain subset')
export const MAX_DEPTH = 32
export const SPACE = 32
export const QUOTE = 34
export const HASH = 35
export const APOSTROPHE = 39
const COMMA = 44
export const HYPHEN = 45
export const COLON = 58
export const OPEN_LIST = 91
const CLOSE_LIST = 93
export const OPEN_MAP = 123
const CLOSE_MAP = 125
/** Characters that begin something else than a plain scalar or are not worth telling apart here. */
const INDICATORS = new Set(Array.from('&*!%@`#?,]}|>[{"\':-', (character) => character.charCodeAt(0)))

/** Leaves the plain subset; the full parser takes over. */
export const leave = (): never => {
  throw NOT_PLAIN
}

/** Reads what stands on one line: scalars and flow collections. Offsets are into the whole text. */
export interface LineReader {
  /** End of the quoted scalar that begins at `at`, just behind the closing quote. */
  readonly quotedEnd: (at: number, end: number) => number
  readonly unquote: (at: number, end: number) => string
  readonly plain: (from: number, to: number) => YamlValue
  readonly startsPlain: (at: number) => boolean
  readonly skipSpaces: (from: number, end: number) => number
  /** Reads the collection that begins at `at` and must close before `end`. */
  readonly flow: (at: number, end: number) => { readonly value: YamlValue; readonly end: number }
  /** Enters a value under a key, refusing a second one. */
  readonly put: (target: { [key: string]: YamlValue }, key: string, value: YamlValue, offset: number) => void
  readonly note: (container: object, key: string | number, offset: number) => void
}

export function lineReader(text: string, positions: Positions | undefined): LineReader {
  const skipSpaces = (from: number, end: number): number => {
    let at = from
    while (at < end && text.charCodeAt(at) === SPACE) at += 1
    return at
  }

  /** End of the quoted scalar that begins at `at`, just behind the closing quote. */
  const quotedEnd = (at: number, end: number): number => {
    const quote = text.charCodeAt(at)
    for (let here = at + 1; here < end; here += 1) {
      const code = text.charCodeAt(here)
      if (code === 92 && quote === QUOTE) here += 1
      else if (code === quote) {
        if (quote === APOSTROPHE && text.charCodeAt(here + 1) === APOSTROPHE) here += 1
        else return here + 1
      }
    }
    return leave()
  }

  const unquote = (at: number, end: number): string => {
    const inner = text.slice(at + 1, end - 1)
    if (text.charCodeAt(at) === APOSTROPHE) return inner.replaceAll("''", "'")
    if (!inner.includes('\\')) return inner
    if (/\\(?:[^"\\/bfnrtu]|u(?![0-9a-fA-F]{4}))/.test(inner.replaceAll('\\\\', ''))) return leave()
    try {
      return JSON.parse(text.slice(at, end)) as string
    } catch {
      return leave()
    }
  }

  const note = (container: object, key: string | number, offset: number): void => {
    if (positions === undefined) return
    const known = positions.get(container)
    if (known === undefined) positions.set(container, new Map([[key, offset]]))
    else known.set(key, offset)
  }

  const put = (target: { [key: string]: YamlValue }, key: string, value: YamlValue, offset: number): void => {
    if (Object.hasOwn(target, key) || key === '__proto__') leave()
    target[key] = value
    note(target, key, offset)
  }

  const plain = (from: number, to: number): YamlValue => {
    let end = to
    while (end > from && text.charCodeAt(end - 1) === SPACE) end -= 1
    const raw = text.slice(from, end)
    return raw === '' ? leave() : resolvePlain(raw)
  }

  let flowAt = 0
  let lineEnd = 0
  let depth = 0

  const flowScalarEnd = (from: number): number => {
    let at = from
    for (; at < lineEnd; at += 1) {
      const code = text.charCodeAt(at)
      if (code === COMMA || code === CLOSE_LIST || code === CLOSE_MAP) return at
      if (code === OPEN_LIST || code === OPEN_MAP || (code === HASH && text.charCodeAt(at - 1) === SPACE)) return leave()
      if (code === COLON) {
        const next = text.charCodeAt(at + 1)
        if (at + 1 >= lineEnd || next === SPACE) return at
        if (next === COMMA || next === CLOSE_LIST || next === CLOSE_MAP || next === OPEN_LIST || next === OPEN_MAP) return leave()
      }
    }
    return leave()
  }

  const startsPlain = (at: number): boolean => {
    const code = text.charCodeAt(at)
    if (code !== HYPHEN) return !INDICATORS.has(code)
    const next = text.charCodeAt(at + 1)
    return next >= 46 && next <= 57
  }

  const flowValue = (): YamlValue => {
    const code = text.charCodeAt(flowAt)
    if (code === OPEN_LIST || code === OPEN_MAP) return flowCollection()
    if (code === QUOTE || code === APOSTROPHE) {
      const end = quotedEnd(flowAt, lineEnd)
      const value = unquote(flowAt, end)
      flowAt = end
      return value
    }
    if (!startsPlain(flowAt)) return leave()
    const end = flowScalarEnd(flowAt)
    if (text.charCodeAt(end) === COLON) return leave()
    const value = plain(flowAt, end)
    flowAt = end
    return value
  }

  const flowKey = (): string => {
    const code = text.charCodeAt(flowAt)
    if (code === QUOTE || code === APOSTROPHE) {
      const end = quotedEnd(flowAt, lineEnd)
      const key = unquote(flowAt, end)
      if (text.charCodeAt(end) !== COLON || text.charCodeAt(end + 1) !== SPACE) return leave()
      flowAt = end + 1
      return key
    }
    if (!startsPlain(flowAt)) return leave()
    const end = flowScalarEnd(flowAt)
    if (text.charCodeAt(end) !== COLON || text.charCodeAt(end + 1) !== SPACE) return leave()
    const key = text.slice(flowAt, end).replace(/ +$/, '')
    flowAt = end + 1
    return key
  }

  const flowCollection = (): YamlValue => {
    depth += 1
    if (depth > MAX_DEPTH) return leave()
    const isMap = text.charCodeAt(flowAt) === OPEN_MAP
    const close = isMap ? CLOSE_MAP : CLOSE_LIST
    const map: { [key: string]: YamlValue } = {}
    const list: YamlValue[] = []
    flowAt = skipSpaces(flowAt + 1, lineEnd)
    while (text.charCodeAt(flowAt) !== close) {
      if (flowAt >= lineEnd) return leave()
      const offset = flowAt
      if (isMap) {
        const key = flowKey()
        flowAt = skipSpaces(flowAt, lineEnd)
        put(map, key, flowValue(), offset)
      } else {
        note(list, list.length, offset)
        list.push(flowValue())
      }
      flowAt = skipSpaces(flowAt, lineEnd)
      const code = text.charCodeAt(flowAt)
      if (code === COMMA) {
        flowAt = skipSpaces(flowAt + 1, lineEnd)
        if (text.charCodeAt(flowAt) === close) return leave()
      } else if (code !== close) return leave()
    }
    flowAt += 1
    depth -= 1
    return isMap ? map : list
  }

  return {
    quotedEnd,
    unquote,
    plain,
    startsPlain,
    skipSpaces,
    put,
    note,
    flow: (at, end) => {
      flowAt = at
      lineEnd = end
      depth = 0
      const value = flowCollection()
      return { value, end: flowAt }
    },
  }
}
