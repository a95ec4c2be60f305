import { loadContent } from '@caponier/content'
import { decideLine, scopeContext } from '@caponier/core/scope/index'
import { type Benchmark, milliseconds } from '../benchmark.ts'
import { scopeLines } from './cases.ts'

const CASES = 20_000
const RUNS = 7

export const scopeCases: Benchmark = {
  key: 'scope_cases_per_s',
  what: 'scope decisions, one JSON line in and one out, parsing and writing included',
  unit: 'per s',
  aim: 10_000,
  headline: 'median',
  measure: async () => {
    const content = loadContent()
    const context = scopeContext(content, { asOf: '2026-11-01' })
    const lines = scopeLines(content, CASES)
    let errors = 0
    const answerAll = (): void => {
      errors = 0
      lines.forEach((line, index) => {
        if (decideLine(line, index + 1, context).includes('"error":')) errors++
      })
    }
    answerAll()
    const values: number[] = []
    for (let run = 0; run < RUNS; run++) values.push((CASES * 1_000) / (await milliseconds(answerAll)))
    if (errors > 0) throw new Error(`${errors} of ${CASES} cases were refused`)
    return {
      values,
      input: { cases: CASES, withLinksAndYears: lines.filter((line) => line.includes('"links"') && line.includes('"years"')).length },
    }
  },
}
