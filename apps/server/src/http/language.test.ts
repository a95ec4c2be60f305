import { COLUMN_TITLES, valueWord } from '@caponier/app/language/columns'
import type { RouteShape } from '@caponier/contract/kit/route'
import { ROUTES } from '@caponier/contract/table'
import { ProblemDetails } from '@caponier/contract/kit/problem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { fuzzContract } from '../fuzz/contract-fuzz.test-support.ts'
import type { Caller, IsolatedServer } from '../isolation/isolated-server.test-support.ts'
import { isolatedServer } from '../isolation/isolated-server.test-support.ts'
import { englishIn } from './english.test-support.ts'
import { problemSaid } from './language.ts'

let server: IsolatedServer
let lead: Caller
let engineer: Caller
beforeAll(async () => {
  server = await isolatedServer()
  lead = await server.member('marked', ['lead', { kind: 'organisation' }], ['admin', { kind: 'organisation' }])
  engineer = await server.member('marked', ['engineer', { kind: 'site', id: 'brescia' }])
})
afterAll(() => server.stop())

interface Asked {
  readonly who?: Caller
  readonly method?: string
  readonly body?: string | object
  readonly headers?: Readonly<Record<string, string>>
  readonly language?: string
}

async function send(
  path: string,
  { who = lead, method = 'GET', body, headers = {}, language = 'de-AT,de;q=0.9' }: Asked = {},
): Promise<Response> {
  return server.send(
    new Request(`http://127.0.0.1:8620${path}`, {
      method,
      headers: {
        ...(await who.headers()),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(language !== '' && { 'accept-language': language }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  )
}

const textsOf = ({ detail, kept, mend, issues }: ProblemDetails): readonly string[] =>
  [detail, kept, mend, ...(issues ?? []).flatMap((issue) => [issue.message, issue.mend])].filter((text) => text !== undefined)

const T = '/api/tenants/marked'
/** Requests that fail, each in its way, with what their answer says. */
const FAILURES: readonly (readonly [string, string, Asked, RegExp])[] = [
  ['no such path', '/api/nowhere', {}, /Diesen Pfad gibt es nicht/],
  ['no such method', `${T}/zones`, { method: 'DELETE' }, /Dieser Pfad kennt GET/],
  ['no such object', `${T}/zones/no-such`, {}, /Nicht zu finden.*Zone „no-such“/],
  ['no right', `${T}/settings`, { who: undefined as never }, /Berechtigung „settings.read“/],
  ['broken JSON', `${T}/zones`, { method: 'POST', body: '{"id":' }, /kein gültiges JSON/],
  ['a field of the wrong type', `${T}/zones`, { method: 'POST', body: { doc: { name: 7 } } }, /Die Eingabe ist nicht gültig/],
  ['an unknown field', `${T}/zones`, { method: 'POST', body: { nonsense: true } }, /unbekanntes Feld: "nonsense"/],
  ['a wrong filter', `${T}/zones?filter=nonsense:eq:1`, {}, /unbekannte Feld "nonsense"/],
  ['a wrong limit', `${T}/zones?limit=0`, {}, /mindestens 1|Eingabe/],
  ['an unknown query', `${T}/zones?nonsense=1`, {}, /ist hier nicht bekannt/],
  ['no version', `${T}/organisation`, { method: 'PUT', body: {} }, /nennt ihre Version nicht/],
  [
    'no header against forgery',
    '/api/session',
    { method: 'POST', body: {}, headers: { 'x-caponier': '0', authorization: 'none' } },
    /Kopfzeile X-Caponier/,
  ],
  ['a wrong password', '/api/session', { method: 'POST', body: { email: 'a@b.de', password: 'wrong wrong wrong' } }, /stimmt nicht/],
]

describe('a caller who reads German', () => {
  test.each(FAILURES)('hears of %s in German', async (name, path, asked, says) => {
    const response = await send(path, name === 'no right' ? { who: engineer } : asked)
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.headers.get('content-language')).toBe('de')
    expect(response.headers.get('vary')).toContain('accept-language')
    const problem = ProblemDetails.parse(await response.json())
    const texts = textsOf(problem)
    expect(texts.join(' ')).toMatch(says)
    expect(texts.flatMap(englishIn)).toEqual([])
  })

  test('hears German whatever goes wrong', { timeout: 600_000 }, async () => {
    const ids = ['brescia-assembly', 'gersthofen-line-3']
    const english = new Map<string, string>()
    const heard = new Set<string>()
    const report = await fuzzContract({
      routes: ROUTES,
      ask: async (request) => {
        const headers = new Headers(request.headers)
        headers.set('accept-language', 'de')
        const response = await server.send(new Request(request, { headers }))
        if (response.headers.get('content-type') !== 'application/problem+json') return response
        const problem = ProblemDetails.parse(await response.clone().json())
        for (const text of textsOf(problem)) {
          heard.add(text)
          if (englishIn(text).length > 0) english.set(text, `${request.method} ${request.url}`)
        }
        return response
      },
      headersOf: async (actor) => (actor === 0 ? lead : engineer).headers(),
      actors: 2,
      skip: new Set(['tenant.events', 'start.begin', 'workspace.import']),
      byName: {
        tenant: ['marked'],
        framework: ['iec62443-3-3:2013', 'nis2:2022'],
        requirement: ['SR 1.1', 'ORG 1.1'],
        subject: ['zone:brescia-assembly', 'site:brescia'],
        'zones/{id}': ids,
      },
      ids,
      requests: Number(process.env['CAPONIER_FUZZ_REQUESTS'] ?? 1_000),
      seed: 20_261_128,
    })
    expect(report.requests).toBeGreaterThan(700)
    expect(heard.size).toBeGreaterThan(100)
    expect([...english].slice(0, 40)).toEqual([])
  })
})

describe('a file of a list', () => {
  const ask = async (query: string, language: string): Promise<readonly string[]> =>
    (
      await (await send(`${T}/zones?fields=name,siteName,kind,wireless,state,slTarget&sort=name&format=csv${query}`, { language })).text()
    ).split('\r\n')

  test('has titles and words in the language of the reader', async () => {
    const [german = '', first = ''] = await ask('', 'de')
    expect(german.replace('\uFEFF', '')).toBe('Name,Standort,Art,Funk,Zustand,SL-T')
    expect(first).toMatch(/,(ja|nein),besteht,/)
    const [english = '', row = ''] = await ask('', 'en')
    expect(english.replace('\uFEFF', '')).toBe('Name,Site,Kind,Wireless,State,SL-T')
    expect(row).toMatch(/,(yes|no),current,/)
  })
  test('has the names of the API for a program that asks for no language', async () => {
    const [names = '', first = ''] = await ask('', '')
    expect(names.replace('\uFEFF', '')).toBe('name,siteName,kind,wireless,state,slTarget')
    expect(first).toMatch(/,(true|false),current,/)
  })
  test('has a title for every column and a word for every value of a closed set', () => {
    const lists: readonly RouteShape[] = Object.values(ROUTES).filter((shape) => shape.returns === 'list')
    const columns = lists.flatMap((shape) => (shape.out instanceof z.ZodObject ? Object.entries(shape.out.shape as z.ZodRawShape) : []))
    expect(columns.length).toBeGreaterThan(300)
    expect(columns.map(([name]) => name).filter((name) => !Object.hasOwn(COLUMN_TITLES, name))).toEqual([])
    const values = columns.flatMap(([name, schema]) => choices(schema).map((value) => ({ name, value })))
    expect(values.filter(({ value }) => valueWord(value, 'de') === undefined)).toEqual([])
  })
})

/** Values of an enumeration, also inside of lists and of what may be absent. */
function choices(schema: z.core.$ZodType): readonly string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod
  if ('innerType' in def) return choices(def.innerType)
  if (def.type === 'array') return choices(def.element)
  return def.type === 'enum' ? Object.values(def.entries).map(String) : []
}

describe('the language of an answer', () => {
  test('is English for a program that asks for none, and for whoever asks for English', async () => {
    for (const language of ['', 'en', 'fr-FR, en;q=0.5']) {
      const response = await send(`${T}/zones/no-such`, { language })
      expect(response.headers.get('content-language')).toBe('en')
      expect(await response.text()).toContain('does not exist, or you may not see it')
    }
  })
  test('is that of the account where the request names none', async () => {
    const german = await server.member('marked', ['lead', { kind: 'organisation' }])
    const me = (await (await send('/api/session', { who: german })).json()) as { readonly user: { readonly version: number } }
    const edited = await send('/api/account', {
      who: german,
      method: 'PATCH',
      body: { language: 'de' },
      headers: { 'if-match': `"${me.user.version}"` },
    })
    expect(edited.status).toBe(200)
    const response = await send(`${T}/zones/no-such`, { who: german, language: '' })
    expect(response.headers.get('content-language')).toBe('de')
    expect(await response.text()).toContain('Nicht zu finden')
  })
  test('is said of data too, which are the same in both', async () => {
    const german = await send(`${T}/zones?limit=3`)
    const english = await send(`${T}/zones?limit=3`, { language: 'en' })
    expect(german.headers.get('content-language')).toBe('de')
    expect(await german.json()).toEqual(await english.json())
  })
  test('changes words only: code, path, version and what a person wrote stay', () => {
    const problem: ProblemDetails = {
      type: 'urn:caponier:problem:stale-version',
      title: 'Somebody changed it in the meantime',
      status: 409,
      code: 'stale-version',
      detail: 'is empty',
      issues: [{ path: 'is empty', message: 'is empty', row: 3 }],
      yours: { name: 'is empty' },
      theirs: { name: 'is missing' },
      version: 7,
    }
    expect(problemSaid(problem, () => 'anders')).toEqual({
      ...problem,
      detail: 'anders',
      issues: [{ path: 'is empty', message: 'anders', row: 3 }],
    })
  })
})
