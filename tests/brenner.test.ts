import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadContent } from '@caponier/content'
import { frameworkFacts } from '@caponier/core/company/answer-subjects'
import { checkWorkspace } from '@caponier/core/company/references'
import { Workspace } from '@caponier/core/company/workspace'
import { readPayload } from '@caponier/core/assets/payload'
import { CONSISTENCY_RULES } from '@caponier/core/position/findings/check'
import type { Position } from '@caponier/core/position/output'
import { canonicalWorkspace } from '@caponier/formats/workspace/normalise'
import { readWorkspaceFolder } from '@caponier/formats/workspace/read'
import type { Computed } from '@caponier/offline/position/compute'
import { computeAll } from '@caponier/offline/position/compute'
import { checkSnapshot } from '@caponier/offline/position/snapshot'
import { expect, test } from 'vitest'
import { BRENNER_AS_OF, buildBrenner } from '../scripts/brenner/build.ts'
import { cleanTwin } from '../scripts/brenner/clean-twin.ts'
import { BRENNER_FOLDER, brennerFiles } from '../scripts/brenner/generate.ts'
import { readParts } from '../scripts/brenner/parts.ts'

const content = loadContent()
const brenner = buildBrenner(readParts())
const facts = frameworkFacts(content.frameworks)

function computed(workspace: Workspace, asOf = BRENNER_AS_OF, knownAt: string | null = null): Computed {
  const result = computeAll(content, workspace, { asOf, knownAt, lang: 'en', flips: false })
  if (!result.ok) throw new Error(result.problem.message)
  return result.value
}
const now: Position = computed(brenner).position

test('the folder is what the generator writes, byte for byte, and nothing else', () => {
  const onDisk = readdirSync(BRENNER_FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(BRENNER_FOLDER.length + 1))
    .filter((file) => file !== 'README.md')
  const files = brennerFiles()
  expect(onDisk.sort()).toEqual([...files.keys()].sort())
  const different = [...files].filter(([file, text]) => readFileSync(join(BRENNER_FOLDER, file), 'utf8') !== text).map(([file]) => file)
  expect(different).toEqual([])
})

test('the folder reads as the workspace that was generated', async () => {
  const read = await readWorkspaceFolder(BRENNER_FOLDER)
  if (!read.ok) throw new Error(JSON.stringify(read.problem).slice(0, 2_000))
  expect(canonicalWorkspace(read.value.workspace)).toEqual(canonicalWorkspace(brenner))
})

test('passes the schema and every check, without a warning', () => {
  expect(Workspace.safeParse(brenner).error?.issues ?? []).toEqual([])
  expect(checkWorkspace(brenner, { today: BRENNER_AS_OF, frameworks: facts })).toEqual([])
})

test('is as large as it is told', () => {
  const count = (list: readonly unknown[] | undefined): number => list?.length ?? 0
  expect({
    entities: count(brenner.entities),
    sites: count(brenner.sites),
    sucs: count(brenner.sucs),
    zones: count(brenner.zones),
    conduits: count(brenner.conduits),
    assetTypes: count(brenner.assetTypes),
    suppliers: count(brenner.suppliers),
    controls: count(brenner.controls),
    people: count(brenner.people),
  }).toEqual({ entities: 4, sites: 6, sucs: 10, zones: 32, conduits: 35, assetTypes: 46, suppliers: 12, controls: 120, people: 26 })
  expect(count(brenner.assets)).toBeGreaterThan(390)
  expect(count(brenner.flows)).toBeGreaterThan(60)
  expect(count(brenner.evidence)).toBeGreaterThan(150)
  expect(brenner.answers?.filter((answer) => answer.note !== undefined).length).toBeGreaterThan(300)
  const bytes = [...brennerFiles().values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  expect(bytes).toBeLessThan(3_000_000)
})

test('scope: three manufacturers are important, the service company is essential and bound by 2024/2690', () => {
  expect(Object.fromEntries(now.scope.map((one) => [one.entity, one.class]))).toEqual({
    'brenner-antriebstechnik': 'important',
    'brenner-digital-services': 'essential',
    'brenner-motori': 'important',
    'brenner-napedy': 'important',
  })
  expect(now.scope.find((one) => one.entity === 'brenner-antriebstechnik')?.jurisdictions).toEqual(['AT', 'DE'])
  expect(now.cir.filter((one) => one.binding).map((one) => one.entity)).toEqual(['brenner-digital-services'])
})

test('every rule of the consistency check fires, and none in the clean twin', () => {
  const fired = new Set(now.findings.map((finding) => finding.rule))
  expect(CONSISTENCY_RULES.map((rule) => rule.id).filter((id) => !fired.has(id))).toEqual([])
  const twin = cleanTwin(brenner)
  expect(checkWorkspace(twin, { today: BRENNER_AS_OF, frameworks: facts }).filter((issue) => issue.severity === 'error')).toEqual([])
  expect(computed(twin).position.findings.map((finding) => finding.id)).toEqual([])
})

test('all answer states, levels from 0 to 4 and a dash occur', () => {
  const states = new Set(brenner.answers?.map((answer) => answer.state))
  expect([...states].sort()).toEqual(['compensated', 'met', 'not-applicable', 'not-assessed', 'not-met', 'partly'])
  const levels = new Set([...now.zones, ...now.conduits].flatMap((one) => one.slAchieved))
  expect(levels).toEqual(new Set([0, 1, 2, 3, 4, null]))
  const strong = now.zones.filter((zone) => zone.site === 'gersthofen').flatMap((zone) => zone.slAchieved)
  const weak = now.zones.filter((zone) => zone.site === 'gliwice').flatMap((zone) => zone.slAchieved)
  const mean = (list: readonly (number | null)[]): number => list.reduce<number>((sum, level) => sum + (level ?? 0), 0) / list.length
  expect(mean(strong)).toBeGreaterThan(1.3)
  expect(mean(weak)).toBeLessThan(0.3)
})

test('inheritance, and overrides upward and downward, occur', () => {
  const { model } = computed(brenner)
  const cell = (subject: string, framework: string, requirement: string): { readonly own: number; readonly effective: number } => {
    const block = model.blocks[model.pack.frameworkOf.get(framework) ?? -1]
    const at =
      (block?.rowOf[model.graph.byRef.get(subject) ?? -1] ?? -1) * (block?.width ?? 0) + (block?.framework.columnOf.get(requirement) ?? -1)
    return { own: block?.own[at] ?? -1, effective: block?.effective[at] ?? -1 }
  }
  const central = cell('organisation', 'iec62443-3-3:2013', 'SR 7.3').effective
  expect(cell('zone:wels-office', 'iec62443-3-3:2013', 'SR 7.3')).toEqual({ own: 0, effective: central })
  expect(cell('zone:gliwice-production', 'iec62443-3-3:2013', 'SR 7.3').effective).not.toBe(central)
  const course = cell('organisation', 'iec62443-2-1:2024', 'ORG 1.4').effective
  expect(cell('site:wels', 'iec62443-2-1:2024', 'ORG 1.4')).toEqual({ own: 0, effective: course })
  expect(cell('site:gersthofen', 'iec62443-2-1:2024', 'ORG 1.4').effective).toBeGreaterThan(course)
})

test('line 3 of Gersthofen is the worked example', () => {
  const zone = now.zones.find((one) => one.id === 'gersthofen-line-3')
  const RDF = 4
  expect([zone?.slTarget[RDF], zone?.slAchieved[RDF], zone?.slEvidenced[RDF]]).toEqual([3, 1, 1])
  expect(zone?.missing['RDF']?.next).toEqual(['SR 5.1 RE(1)', 'SR 5.2 RE(1)'])
  const control = brenner.controls?.find((one) => one.id === 'fw-gersthofen')
  expect(control).toMatchObject({ name: 'Cell firewall', due: '2027-02-28' })
})

test('the story of two years: segmentation, second factor, the audit of Kempten, the purchase of Gliwice', () => {
  const at = (asOf: string): Position => computed(brenner, asOf, asOf).position
  const level = (position: Position, zone: string, fr: number): number | null | undefined =>
    position.zones.find((one) => one.id === zone)?.slAchieved[fr]
  const [start, segmented, audited] = [at('2024-12-31'), at('2025-12-31'), at('2026-07-31')]
  expect([level(start, 'gersthofen-line-1', 4), level(segmented, 'gersthofen-line-1', 4)]).toEqual([0, 2])
  expect([level(segmented, 'gersthofen-remote-dmz', 0), level(audited, 'gersthofen-remote-dmz', 0)]).toEqual([2, 3])
  expect([level(segmented, 'kempten-line-4', 0), level(audited, 'kempten-line-4', 0)]).toEqual([1, 0])
  expect(start.zones.some((zone) => zone.site === 'gliwice')).toBe(false)
  expect(
    at('2025-04-30')
      .zones.filter((zone) => zone.site === 'gliwice')
      .map((zone) => zone.id),
  ).toEqual(['gliwice-furnace', 'gliwice-office', 'gliwice-production'])
})

test('contradictions, proposals and accepted peers are of every kind', () => {
  const treated = brenner.contradictions?.map((one) => one.treated !== undefined)
  expect(new Set(treated)).toEqual(new Set([true, false]))
  expect(brenner.contradictions?.filter((one) => one.flow !== undefined).length).toBeGreaterThan(0)
  expect([...new Set(brenner.proposals?.map((one) => one.state))].sort()).toEqual(['accepted', 'ignored', 'open'])
  expect(brenner.proposals?.filter((proposal) => readPayload(proposal) === null)).toEqual([])
  const peers = brenner.flows?.filter((flow) => flow.source.external === true || flow.target.external === true)
  expect(new Set(peers?.map((flow) => flow.accepted !== undefined))).toEqual(new Set([true, false]))
})

test('frozen positions still come out as they were frozen, under the content they were frozen with (else: generate.ts --freeze)', async () => {
  const read = await readWorkspaceFolder(BRENNER_FOLDER)
  if (!read.ok) throw new Error(read.problem.message)
  expect(brenner.snapshots?.map((snapshot) => snapshot.id)).toEqual(['board-2025-12', 'half-year-2026'])
  for (const snapshot of read.value.workspace.snapshots ?? []) {
    expect(checkSnapshot(snapshot, computed(read.value.workspace, snapshot.asOf, snapshot.knownAt))).not.toBe('differs')
  }
})

test('Gersthofen is strong, Gliwice is weak: zones on target in all seven FRs', () => {
  const onTarget = (one: Position['zones'][number] | Position['conduits'][number]): boolean =>
    one.slTargetMissing.length === 0 &&
    one.slTarget.every((target, index) => one.slAchieved[index] === null || (one.slAchieved[index] ?? 0) >= (target ?? 0))
  const zonesAt = (site: string): number => now.zones.filter((zone) => zone.site === site && onTarget(zone)).length
  expect({
    gersthofen: zonesAt('gersthofen'),
    augsburg: zonesAt('augsburg'),
    gliwice: zonesAt('gliwice'),
    conduits: now.conduits.filter(onTarget).length,
  }).toEqual({ gersthofen: 6, augsburg: 3, gliwice: 0, conduits: 11 })
})
