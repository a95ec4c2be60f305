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
      title: framework.title[build.lang],
      adopted: adopted.has(framework.key),
      adoptedText: adopted.has(framework.key) ? build.words.yes : build.words.no,
      source: framework.source,
      asOf: framework.asOf,
    })),
  }
}

export type MethodData = ReturnType<typeof methodData>
