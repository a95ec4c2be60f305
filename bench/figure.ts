import type { Benchmark, Measured } from './benchmark.ts'
import type { Machine } from './machine.ts'
import { rounded, spread } from './statistics.ts'

/** One measured figure beside its aim. `value` is the headline, null when it could not be measured. */
export interface Figure {
  readonly key: string
  readonly what: string
  readonly unit: string
  readonly headline: 'median' | 'p95'
  readonly value: number | null
  readonly minimum: number | null
  readonly median: number | null
  readonly p95: number | null
  readonly maximum: number | null
  readonly runs: number
  /** `>= 10000` or `<= 2`; null where there is none. */
  readonly aim: string | null
  /** How many times better than the aim; below 1 it is missed. */
  readonly ratio: number | null
  readonly input: Measured['input']
  readonly problem?: string
}

export function figureOf(benchmark: Benchmark, outcome: Measured | { readonly problem: string }): Figure {
  const { key, what, unit, headline, aim } = benchmark
  const bound = aim === null ? null : `${unit === 'per s' ? '>=' : '<='} ${aim}`
  if ('problem' in outcome) {
    return {
      key,
      what,
      unit,
      headline,
      value: null,
      minimum: null,
      median: null,
      p95: null,
      maximum: null,
      runs: 0,
      aim: bound,
      ratio: null,
      input: {},
      problem: outcome.problem,
    }
  }
  const { minimum, median, p95, maximum } = spread(outcome.values)
  const value = headline === 'median' ? median : p95
  return {
    key,
    what,
    unit,
    headline,
    value: rounded(value),
    minimum: rounded(minimum),
    median: rounded(median),
    p95: rounded(p95),
    maximum: rounded(maximum),
    runs: outcome.values.length,
    aim: bound,
    ratio: aim === null ? null : rounded(unit === 'per s' ? value / aim : aim / value),
    input: outcome.input,
  }
}

/** The figures for people. */
export function table(machine: Machine, figures: readonly Figure[]): string {
  const number = (value: number | null): string => (value === null ? '-' : value.toLocaleString('en-GB', { maximumSignificantDigits: 4 }))
  const head = ['figure', 'value', 'unit', 'aim', 'x aim', 'minimum', 'median', 'maximum', 'runs']
  const rows = figures.map((one) => [
    one.key,
    number(one.value),
    one.headline === 'p95' ? `${one.unit} p95` : one.unit,
    one.aim ?? '-',
    one.ratio === null ? '-' : `${number(one.ratio)}${one.ratio < 1 ? ' missed' : ''}`,
    number(one.minimum),
    number(one.median),
    number(one.maximum),
    String(one.runs),
  ])
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === 0 || column === 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd()
  const inputs = figures.flatMap((one) => [
    `${one.key}: ${one.what}`,
    one.problem === undefined
      ? `  ${Object.entries(one.input)
          .map(([name, value]) => `${name} ${typeof value === 'number' ? value.toLocaleString('en-GB') : value}`)
          .join(', ')}`
      : `  NOT MEASURED: ${one.problem}`,
  ])
  const where = `caponier ${machine.caponier} (${machine.commit}) on ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}, load before the run ${machine.loadBefore}`
  return [where, '', line(head), ...rows.map(line), '', ...inputs, ''].join('\n')
}
