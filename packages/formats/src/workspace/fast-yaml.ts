import { CORE_SCHEMA, load } from 'js-yaml'
import type { YamlValue } from './yaml-scalar.ts'

/**
 * Anchors, aliases, tags, directives, several documents, empty keys: rare, and where the hostile cases are. No part may repeat
 * over what another part also matches, or a megabyte of spaces takes minutes.
 */
const UNUSUAL =
  // oxlint-disable-next-line no-control-regex
  /(?:^|[\s[{,:?-])[&*!][^\s]|^[^\S\n]*(?:---|\.\.\.|%)|[|>][+-]?\d|\n +(?:\n|$(?![\s\S]))|[\t\r\u0000\u0085\u2028\u2029\ufeff]|\?\s|["}\]]["'][^\s,\]}:#]|(?:^|[{,[\s-]):(?:[\s\]},]|$)/m
/** Keys that a parser would turn into something else than what is written: 20.10, 0x1, True. */
const KEY =
  /(?:^(?: *-(?= ))* *|[{,[]\s*)([-+.\d][\w.+-]*|true|True|TRUE|false|False|FALSE|null|Null|NULL|~)\s*(?::(?=[\s\]},]|$)|(?=[,}]))/gm

/** Where the fast reader stopped, for texts too large to be explained by the full one. */
export interface FastYamlStop {
  offset: number
}

/**
 * Reads the usual kind of YAML about ten times as fast as the full parser, by js-yaml. Undefined for everything unusual
 * and for every mistake, so that the full parser decides and explains; where it returns a value, the full parser returns the
 * same (property-tested).
 */
export function loadFastYaml(text: string, depth: number, stop?: FastYamlStop): { readonly value: YamlValue } | undefined {
  if (UNUSUAL.test(text) || hasOddKey(text)) return undefined
  try {
    const value = load(text, { schema: CORE_SCHEMA }) as YamlValue | undefined
    return typeof value === 'object' && value !== null && isWithin(value, depth) ? { value } : undefined
  } catch (error) {
    if (stop !== undefined) stop.offset = offsetOf(error)
    return undefined
  }
}

function hasOddKey(text: string): boolean {
  for (const [, key = ''] of text.matchAll(KEY)) {
    const number = Number(key)
    if (!Number.isNaN(number) && String(number) !== key) return true
    if (/^[~TFN]/.test(key) || /^(?:TRUE|FALSE|NULL)$/.test(key)) return true
  }
  return false
}

/** Depth is bounded before anything else walks the value. */
function isWithin(value: YamlValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (levels === 0) return false
  return (Array.isArray(value) ? value : Object.values(value)).every((inner) => isWithin(inner, levels - 1))
}

const offsetOf = (error: unknown): number => {
  const mark = typeof error === 'object' && error !== null && 'mark' in error ? error.mark : undefined
  return typeof mark === 'object' && mark !== null && 'position' in mark && typeof mark.position === 'number' ? mark.position : 0
}
