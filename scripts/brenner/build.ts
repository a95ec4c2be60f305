import type { Workspace, WorkspaceConduit } from '@caponier/core/company/workspace'
import { assets, assetTypes, flows } from './assets.ts'
import { claims } from './claims.ts'
import { controls } from './controls.ts'
import { evidence } from './evidence.ts'
import { withHandAnswers } from './hand-answers.ts'
import type { Parts } from './parts.ts'
import { places } from './places.ts'
import { programmeAnswers, riskAnswers } from './programme-answers.ts'
import { regulationAnswers } from './regulation-answers.ts'
import { FRAMEWORKS } from './requirement-rows.ts'
import { systemAnswers } from './system-answers.ts'

/** Day on which the sample is told; later than every record in it, but for two announced ones. */
export const BRENNER_AS_OF = '2026-11-01'

/**
 * The sample manufacturer as one workspace. Pure: the same parts give the same workspace.
 * Frozen positions are parts too, because only a position tool can compute them.
 */
export function buildBrenner(parts: Parts): Workspace {
  const all = places(parts)
  const claimed = claims(parts)
  const generated = [
    ...systemAnswers(parts, all),
    ...programmeAnswers(parts),
    ...riskAnswers(parts),
    ...claimed.answers,
    ...regulationAnswers(parts),
  ]
  const answers = withHandAnswers(parts, all, generated)
  const measures = controls(parts, all)
  const proofs = evidence(parts, all, answers)
  return {
    ...parts.organisation,
    sucs: [...parts.sucs],
    zones: [...parts.zones],
    conduits: parts.conduits.map((conduit) => withTarget(conduit, parts)),
    networks: [...parts.networks],
    assetTypes: assetTypes(parts),
    assets: assets(parts),
    flows: flows(parts),
    proposals: [...parts.proposals],
    suppliers: [...parts.suppliers],
    controls: [...measures.controls],
    evidence: [...proofs.evidence, ...claimed.evidence],
    answers,
    links: [...measures.links, ...proofs.links, ...claimed.links],
    contradictions: parts.contradictions.map((one) => ({ ...one, framework: FRAMEWORKS[one.framework] })),
    ...(parts.snapshots.length === 0 ? {} : { snapshots: [...parts.snapshots] }),
  }
}

type Vector = Extract<NonNullable<WorkspaceConduit['slTarget']>, readonly (number | null)[]>

/** A conduit without a target of its own takes the highest of the zones it joins in each FR (IEC 62443-3-2 ZCR 3.1; rule 6). */
function withTarget(conduit: WorkspaceConduit, parts: Parts): WorkspaceConduit {
  if (conduit.slTarget !== undefined) return conduit
  const targets = conduit.zones.map((id) => currentVector(parts.zones.find((zone) => zone.id === id)?.slTarget))
  const vector = [0, 1, 2, 3, 4, 5, 6].map((fr) => Math.max(...targets.map((target) => target[fr] ?? 0))) as Vector
  return { ...conduit, slTarget: vector }
}

function currentVector(target: WorkspaceConduit['slTarget']): readonly (number | null)[] {
  const newest = target?.at(-1)
  return target === undefined ? [] : typeof newest === 'object' && newest !== null ? newest.vector : (target as Vector)
}
