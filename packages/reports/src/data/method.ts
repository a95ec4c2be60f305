import { frameworkLabel } from '../names.ts'
import type { Build } from './build.ts'

/** Chapter 10: the formulas in short, and where everything comes from. */
export function methodData(build: Build) {
  const { content, position } = build.input
  const adopted = new Set(position.frameworks)
  return {
    rules: build.say.method.map((line) => {
      const [text = '', reference = ''] = line.split('|')
      return { text, reference }
    }),
    frameworks: content.frameworks.map((framework) => ({
      key: framework.key,
      label: frameworkLabel(framework.key),
      title: framework.title[build.lang],
      /** The duties of NIS2 are always asked. */
      adopted: adopted.has(framework.key) || framework.framework === 'nis2',
      adoptedText: adopted.has(framework.key) || framework.framework === 'nis2' ? build.words.yes : build.words.no,
      source: framework.source,
      asOf: framework.asOf,
    })),
  }
}

export type MethodData = ReturnType<typeof methodData>
