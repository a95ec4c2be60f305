import type { Text } from '../../framework/text.ts'
import { CONSISTENCY_RULES } from '../findings/check.ts'
import type { Model } from '../model.ts'
import type { Finding } from '../output.ts'
import type { CellTrace } from './cell.ts'
import { explainCell } from './cell.ts'
import { dutiesCarriedBy } from './measure.ts'

/** A finding with its rule explained, the cells it concerns and the NIS2 duties above them. */
export interface FindingTrace {
  readonly finding: Finding
  readonly title: Text
  readonly why: Text
  readonly cells: readonly CellTrace[]
  readonly duties: readonly { readonly duty: string; readonly requirement: string; readonly strength: string }[]
}

export function explainFinding(model: Model, finding: Finding): FindingTrace {
  const rule = CONSISTENCY_RULES.find((one) => one.id === finding.rule)
  const cells =
    finding.framework === undefined
      ? []
      : finding.requirements.flatMap((requirement) => explainCell(model, finding.subject, finding.framework ?? '', requirement) ?? [])
  return {
    finding,
    title: rule?.title ?? { en: finding.rule, de: finding.rule },
    why: rule?.why ?? { en: '', de: '' },
    cells,
    duties:
      finding.framework === undefined
        ? []
        : finding.requirements.flatMap((requirement) =>
            dutiesCarriedBy(model, finding.framework ?? '', requirement).map(({ duty, strength }) => ({ duty, requirement, strength })),
          ),
  }
}
