import { execFileSync } from 'node:child_process'
import { loadContent } from '@caponier/content'
import type { Benchmark } from '../benchmark.ts'

const RUNS = 10
const PROGRAM = `
  const start = performance.now()
  const { loadContent } = await import('@caponier/content')
  const content = loadContent()
  console.log(JSON.stringify([performance.now() - start, content.frameworks.length]))
`

export const contentLoad: Benchmark = {
  key: 'content_load_ms',
  what: 'all packs, mappings and laws in a fresh process with the cache filled, from the import of the loader to the document',
  unit: 'ms',
  aim: 200,
  headline: 'median',
  measure: async () => {
    const content = loadContent()
    const values = Array.from({ length: RUNS }, () => {
      const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
        cwd: import.meta.dirname,
        encoding: 'utf8',
      })
      const [took, frameworks] = JSON.parse(printed) as [number, number]
      if (frameworks !== content.frameworks.length)
        throw new Error(`a fresh process loaded ${frameworks} frameworks, not ${content.frameworks.length}`)
      return took
    })
    const requirements = content.frameworks.reduce((sum, framework) => sum + framework.requirements.length, 0)
    return {
      values,
      input: { frameworks: content.frameworks.length, requirements, mappings: content.mappings.length, laws: content.laws.length },
    }
  },
}
