import { score, threeScores } from '../score.ts'
import type { Build } from './build.ts'

/** Chapter 7: coverage of the 161 points of Implementing Regulation (EU) 2024/2690 per legal entity and title. */
export function cirData(build: Build) {
  const { position, content } = build.input
  const framework = content.frameworks.find((one) => one.framework === 'cir-2024-2690')
  const points = new Map<string, number>()
  for (const row of framework?.requirements ?? []) points.set(row.domain, (points.get(row.domain) ?? 0) + 1)
  return {
    entities: build.entities.flatMap((entity) => {
      const own = position.cir.find((row) => row.entity === entity.entity)
      if (own === undefined) return []
      return [
        {
          id: entity.entity,
          name: entity.name,
          binding: own.binding,
          bindingText: own.binding ? build.words.cir.binding : build.words.cir.yardstick,
          ...threeScores(own, build.lang),
          weakest:
            own.weakest === null
              ? null
              : `${own.weakest.requirement} ${build.names.requirement(own.weakest.framework, own.weakest.requirement)}`,
          titles: own.titles.map((title) => ({
            id: title.title,
            title: build.names.domain(framework?.key ?? '', title.title),
            points: build.say.titleRow(points.get(title.title) ?? 0),
            designed: score(title.designed, build.lang),
            implemented: score(title.implemented, build.lang),
            evidenced: score(title.evidenced, build.lang),
          })),
        },
      ]
    }),
  }
}

export type CirData = ReturnType<typeof cirData>
