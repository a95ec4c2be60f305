import { utf8 } from './bytes.ts'

type Bombs = readonly (() => Uint8Array)[]
const MILLION = 1_000_000

/** Text that blows up naive YAML readers. */
export const YAML_BOMBS: Bombs = [
  () =>
    utf8(
      `a0: &a0 [${'x, '.repeat(10)}]\n${Array.from({ length: 12 }, (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level}, `.repeat(10)}]`).join('\n')}\n`,
    ),
  () => utf8(`a: &a { b: *a }\n`),
  () =>
    utf8(
      `base: &b { ${Array.from({ length: 500 }, (_, key) => `k${key}: 1`).join(', ')} }\n${Array.from({ length: 500 }, (_, item) => `i${item}: { <<: *b }`).join('\n')}\n`,
    ),
  () => utf8('['.repeat(100_000)),
  () => utf8(`${'{a: '.repeat(50_000)}1${'}'.repeat(50_000)}`),
  () => utf8(Array.from({ length: 3_000 }, (_, level) => `${' '.repeat(level)}a:\n`).join('')),
  () => utf8(`${'- '.repeat(100_000)}x\n`),
  () => utf8(`${'? '.repeat(20_000)}x\n`),
  () => utf8(`a: ${'&x '.repeat(20_000)}1\n`),
  () => utf8(`a: ${'!!map '.repeat(20_000)}1\n`),
  () => utf8(`a: "${'\\u0000'.repeat(200_000)}"\n`),
  () => utf8(`a: "${'x'.repeat(5 * MILLION)}"\n`),
  () => utf8(`a: |\n${' x\n'.repeat(500_000)}`),
  () => utf8('---\n'.repeat(200_000)),
  () => utf8(`${'# c\n'.repeat(500_000)}a: 1\n`),
  () => utf8(Array.from({ length: 100_000 }, (_, key) => `k${key}: 1\n`).join('')),
  () => utf8('a: 1\n'.repeat(100_000)),
  () => utf8(`a: ${'9'.repeat(MILLION)}\n`),
  () => utf8(`a: 0x${'f'.repeat(MILLION)}\n`),
  () => utf8(`a: ${' '.repeat(3 * MILLION)}1\n`),
  () => utf8(`${'\n'.repeat(3 * MILLION)}a: 1\n`),
  () => utf8(`a: '${"''".repeat(MILLION)}'\n`),
  () => utf8(`%YAML 9.9\n%TAG ! tag:x,2000:\n--- !<tag:yaml.org,2002:js/function> x\n`),
  () => utf8(`answers:\n${'  - {subject: zone:a, framework: f:2013, requirement: SR 1.1, state: met}\n'.repeat(50_000)}`),
  () => new Uint8Array(2 * MILLION),
  () => new Uint8Array(2 * MILLION).fill(0xff),
]

const unknownKeys = (count: number): string => `{${Array.from({ length: count }, (_, key) => `"k${key}":1`).join(',')}}`

/** Lines that blow up naive JSON readers. */
export const JSON_BOMBS: Bombs = [
  () => utf8('['.repeat(1 * MILLION)),
  () => utf8(`${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`),
  () => utf8(`{"id":1,"headcount":${'9'.repeat(MILLION)}}`),
  () => utf8(`{"id":1,"headcount":1e${'9'.repeat(1_000)},"turnoverEur":-1e-${'9'.repeat(1_000)}}`),
  () => utf8(`{"id":"${'x'.repeat(5 * MILLION)}"}`),
  () => utf8(`{"id":"${'\\'.repeat(400_000)}"}`),
  () => utf8(`{"id":"${'\\ud800'.repeat(100_000)}"}`),
  () => utf8(`{${'"id":1,'.repeat(100_000)}"id":1}`),
  () => utf8(unknownKeys(100_000)),
  () =>
    utf8(
      `{"caponier":1,"organisation":{"id":"o","name":"O"},"frameworks":[],"entities":[${'{"id":"e","name":"E","establishment":"DE"},'.repeat(1_999)}{"id":"e","name":"E","establishment":"DE"}]}`,
    ),
  () => utf8(`{"caponier":1,"organisation":{"id":"o","name":"O"},"frameworks":[],"entities":[${'{},'.repeat(200_000)}{}]}`),
  () => utf8(`{"caponier":1,"organisation":{"id":"o","name":"O"},"frameworks":[],"entities":[],"answers":[${'1,'.repeat(500_000)}1]}`),
  () =>
    utf8(
      `{"caponier":1,"organisation":{"id":"o","name":"O"},"frameworks":[],"entities":[{"id":"e","name":"E","establishment":"DE"}],"sites":[${Array.from({ length: 3_000 }, (_, at) => `{"id":"s${at}","name":"S","country":"DE","entities":["e"]}`).join(',')}]}`,
    ),
  () =>
    utf8(
      `{"id":1,"establishment":"DE","links":[${Array.from({ length: 1_000 }, (_, at) => `{"to":"x${at}","sharePercent":${(at % 100) + 0.123456789},"headcount":1,"turnoverEur":0.01,"balanceEur":0.01}`).join(',')}],"activities":["II.5(c)"]}`,
    ),
  () => utf8(`{"id":1,"activities":[${'"II.5(c)",'.repeat(99)}"II.5(c)"],"establishments":[${'"DE",'.repeat(99)}"FR"]}`),
  () => utf8('"'.repeat(MILLION)),
  () => utf8(`{"id":1${' '.repeat(2 * MILLION)}}`),
  () => new Uint8Array(MILLION),
]

/** Tables that blow up naive CSV readers. */
export const CSV_BOMBS: Bombs = [
  () => utf8(`Id,Name\n"${'x'.repeat(5 * MILLION)}`),
  () => utf8('"'.repeat(2 * MILLION + 1)),
  () => utf8('""'.repeat(2 * MILLION)),
  () => utf8(','.repeat(5 * MILLION)),
  () => utf8('\n'.repeat(5 * MILLION)),
  () => utf8(`Id,Name\n${'a,b\n'.repeat(250_000)}`),
  () => utf8(`${Array.from({ length: 5_000 }, (_, column) => `c${column}`).join(',')}\n`),
  () => utf8(`Id,Name,Site\n${'=1+1,-2,@x\n'.repeat(50_000)}`),
  () => utf8(`Id,Name\n${"'".repeat(MILLION)},x\n`),
  () => utf8(`Id,Name,Address\na,b,${'10.0.0.1;'.repeat(100_000)}\n`),
  () => utf8(`Id,Name,Address\na,b,${'\\;'.repeat(100_000)}\n`),
  () => utf8(`Subject,Requirement,State\n${'zone:a,SR 1.1,met\n'.repeat(50_000)}`),
  () => Uint8Array.from({ length: 100_001 }, (_, at) => (at === 0 ? 0xff : at === 1 ? 0xfe : at % 7)),
  () => Uint8Array.from({ length: 100_001 }, (_, at) => (at === 0 ? 0xfe : at === 1 ? 0xff : 0xd8)),
  () => utf8(`Id,Name\r${'a,b\r'.repeat(100_000)}`),
  () => utf8(`sep=;\n${'a;"b\n'.repeat(50_000)}`),
]
