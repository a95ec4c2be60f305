import type { Issue } from '@caponier/core'
import { workspaceJsonSchema } from '@caponier/core/company/index'
import { nearestWord } from '@caponier/core/company/nearest-word'
import type { core } from 'zod'
import { MAX_ISSUES } from './limits.ts'
import { asRecord, formatPath, valueAt } from './plain-data.ts'

type ZodIssue = core.$ZodIssue

/** Issues of the schema in plain words, each with the way to mend it. `root` is what was checked. */
export function explainIssues(issues: readonly ZodIssue[], root: unknown): readonly Issue[] {
  return issues.flatMap((issue) => explain(issue, [], root))
}

function explain(issue: ZodIssue, prefix: readonly PropertyKey[], root: unknown): readonly Issue[] {
  const steps = [...prefix, ...issue.path]
  const value = valueAt(root, steps)
  const vector = explainVector(steps, value)
  if (vector !== undefined) return [vector]
  const path = formatPath(steps)
  const said = (message: string, mend: string): readonly Issue[] => [
    { path, message, mend, ...(value === undefined ? {} : { excerpt: show(value) }) },
  ]
  const hint = schemaAt(steps)?.description
  switch (issue.code) {
    case 'invalid_type': {
      if (value === undefined) return said('is missing', hint === undefined ? `add it (${kindOf(issue.expected)})` : `add it: ${hint}`)
      if (issue.expected === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
        return said(
          `is ${typeof value === 'number' ? 'a number' : 'true or false'}, needs text`,
          typeof value === 'number' ? 'put the value in quotes, so that 4.10 stays 4.10 and not 4.1' : 'put the value in quotes',
        )
      if (value === null) return said('is empty', 'give a value or remove the line')
      return said(`is ${nameOf(value)}, needs ${kindOf(issue.expected)}`, hint ?? `write ${kindOf(issue.expected)}`)
    }
    case 'unrecognized_keys': {
      const known = schemaAt(steps)?.keys ?? []
      return issue.keys.slice(0, MAX_ISSUES).map((key) => {
        const near = nearestWord(key, known)
        if (near === undefined && valueAt(value, [key]) === null)
          return {
            path: formatPath([...steps, key]),
            message: `unknown field "${key}"`,
            mend: 'if it is the rest of a text with a comma, put the whole text in quotes',
          }
        return {
          path: formatPath([...steps, key]),
          message: `unknown field "${key}"`,
          mend: near === undefined ? `known here: ${known.slice(0, 30).join(', ')}` : `did you mean ${near}?`,
        }
      })
    }
    case 'invalid_value': {
      const allowed = issue.values.map(String)
      if (value === undefined) return said('is missing', `add one of: ${allowed.join(', ')}`)
      const near = typeof value === 'string' ? nearestWord(value, allowed) : undefined
      return said(
        `is ${show(value)}, needs ${allowed.length === 1 ? allowed[0] : `one of ${allowed.join(', ')}`}`,
        near === undefined ? (hint ?? 'choose one of them') : `did you mean ${near}?`,
      )
    }
    case 'too_small':
    case 'too_big':
      return said(sizeFault(issue, value), issue.code === 'too_small' ? 'add what is missing' : 'shorten or split it')
    case 'invalid_union':
      return explainUnion(issue, steps, root)
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues.flatMap((inner) => explain(inner, steps, root))
    case 'invalid_format':
    case 'custom':
    case 'not_multiple_of':
    default:
      if (value === undefined) return said('is missing', hint === undefined ? 'add it' : `add it: ${hint}`)
      return said(`${show(value)} ${cleanMessage(issue.message)}`, hint ?? 'correct it')
  }
}

/** Of the branches of a union the one that was probably meant: right kind of value, then fewest faults. */
function explainUnion(issue: Extract<ZodIssue, { code: 'invalid_union' }>, steps: readonly PropertyKey[], root: unknown): readonly Issue[] {
  const value = valueAt(root, steps)
  const attempts = issue.errors
  const choices = attempts.flatMap((branch) =>
    branch.length === 1 && branch[0]?.path.length === 0 && branch[0].code === 'invalid_value' ? branch[0].values.map(String) : [],
  )
  if (
    choices.length > 0 &&
    attempts.every((branch) =>
      branch.every((inner) => inner.path.length === 0 && (inner.code === 'invalid_value' || inner.code === 'invalid_type')),
    )
  ) {
    if (value === undefined) return [{ path: formatPath(steps), message: 'is missing', mend: `add one of: ${choices.join(', ')}` }]
    const hint = schemaAt(steps)?.description
    return [
      {
        path: formatPath(steps),
        message: `is ${show(value)}, needs one of ${choices.join(', ')}`,
        mend: hint ?? 'choose one of them',
        excerpt: show(value),
      },
    ]
  }
  const fitting = attempts.filter((branch) => !branch.some((inner) => inner.path.length === 0 && inner.code === 'invalid_type'))
  const [best] = [...(fitting.length > 0 ? fitting : attempts)].sort((left, right) => left.length - right.length)
  return (best ?? []).flatMap((inner) => explain(inner, steps, root))
}

const ELEMENTS = [
  'IAC, identification and authentication control',
  'UC, use control',
  'SI, system integrity',
  'DC, data confidentiality',
  'RDF, restricted data flow',
  'TRE, timely response to events',
  'RA, resource availability',
]
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh']

/** SL vectors are the one thing everybody gets wrong first, so they get words of their own. */
function explainVector(steps: readonly PropertyKey[], value: unknown): Issue | undefined {
  const last = steps.at(-1)
  if (last !== 'slTarget' && last !== 'vector') return undefined
  const path = formatPath(steps)
  const excerpt = value === undefined ? {} : { excerpt: show(value) }
  const order = 'write seven levels 0 to 4 in the order IAC UC SI DC RDF TRE RA, null where it is not decided'
  if (!Array.isArray(value)) {
    if (value === undefined) return undefined
    return { path, message: `is ${nameOf(value)}, needs 7 numbers (IAC UC SI DC RDF TRE RA)`, mend: order, ...excerpt }
  }
  if (value.some((item) => typeof item === 'object' && item !== null)) return undefined
  if (value.length !== 7) {
    const mend =
      value.length === 6
        ? `add the ${ORDINALS[6]}: ${ELEMENTS[6]}`
        : value.length < 6
          ? `add ${7 - value.length} more; ${order}`
          : `remove ${value.length - 7}; ${order}`
    return { path, message: `has ${value.length} numbers, needs 7 (IAC UC SI DC RDF TRE RA)`, mend, ...excerpt }
  }
  const wrong = value.findIndex((item) => item !== null && !(typeof item === 'number' && Number.isInteger(item) && item >= 0 && item <= 4))
  if (wrong < 0) return undefined
  return {
    path,
    message: `the ${ORDINALS[wrong]} number (${ELEMENTS[wrong]}) is ${show(value[wrong])}, needs 0 to 4`,
    mend: order,
    ...excerpt,
  }
}

function sizeFault(issue: Extract<ZodIssue, { code: 'too_small' | 'too_big' }>, value: unknown): string {
  const bound = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`
  if (Array.isArray(value)) return `has ${value.length} entries, needs ${bound}`
  if (typeof value === 'string') return value === '' ? 'is empty' : `has ${value.length} characters, needs ${bound}`
  return `is ${show(value)}, needs ${bound}`
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'fields',
  record: 'fields',
  tuple: 'a list',
}
const kindOf = (expected: string): string => KINDS[expected] ?? expected

function nameOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a group of fields'
  if (typeof value === 'number') return Number.isFinite(value) ? `the number ${value}` : 'no finite number'
  return typeof value === 'string' ? `the text ${show(value)}` : show(value)
}

function show(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value))
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

const cleanMessage = (message: string): string => (message.startsWith('Invalid') ? 'is not written as expected' : message)

interface Place {
  readonly description?: string
  readonly keys: readonly string[]
}

// Built on the first mistake only: it costs more than reading a small workspace.
let root: object | undefined
const schemaRoot = (): object => (root ??= workspaceJsonSchema())

/** What the schema says of a place: its description and, for fields, their names; over all branches of unions. */
function schemaAt(steps: readonly PropertyKey[]): Place | undefined {
  let nodes: readonly Record<string, unknown>[] = branches({ ...schemaRoot() })
  for (const step of steps) {
    nodes = nodes.flatMap((node) => {
      const properties = asRecord(node['properties'])
      const prefix = node['prefixItems']
      const next =
        typeof step !== 'number'
          ? (properties?.[String(step)] ?? node['additionalProperties'])
          : Array.isArray(prefix)
            ? (prefix[step] as unknown)
            : node['items']
      const record = asRecord(next)
      return record === undefined ? [] : branches(record)
    })
  }
  const description = nodes.map((node) => node['description']).find((text) => typeof text === 'string')
  return nodes.length === 0
    ? undefined
    : {
        ...(description === undefined ? {} : { description }),
        keys: nodes.flatMap((node) => Object.keys(asRecord(node['properties']) ?? {})),
      }
}

/** A schema node and the branches of its union, the node itself first. */
function branches(node: Record<string, unknown>): readonly Record<string, unknown>[] {
  const inner = node['anyOf']
  return Array.isArray(inner) ? [node, ...inner.flatMap((branch: unknown) => branches(asRecord(branch) ?? {}))] : [node]
}
