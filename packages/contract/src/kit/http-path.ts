import { fail, ok, type Result } from '@caponier/core'

/** Values of `{name}` in a path, decoded. */
export type PathParams = Readonly<Record<string, string>>

/** `{tenant}` of a path template; undefined for a literal segment. */
const paramName = (segment: string): string | undefined => (/^\{[a-zA-Z]\w*\}$/.test(segment) ? segment.slice(1, -1) : undefined)

/** Names of the parameters of a path template in their order. */
export const pathParamNames = (template: string): readonly string[] => template.split('/').flatMap((segment) => paramName(segment) ?? [])

/**
 * Puts values into a path template, each percent-encoded as one segment (RFC 3986, 3.3). Fails for values that no URL can carry as one
 * segment: empty, `.`, `..` (removed by every URL parser, encoded or not) and broken Unicode.
 */
export function buildPath(template: string, params: Readonly<Record<string, unknown>> = {}): Result<string, string> {
  const segments: string[] = []
  for (const segment of template.split('/')) {
    const name = paramName(segment)
    if (name === undefined) {
      segments.push(segment)
      continue
    }
    const value = Object.hasOwn(params, name) ? params[name] : undefined
    const text = typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
    if (text === '' || text === '.' || text === '..' || !text.isWellFormed()) return fail(`params.${name} cannot stand in a path`)
    segments.push(encodeURIComponent(text))
  }
  return ok(segments.join('/'))
}

interface PathNode<T> {
  readonly literals: Map<string, PathNode<T>>
  param: PathNode<T> | undefined
  /** What is registered here, by method. */
  readonly ends: Map<string, { readonly value: T; readonly names: readonly string[] }>
}

export type PathMatch<T> =
  | { readonly kind: 'found'; readonly value: T; readonly params: PathParams }
  /** The path exists with other methods. */
  | { readonly kind: 'other-method'; readonly methods: readonly string[] }
  /** Percent-encoding that is no UTF-8. */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'none' }

/** Finds the entry of a table by method and raw path. A literal segment wins over a parameter. */
export type PathMatcher<T> = (method: string, rawPath: string) => PathMatch<T>

/**
 * Compiles a table of methods and path templates. Segments are split before they are decoded, so an encoded slash stays inside its
 * value; empty segments match nothing. Two entries for the same method and path are a mistake of the table and throw.
 */
export function pathMatcher<T extends { readonly method: string; readonly path: string }>(table: Iterable<T>): PathMatcher<T> {
  const node = (): PathNode<T> => ({ literals: new Map(), param: undefined, ends: new Map() })
  const root = node()
  for (const value of table) {
    let at = root
    for (const segment of value.path.split('/').slice(1)) {
      if (paramName(segment) === undefined) {
        const next = at.literals.get(segment) ?? node()
        at.literals.set(segment, next)
        at = next
      } else at = at.param ??= node()
    }
    if (at.ends.has(value.method)) throw new Error(`two routes for ${value.method} ${value.path}`)
    at.ends.set(value.method, { value, names: pathParamNames(value.path) })
  }
  return (method, rawPath) => {
    if (!rawPath.startsWith('/')) return { kind: 'none' }
    const segments: string[] = []
    for (const raw of rawPath.split('/').slice(1)) {
      const segment = decodeSegment(raw)
      if (segment === undefined) return { kind: 'malformed' }
      segments.push(segment)
    }
    return walk(root, method, segments, 0, [])
  }
}

/** Depth first, literals before parameters; a table has few branches, so going back is cheap. */
function walk<T>(at: PathNode<T>, method: string, segments: readonly string[], index: number, values: readonly string[]): PathMatch<T> {
  const segment = segments[index]
  if (segment === undefined) {
    const end = at.ends.get(method)
    if (end !== undefined) {
      const params = Object.fromEntries(end.names.map((name, position) => [name, values[position] ?? '']))
      return { kind: 'found', value: end.value, params }
    }
    return at.ends.size > 0 ? { kind: 'other-method', methods: [...at.ends.keys()] } : { kind: 'none' }
  }
  const literal = at.literals.get(segment)
  const first: PathMatch<T> = literal === undefined ? { kind: 'none' } : walk(literal, method, segments, index + 1, values)
  if (first.kind === 'found' || at.param === undefined || segment === '') return first
  const second = walk(at.param, method, segments, index + 1, [...values, segment])
  if (second.kind === 'none') return first
  if (second.kind !== 'other-method' || first.kind !== 'other-method') return second
  return { kind: 'other-method', methods: [...new Set([...first.methods, ...second.methods])] }
}

function decodeSegment(raw: string): string | undefined {
  if (!raw.includes('%')) return raw
  try {
    return decodeURIComponent(raw)
  } catch {
    return undefined
  }
}
