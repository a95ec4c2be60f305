import { readFileSync, writeFileSync } from 'node:fs'
import type { RouteShape } from '@caponier/contract/kit/route'
import type { Arguments, Command } from '../../command.ts'
import { UsageError } from '../../command.ts'
import type { ExitCode } from '../../exit-codes.ts'
import { EXIT } from '../../exit-codes.ts'
import type { Terminal } from '../../terminal.ts'
import { printable, table } from '../../terminal.ts'
import { ADDRESS_OPTION, serverOf, tokenFor } from './stored-sessions.ts'

export const api: Command = {
  name: 'api',
  summary:
    'Calls a route of the server and prints what it answers; without a route it lists all. Signed in by CAPONIER_TOKEN or `caponier login`.',
  usage: '[ROUTE]',
  positionals: { least: 0, most: 1 },
  options: {
    ...ADDRESS_OPTION,
    param: { type: 'string', value: 'NAME=VALUE', multiple: true, help: 'part of the path, e.g. tenant=brenner' },
    query: { type: 'string', value: 'NAME=VALUE', multiple: true, help: 'query, e.g. limit=25; the same name again makes a list' },
    body: { type: 'string', value: 'FILE|-', help: 'body: JSON, or the bytes of a file where the route takes bytes' },
    type: { type: 'string', value: 'MEDIA', help: 'media type of bytes (default application/octet-stream)' },
    version: { type: 'string', value: 'N', help: 'the version that is edited (If-Match)' },
    key: { type: 'string', value: 'TEXT', help: 'idempotency key: the same call again gives the same answer' },
    out: { type: 'string', value: 'FILE', help: 'where a file that is answered goes (default: its own name)' },
    json: { type: 'boolean', help: 'print JSON where a table is shown' },
  },
  examples: [
    'caponier api',
    'caponier --server https://caponier.example.com api session.show',
    'caponier api position.show --param tenant=brenner > position.json',
  ],
  run: async (args, terminal) => {
    const { ROUTES } = await import('@caponier/contract/table')
    const routes: Readonly<Record<string, RouteShape>> = ROUTES
    const [id] = args.positionals
    if (id === undefined) return listRoutes(routes, args, terminal)
    const shape = routes[id]
    if (shape === undefined) throw new UsageError(`there is no route "${id}"; caponier api lists all ${Object.keys(routes).length}`)
    return callRoute(id, shape, args, terminal)
  },
}

function listRoutes(routes: Readonly<Record<string, RouteShape>>, args: Arguments, terminal: Terminal): ExitCode {
  const rows = Object.entries(routes).map(([id, { method, path, summary }]) => ({ id, method, path, summary }))
  if (args.flag('json')) terminal.out(`${JSON.stringify(rows, null, 2)}\n`)
  else
    terminal.out(
      table(
        terminal,
        [{ title: 'route' }, { title: 'method' }, { title: 'path' }, { title: 'what it does' }],
        rows.map((row) => [row.id, row.method, row.path, row.summary]),
      ),
    )
  return EXIT.done
}

async function callRoute(id: string, shape: RouteShape, args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const { apiFailure, connect } = await import('./connect.ts')
  const server = serverOf(args)
  const client = connect(server, tokenFor(server))
  const request = requestOf(shape, args)
  // Which request belongs to which route the server checks; here the words of a person are passed on.
  const call = (client as (id: string, request: object) => ReturnType<typeof client>).bind(null, id)
  if (shape.returns === 'events') {
    const follow = client.follow as (id: string, request: object) => ReturnType<typeof client.follow>
    throw apiFailure(await follow(id, { ...request, onEvent: (event: object) => terminal.out(`${JSON.stringify(event)}\n`) }))
  }
  const isFile = shape.returns === 'file' || (shape.returns === 'list' && 'format' in request.query)
  const fetchFile = client.file as (id: string, request: object) => ReturnType<typeof client.file>
  if (isFile) {
    const file = await fetchFile(id, request)
    if (!file.ok) throw apiFailure(file.problem)
    const name = args.text('out') ?? file.value.name.replace(/[^\p{L}\p{N}._-]/gu, '-').replace(/^\.+/, '')
    writeFileSync(name, Buffer.from(await file.value.arrayBuffer()), { flag: args.text('out') === undefined ? 'wx' : 'w' })
    terminal.out(`${name}\n`)
    return EXIT.done
  }
  const answered = await call(request)
  if (!answered.ok) throw apiFailure(answered.problem)
  print(shape, answered.value, args.flag('json'), terminal)
  return EXIT.done
}

interface Request {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string | string[]>>
  readonly [more: string]: unknown
}

function requestOf(shape: RouteShape, args: Arguments): Request {
  const params = Object.fromEntries(args.texts('param').map((text) => pair(text, 'param')))
  const missing = [...shape.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').filter((name) => params[name] === undefined)
  if (missing.length > 0) throw new UsageError(`${shape.id} needs ${missing.map((name) => `--param ${name}=...`).join(' ')}`)
  const query: Record<string, string | string[]> = {}
  for (const [name, value] of args.texts('query').map((text) => pair(text, 'query'))) {
    const before = query[name]
    query[name] = before === undefined ? value : [before, value].flat()
  }
  const version = args.text('version')
  if (version !== undefined && !/^\d{1,9}$/.test(version)) throw new UsageError('--version is a number')
  const key = args.text('key')
  const type = args.text('type')
  return {
    params,
    query,
    ...bodyOf(shape, args.text('body')),
    ...(version === undefined ? {} : { version: Number(version) }),
    ...(key === undefined ? {} : { idempotencyKey: key }),
    ...(type === undefined ? {} : { mediaType: type }),
  }
}

function pair(text: string, option: string): [string, string] {
  const at = text.indexOf('=')
  if (at < 1) throw new UsageError(`--${option} ${text}: write it as NAME=VALUE`)
  return [text.slice(0, at), text.slice(at + 1)]
}

function bodyOf(shape: RouteShape, file: string | undefined): { readonly body?: unknown } {
  if (file === undefined) return {}
  const bytes = readFileSync(file === '-' ? 0 : file)
  if (shape.accepts === 'bytes') return { body: new Uint8Array(bytes) }
  try {
    return { body: JSON.parse(bytes.toString('utf8')) as unknown }
  } catch (error) {
    throw new UsageError(`--body ${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function print(shape: RouteShape, value: unknown, json: boolean, terminal: Terminal): void {
  if (value === undefined) return
  if (json || shape.returns !== 'list') return terminal.out(`${JSON.stringify(value, null, 2)}\n`)
  const { items, total, next } = value as {
    readonly items: readonly Record<string, unknown>[]
    readonly total: number
    readonly next: string | null
  }
  const columns = [...new Set(items.flatMap((item) => Object.keys(item)))]
  const cell = (one: unknown): string =>
    printable(typeof one === 'string' ? one : one === null || one === undefined ? '-' : JSON.stringify(one)).replace(/\s+/g, ' ')
  terminal.out(
    table(
      terminal,
      columns.map((title) => ({ title, most: 40 })),
      items.map((item) => columns.map((column) => cell(item[column]))),
    ),
  )
  terminal.out(`${items.length} of ${total}${next === null ? '' : `; go on with --query after=${next}`}\n`)
}
