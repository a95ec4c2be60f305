/** A parsed YAML or JSON value: plain data only. */
export type YamlValue = null | boolean | number | string | YamlValue[] | { [key: string]: YamlValue }

/**
 * Where the keys and items of each container stand in the text: container to key or index to offset.
 * Filled only when somebody asks for a position, since it doubles the memory.
 */
export type Positions = Map<object, Map<string | number, number>>

const INTEGER = /^[-+]?[0-9]+$/
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$|^[-+]?[0-9]+[eE][-+]?[0-9]+$/

/** The value of a plain scalar under the core schema of YAML 1.2.2 (section 10.3.2). */
export function resolvePlain(text: string): null | boolean | number | string {
  switch (text) {
    case '':
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null
    case 'true':
    case 'True':
    case 'TRUE':
      return true
    case 'false':
    case 'False':
    case 'FALSE':
      return false
  }
  const first = text.charCodeAt(0)
  const numeric = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46
  if (!numeric) return text
  if (INTEGER.test(text)) return Number.parseInt(text, 10)
  if (FLOAT.test(text)) return Number.parseFloat(text)
  if (/^0o[0-7]+$/.test(text)) return Number.parseInt(text.slice(2), 8)
  if (/^0x[0-9a-fA-F]+$/.test(text)) return Number.parseInt(text.slice(2), 16)
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return Number.NaN
  return text
}
