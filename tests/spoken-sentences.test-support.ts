import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'vitest/node'

/** A syntax node as the parser gives it (ESTree). */
interface Node {
  readonly type: string
  readonly start: number
  readonly [key: string]: unknown
}

/** A sentence that the program says, with `{}` for what it puts in, and where it stands. */
export interface SpokenSentence {
  readonly sentence: string
  readonly file: string
  readonly line: number
  /** Function of the file in which it stands; '' outside of all. */
  readonly inside: string
}

interface Source {
  readonly file: string
  readonly text: string
  readonly program: Node
  readonly parents: ReadonlyMap<Node, Node>
}

interface Placed {
  readonly source: Source
  readonly node: Node
}

/** Properties whose value is said to a person. */
const SPOKEN_KEYS = new Set(['message', 'mend', 'detail', 'kept', 'why'])
/** Calls whose texts are said even where no parameter shows it, with the places of these among the arguments. */
const SPOKEN_CALLS: ReadonlyMap<string, readonly number[]> = new Map([
  ['end', [1]],
  ['fail', [0]],
  ['notNow', [0]],
  ['refine', [1]],
  ['regex', [1]],
  ['issue', [1, 2]],
  ['sink.error', [1, 2]],
  ['sink.warning', [1, 2]],
])
/** Tables and functions whose texts are said, far from where they stand. */
const SPOKEN_NAMES = new Set(['REJECT_MEANING', 'TALKS', 'SENDS_TO_ALL', 'FAULTS', 'unready'])

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

function* childrenOf(node: Node): Generator<Node> {
  for (const [key, value] of Object.entries(node)) {
    // Types speak to nobody.
    if (/^(typeAnnotation|returnType|typeParameters|typeArguments)$/.test(key)) continue
    if (isNode(value)) yield value
    else if (Array.isArray(value)) for (const one of value as readonly unknown[]) if (isNode(one)) yield one
  }
}

function* within(node: Node): Generator<Node> {
  yield node
  for (const child of childrenOf(node)) yield* within(child)
}

function readSource(root: string, file: string): Source {
  const text = readFileSync(join(root, file), 'utf8')
  const program: unknown = parseAst(text, { lang: 'ts' })
  if (!isNode(program)) throw new Error(`${file} is no program`)
  const parents = new Map<Node, Node>()
  for (const node of within(program)) for (const child of childrenOf(node)) parents.set(child, node)
  return { file, text, program, parents }
}

const nameOf = (node: unknown): string | undefined =>
  isNode(node) && node.type === 'Identifier'
    ? String(node['name'])
    : isNode(node) && node.type === 'MemberExpression'
      ? nameOf(node['property'])
      : undefined

const keyOf = (property: Node): string | undefined =>
  property['computed'] === true
    ? undefined
    : (nameOf(property['key']) ?? (isNode(property['key']) ? String(property['key']['value']) : undefined))

const isFunction = (node: unknown): node is Node =>
  isNode(node) && ['FunctionDeclaration', 'ArrowFunctionExpression', 'FunctionExpression'].includes(node.type)

const nodesIn = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [])

/** Names that a parameter binds, itself or as properties. */
const boundNames = (parameter: Node): readonly string[] =>
  [...within(parameter)].flatMap((node) => (node.type === 'Identifier' ? [String(node['name'])] : []))

/**
 * Every sentence that the given sources may say to a person, found by following the code by name: values of {@link SPOKEN_KEYS}, what
 * constants, conditions, templates and functions put there, and what callers pass for a parameter that ends there.
 */
export function spokenSentences(root: string, files: readonly string[]): readonly SpokenSentence[] {
  const sources = files.map((file) => readSource(root, file))
  const found: SpokenSentence[] = []
  const seen = new Set<Node>()
  const followed = new Set<string>()
  const functions = new Map<string, Placed[]>()
  const values = new Map<string, Placed[]>()
  const calls = new Map<string, Placed[]>()
  const enter = (map: Map<string, Placed[]>, name: string | undefined, entry: Placed): void => {
    if (name === undefined) return
    const list = map.get(name)
    if (list === undefined) map.set(name, [entry])
    else list.push(entry)
  }
  for (const source of sources)
    for (const node of within(source.program)) {
      if (node.type === 'FunctionDeclaration') enter(functions, nameOf(node['id']), { source, node })
      if (node.type === 'VariableDeclarator' && isNode(node['init'])) {
        if (isFunction(node['init'])) enter(functions, nameOf(node['id']), { source, node: node['init'] })
        else enter(values, nameOf(node['id']), { source, node: node['init'] })
      }
      if (node.type === 'CallExpression' && isNode(node['callee']) && node['callee'].type === 'Identifier')
        enter(calls, nameOf(node['callee']), { source, node })
    }

  const lineOf = (source: Source, node: Node): number => source.text.slice(0, node.start).split('\n').length
  const insideOf = (source: Source, node: Node): string => {
    let at: Node | undefined = node
    let name = ''
    while (at !== undefined) {
      if (at.type === 'FunctionDeclaration' || at.type === 'VariableDeclarator') name = nameOf(at['id']) ?? name
      at = source.parents.get(at)
    }
    return name
  }
  const add = (source: Source, node: Node, sentence: string): void => {
    if (/\p{L}.*[ \p{L}]/u.test(sentence.replaceAll('{}', '')))
      found.push({ sentence, file: source.file, line: lineOf(source, node), inside: insideOf(source, node) })
  }
  const isExported = (source: Source, node: Node): boolean => {
    for (let at: Node | undefined = node; at !== undefined; at = source.parents.get(at)) {
      if (at.type === 'ExportNamedDeclaration') return true
      if (at !== node && (at.type === 'BlockStatement' || isFunction(at))) return false
    }
    return false
  }
  /** What a name means in a file: its own, or else what other files export under it. */
  const meant = (list: readonly Placed[] | undefined, source: Source): readonly Placed[] => {
    const own = (list ?? []).filter((one) => one.source === source)
    return own.length > 0 ? own : (list ?? []).filter((one) => isExported(one.source, one.node))
  }

  function returned(source: Source, fn: Node): void {
    const { body } = fn
    if (!isNode(body)) return
    if (body.type !== 'BlockStatement') return follow(source, body)
    for (const node of within(body)) if (node.type === 'ReturnStatement' && isNode(node['argument'])) follow(source, node['argument'])
  }

  /** What is passed for a parameter that is said. */
  function followParameter(source: Source, fn: Node, at: number, name: string): void {
    const parameter = nodesIn(fn['params'])[at]
    const parent = source.parents.get(fn)
    const fnName = nameOf(fn['id']) ?? (parent?.type === 'VariableDeclarator' ? nameOf(parent['id']) : undefined)
    const key = `${source.file}/${fn.start}/${at}/${name}`
    if (parameter === undefined || fnName === undefined || followed.has(key)) return
    followed.add(key)
    const all = calls.get(fnName) ?? []
    for (const { source: caller, node } of isExported(source, fn) ? all : all.filter((one) => one.source === source)) {
      const argument = nodesIn(node['arguments'])[at]
      if (argument === undefined) continue
      if (parameter.type === 'ObjectPattern' && argument.type === 'ObjectExpression') {
        for (const property of nodesIn(argument['properties'])) if (keyOf(property) === name) follow(caller, property['value'] as Node)
      } else if (parameter.type !== 'ObjectPattern') follow(caller, argument)
    }
  }

  function followName(source: Source, node: Node): void {
    const name = String(node['name'])
    for (let at = source.parents.get(node); at !== undefined; at = source.parents.get(at))
      if (isFunction(at)) {
        const fn = at
        const index = nodesIn(fn['params']).findIndex((one) => boundNames(one).includes(name))
        if (index >= 0) return followParameter(source, fn, index, name)
      }
    for (const { source: from, node: value } of meant(values.get(name), source)) follow(from, value)
  }

  function followTable(source: Source, table: Node): void {
    const bare = isNode(table['expression']) ? table['expression'] : table
    for (const { value } of nodesIn(bare['properties']) as readonly { readonly value?: unknown }[])
      if (isFunction(value)) returned(source, value)
      else if (isNode(value)) follow(source, value)
  }

  function follow(source: Source, node: Node): void {
    if (seen.has(node)) return
    seen.add(node)
    const inner = (key: string): void => nodesIn(node[key]).forEach((one) => follow(source, one))
    switch (node.type) {
      case 'Literal':
        if (typeof node['value'] === 'string') add(source, node, node['value'])
        return
      case 'TemplateLiteral': {
        const pieces = nodesIn(node['quasis']).map((one) => (one['value'] as { readonly cooked: string }).cooked)
        add(source, node, pieces.join('{}'))
        return inner('expressions')
      }
      case 'ConditionalExpression':
        inner('consequent')
        return inner('alternate')
      case 'LogicalExpression':
      case 'BinaryExpression':
        if (node.type === 'BinaryExpression' && node['operator'] !== '+') return
        inner('left')
        return inner('right')
      case 'ArrayExpression':
        return inner('elements')
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'ParenthesizedExpression':
      case 'ChainExpression':
      case 'AwaitExpression':
        return inner('expression')
      case 'Identifier':
        return followName(source, node)
      case 'MemberExpression': {
        // An entry of a table of sentences; a property of data says nothing here.
        const { object } = node
        if (isNode(object) && object.type === 'Identifier' && /^[A-Z][A-Z_]+$/.test(String(object['name'])))
          for (const { source: from, node: table } of meant(values.get(String(object['name'])), source)) followTable(from, table)
        return
      }
      case 'CallExpression': {
        const { callee } = node
        if (isNode(callee) && callee.type === 'MemberExpression' && ['join', 'map', 'filter', 'slice'].includes(nameOf(callee) ?? '')) {
          follow(source, callee['object'] as Node)
          for (const argument of nodesIn(node['arguments'])) if (isFunction(argument)) returned(source, argument)
          return
        }
        if (isNode(callee) && callee.type === 'MemberExpression') return
        for (const { source: from, node: fn } of meant(functions.get(nameOf(callee) ?? ''), source)) returned(from, fn)
      }
    }
  }

  for (const source of sources)
    for (const node of within(source.program)) {
      if (node.type === 'Property' && SPOKEN_KEYS.has(keyOf(node) ?? '')) {
        const parent = source.parents.get(node)
        if (parent?.type === 'ObjectExpression' && isNode(node['value'])) follow(source, node['value'])
      }
      if (node.type === 'CallExpression') {
        const name = nameOf(node['callee']) ?? ''
        const object = isNode(node['callee']) ? nameOf(node['callee']['object']) : undefined
        const argumentsOf = nodesIn(node['arguments'])
        for (const at of SPOKEN_CALLS.get(`${object}.${name}`) ?? SPOKEN_CALLS.get(name) ?? []) {
          const argument = argumentsOf[at]
          if (argument !== undefined) follow(source, argument)
        }
      }
      if (node.type === 'VariableDeclarator' && SPOKEN_NAMES.has(nameOf(node['id']) ?? '') && isNode(node['init'])) {
        followTable(source, node['init'])
        follow(source, node['init'])
      }
      if (node.type === 'FunctionDeclaration' && SPOKEN_NAMES.has(nameOf(node['id']) ?? '')) returned(source, node)
    }
  return found
}

/** Source files below folders, tests and their support left out; `without` are folders or files that speak to nobody in a browser. */
export function sourceFiles(root: string, folders: readonly string[], without: readonly string[]): readonly string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name.split('\\').join('/')}`),
    )
    .filter((file) => file.endsWith('.ts') && !/\.(test|test-support|arbitrary)\.ts$/.test(file))
    .filter((file) => !without.some((one) => file.startsWith(one)))
    .toSorted()
}
