/** One figure that is measured. It runs in a process of its own, so that no other benchmark warms or burdens it. */
export interface Benchmark {
  /** Name of the figure, as the issue tracker and bench/results.json know it. */
  readonly key: string
  /** What is measured, in one line. */
  readonly what: string
  readonly unit: 'ms' | 'per s' | 'MB'
  /** The bound to keep: at most for ms and MB, at least for a rate; null where the figure is only reported. */
  readonly aim: number | null
  /** Which of the measured values stands for the figure. */
  readonly headline: 'median' | 'p95'
  readonly measure: () => Promise<Measured>
}

export interface Measured {
  /** One value per run, in the unit of the benchmark; at least one. */
  readonly values: readonly number[]
  /** What the input was made of, counted, so that a reader can judge the figure. */
  readonly input: Readonly<Record<string, number | string>>
}

/** Milliseconds that a function takes, its result thrown away. */
export async function milliseconds(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Values of `runs` timed runs after `warmUp` runs that do not count. */
export async function timed(work: () => unknown, runs: number, warmUp: number): Promise<number[]> {
  for (let run = 0; run < warmUp; run++) await work()
  const values: number[] = []
  for (let run = 0; run < runs; run++) values.push(await milliseconds(work))
  return values
}
