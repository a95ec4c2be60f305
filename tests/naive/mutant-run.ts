import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Content } from '@caponier/core'
import type { computePosition } from '../../packages/core/src/position/position.ts'
import { computedParts, type Corpus } from './corpus.ts'
import { firstDifference } from './first-difference.ts'

/**
 * Child process: runs the position.ts given as second argument over the corpus given as first until it differs from what is
 * expected, and prints the outcome as JSON. A throw while computing is an outcome; one while loading ends the process.
 */
export type Outcome = { readonly caught: string } | { readonly agrees: number }

const [corpusFile = '', positionFile = ''] = process.argv.slice(2)
const corpus = JSON.parse(readFileSync(corpusFile, 'utf8')) as Corpus
const mutant = (await import(pathToFileURL(positionFile).href)) as { computePosition: typeof computePosition }

function run(): Outcome {
  for (const { seed, content, workspace, asOf, knownAt, bound, expected } of corpus.cases) {
    let difference: string | null
    try {
      const position = mutant.computePosition(corpus.contents[content] as Content, workspace, {
        asOf,
        knownAt,
        scope: [],
        bound: new Set(bound),
      })
      difference = firstDifference(computedParts(position), expected)
    } catch (error) {
      difference = `crash: ${String(error)}`
    }
    if (difference !== null) return { caught: `seed ${seed}: ${difference}` }
  }
  return { agrees: corpus.cases.length }
}

console.log(JSON.stringify(run()))
