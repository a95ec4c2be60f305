import { type Workspace, workspaceJsonSchema } from '@caponier/core/company/index'
import { LIST_KEYS } from './file-schema.ts'
import { sortedBy } from './natural-order.ts'
import { asRecord } from './plain-data.ts'

/**
 * The same workspace in the one order that files and exports use: fields as in the schema, lists by id, histories by date,
 * sets sorted, empty lists left out. Two documents that differ only in the order of their lists give the same bytes as JSON.
 * Order is kept where it means something: SL vectors, the first zone of a conduit (channel directions count from it),
 * lists inside the payload of a proposal.
 */
export function canonicalWorkspace(workspace: Workspace): Workspace {
  return canonicalPart(workspace) as Workspace
}

/** The same for a part of a workspace, as a file holds it. */
export function canonicalPart(part: { readonly [K in keyof Workspace]?: Workspace[K] | undefined }): Partial<Workspace> {
  const document = root()(part) as Record<string, unknown>
  for (const list of LIST_KEYS) {
    const items = document[list]
    if (!Array.isArray(items)) continue
    if (items.length === 0 && list !== 'entities' && list !== 'frameworks') delete document[list]
    else document[list] = sortedBy(items as readonly Record<string, unknown>[], identityText, JSON.stringify)
  }
  return document
}

/** Canonical JSON text of a workspace; equal documents give equal bytes. */
export const workspaceToJson = (workspace: Workspace, indent?: number): string =>
  `${JSON.stringify(canonicalWorkspace(workspace), null, indent)}\n`

/** What tells an item of a list from its neighbours, in the order in which files show them. */
export function identityText(item: Readonly<Record<string, unknown>>): string {
  const { id, subject, framework, requirement, from, recordedAt } = item
  if (typeof id === 'string') return id
  if (typeof subject === 'string' && typeof requirement === 'string')
    return `${subject}\n${String(framework)}\n${requirement}\n${textOr(from)}\n${textOr(recordedAt)}`
  return JSON.stringify(item)
}

type Normalise = (value: unknown) => unknown

let compiled: Normalise | undefined
const root = (): Normalise => (compiled ??= compile({ ...workspaceJsonSchema() }, ''))

/** Turns the schema into a function once, since large workspaces pass hundreds of thousands of answers through it. */
function compile(node: Readonly<Record<string, unknown>>, name: string): Normalise {
  const nodes = branches(node)
  const fields = new Map<string, Normalise>()
  let item: Normalise | undefined
  let isOpen = false
  for (const branch of nodes) {
    for (const [key, child] of Object.entries(asRecord(branch['properties']) ?? {})) fields.set(key, compile(asRecord(child) ?? {}, key))
    const items = asRecord(branch['items'])
    if (items !== undefined) item = compile(items, name)
    if (asRecord(branch['additionalProperties']) !== undefined) isOpen = true
  }
  const isTuple = nodes.some((branch) => Array.isArray(branch['prefixItems']))
  if (isOpen) return sortKeys
  if (fields.size === 0 && item === undefined && !isTuple) return (value) => value
  return (value) => {
    if (Array.isArray(value)) {
      if (isTuple && value.every((element) => element === null || typeof element !== 'object')) return value as unknown
      const list = item === undefined ? [...(value as unknown[])] : value.map(item)
      return name === 'zones' && list.every((element) => typeof element === 'string')
        ? firstThenSorted(list)
        : name === '' || list.length < 2 || isTopList(name, list)
          ? list
          : sortedBy(list, textOf)
    }
    const record = asRecord(value)
    if (record === undefined) return value
    const result: Record<string, unknown> = {}
    for (const [key, child] of fields) {
      const inner = record[key]
      if (inner !== undefined) result[key] = child(inner)
    }
    return result
  }
}

/** Lists of the top level are sorted by identity afterwards. */
const isTopList = (name: string, list: readonly unknown[]): boolean => LIST_KEYS.includes(name) && typeof list[0] === 'object'

/** The two strings, or their JSON; histories sort by date because `from` and `recordedAt` lead. */
function textOf(value: unknown): string {
  const record = asRecord(value)
  if (record === undefined) return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  const { from, recordedAt } = record
  return `${textOr(from)}\n${textOr(recordedAt)}\n${JSON.stringify(record)}`
}

const textOr = (value: unknown): string => (typeof value === 'string' ? value : '')

const firstThenSorted = (zones: readonly string[]): readonly string[] => [...zones.slice(0, 1), ...sortedBy(zones.slice(1), (zone) => zone)]

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  const record = asRecord(value)
  if (record === undefined) return value
  return Object.fromEntries(
    Object.entries(record)
      .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  )
}

function branches(node: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  const inner = node['anyOf']
  return Array.isArray(inner) ? [node, ...inner.flatMap((branch: unknown) => branches(asRecord(branch) ?? {}))] : [node]
}
