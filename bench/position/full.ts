import { loadContent } from '@caponier/content'
import { buildModel, type Model, readPosition } from '@caponier/core/position/index'
import { type Benchmark, timed } from '../benchmark.ts'
import { withInheritableRows } from './inheritable-third.ts'
import { largeWorkspace } from './workspace.ts'

const ANSWERS = 200_000
const MOMENT = { asOf: '2026-11-01', knownAt: null }
const INPUT = { ...MOMENT, scope: [], bound: new Set<string>() }

/** Answered cells, those among them that are inherited, and entries not applicable. */
function countAnswers(model: Model): { readonly answeredCells: number; readonly inheritedCells: number } {
  let answeredCells = 0
  let inheritedCells = 0
  for (const block of model.blocks) {
    for (let row = 0; row < block.subjectOf.length; row++) {
      if (block.scored[row] !== 1) continue
      for (let cell = row * block.width; cell < (row + 1) * block.width; cell++) {
        if (block.effective[cell] === 0) continue
        answeredCells++
        if (block.own[cell] === 0) inheritedCells++
      }
    }
  }
  return { answeredCells, inheritedCells }
}

export const positionFull: Benchmark = {
  key: 'position_full_200k_ms',
  what: '200,000 answers in memory to the whole position with findings, from scratch',
  unit: 'ms',
  aim: 1_000,
  headline: 'median',
  measure: async () => {
    const content = withInheritableRows(loadContent(), 40)
    const workspace = largeWorkspace(
      content,
      {
        entities: 20,
        sitesPerEntity: 5,
        zonesPerSite: 17,
        conduitsPerSite: 9,
        suppliers: 20,
        assetTypes: 25,
        assetsPerSite: 40,
        flowsPerSite: 30,
      },
      {
        seed: 62_443,
        answered: content.frameworks.map((framework) => framework.key).filter((key) => key !== 'iec62443-2-1:2009'),
        overridden: 0.05,
        answers: ANSWERS,
      },
    )
    let findings = 0
    const compute = (): void => {
      findings = readPosition(buildModel(content, workspace, MOMENT), INPUT).findings.length
    }
    const values = await timed(compute, 7, 1)
    const answers = workspace.answers ?? []
    return {
      values,
      input: {
        answers: answers.length,
        notApplicable: answers.filter((answer) => answer.state === 'not-applicable').length,
        ...countAnswers(buildModel(content, workspace, MOMENT)),
        sites: workspace.sites?.length ?? 0,
        zonesAndConduits: (workspace.zones?.length ?? 0) + (workspace.conduits?.length ?? 0),
        links: workspace.links?.length ?? 0,
        linkedCells: (workspace.links ?? []).reduce((sum, link) => sum + link.requirements.length, 0),
        findings,
      },
    }
  },
}
