import fc from 'fast-check'

/** Text that programs stumble over: NUL, half characters, escapes, formulas, paths, queries, words of JavaScript, edges of dates. */
const HOSTILE_TEXT = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfff',
  '\u202e\ufeff',
  '😀'.repeat(300),
  'x'.repeat(10_000),
  '__proto__',
  'constructor',
  'toString',
  'null',
  '../../etc/passwd',
  '..\\..\\windows',
  '%00%ff%2e%2e',
  "'; drop table answer; --",
  '$1 || 1=1',
  '=cmd|calc!A0',
  '<script>alert(1)</script>',
  '{{7*7}}${7*7}',
  '\r\nSet-Cookie: a=b',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31T23:59:60Z',
  '-1',
  '1e400',
  'NaN',
  'organisation',
  'zone:',
  ':'.repeat(50),
  '|'.repeat(50),
  'a:b:c',
] as const

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_TEXT) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
)

const hostileNumber = fc.constantFrom(-1, 0, 0.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e21, 1e308, 5e-324, -0)

/** Any JSON that does not belong where it stands. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  hostileNumber,
  fc.constantFrom<unknown[]>(
    null,
    true,
    [],
    {},
    [[[[]]]],
    [null],
    { constructor: 1 },
    Array.from({ length: 2_000 }, () => 0),
  ),
  fc.jsonValue({ maxDepth: 3 }),
)

/** Bodies that are no sound JSON, or JSON that parsers treat differently. */
export const hostileBody: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '{',
    '}',
    '[1,]',
    '{"a":1,"a":2}',
    '{"__proto__":{"admin":true}}',
    '{"a":1e999}',
    '"\\ud800"',
    '"\\u0000"',
    '\ufeff{}',
    "{'a':1}",
    'undefined',
    'NaN',
    '['.repeat(100_000),
    `${'{"a":'.repeat(60)}1${'}'.repeat(60)}`,
    `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
    `"${'x'.repeat(200_000)}"`,
    '-'.repeat(1_000),
    '1'.repeat(5_000),
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

/** Path segments as raw text of a URL. */
export const hostileSegment: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    '.',
    '..',
    '%2e%2e',
    '%2f',
    '%5c',
    '%00',
    '%ff',
    '%',
    '%zz',
    '%ud800',
    '%25',
    'a%2Fb',
    'a;b',
    'a%20b',
    '~',
    '%F0%9F%98%80',
    'x'.repeat(5_000),
  ),
  hostileText.map((text) => encodeURIComponent(text.toWellFormed())),
)

/** Raw queries that no schema asks for. */
export const hostileQuery: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '&',
    '=',
    '=&=',
    '%',
    '%ff=1',
    'a=%ff',
    '__proto__=1',
    'constructor[prototype]=1',
    'limit=1&limit=2',
    'q[]=1',
    `q=${'x'.repeat(3_000)}`,
    '?',
    'filter=%00',
    'after=AAAA',
    'format=exe',
  ),
  fc
    .tuple(hostileText, hostileText)
    .map(([name, value]) => `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`),
)

/** One change that spoils a sound value somewhere inside; `where` chooses the place. */
export interface Spoil {
  readonly kind: 'replace' | 'drop' | 'add'
  readonly where: number
  readonly value: unknown
}

export const spoil: fc.Arbitrary<Spoil> = fc.record({
  kind: fc.constantFrom('replace' as const, 'replace' as const, 'drop' as const, 'add' as const),
  where: fc.nat(1_000),
  value: hostileValue,
})

/** The value with one change: a part replaced, left out, or a key added that nobody knows. */
export function spoiled(value: unknown, { kind, where, value: by }: Spoil): unknown {
  if (Array.isArray(value)) {
    if (value.length === 0 || where % 4 === 0) return by
    const at = where % value.length
    if (kind === 'drop') return value.toSpliced(at, 1)
    if (kind === 'add') return [...(value as readonly unknown[]), by]
    return value.with(at, spoiled(value[at], { kind, where: Math.floor(where / 4), value: by }))
  }
  if (typeof value !== 'object' || value === null) return by
  const keys = Object.keys(value)
  const key = keys[where % Math.max(1, keys.length)]
  if (kind === 'add' || key === undefined) return { ...value, [`unknown${where % 3}`]: by }
  if (kind === 'drop') return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === key ? spoiled(inner, { kind, where: Math.floor(where / 7), value: by }) : (inner as unknown),
    ]),
  )
}
