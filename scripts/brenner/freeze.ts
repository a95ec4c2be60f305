import { writeFileSync } from 'node:fs'
import { loadContent } from '@caponier/content'
import type { Workspace } from '@caponier/core/company/workspace'
import { emitYaml } from '@caponier/formats/workspace/emit-yaml'
import { canonicalWorkspace } from '@caponier/formats/workspace/normalise'
import { computeAll } from '@caponier/offline/position/compute'
import { addSnapshot } from '@caponier/offline/position/snapshot'
import { buildBrenner } from './build.ts'
import { pathOfPart, readParts } from './parts.ts'

const FROZEN = [
  {
    id: 'board-2025-12',
    name: 'Position for the management, end of 2025',
    asOf: '2025-12-31',
    note: 'After the segmentation project, before the second factor.',
  },
  { id: 'half-year-2026', name: 'Half-year position 2026', asOf: '2026-06-30', note: 'Eleven days after the audit report on Kempten.' },
] as const

/** Computes the frozen positions of the sample, in the order its folder has, with the content of today and writes them into the parts. */
export function freezeSnapshots(): void {
  const content = loadContent()
  let workspace: Workspace = canonicalWorkspace(buildBrenner({ ...readParts(), snapshots: [] }))
  for (const { id, name, asOf, note } of FROZEN) {
    const computed = computeAll(content, workspace, { asOf, knownAt: asOf, lang: 'en', flips: false })
    if (!computed.ok) throw new Error(computed.problem.message)
    const added = addSnapshot(workspace, computed.value, { id, name, knownAt: asOf, note })
    if (!added.ok) throw new Error(added.problem.message)
    workspace = added.value
  }
  writeFileSync(
    pathOfPart('snapshots'),
    `# Written by scripts/brenner/generate.ts --freeze.\n${emitYaml({ snapshots: workspace.snapshots })}`,
  )
  console.log(`${workspace.snapshots?.length ?? 0} positions frozen with content ${content.contentVersion}`)
}
