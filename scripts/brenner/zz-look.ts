import { loadContent } from '@caponier/content'
import { Workspace } from '@caponier/core/company/workspace'
import { checkWorkspace } from '@caponier/core/company/references'
import { frameworkFacts } from '@caponier/core/company/answer-subjects'
import { computePosition } from '@caponier/core/position/position'
import { CONSISTENCY_RULES } from '@caponier/core/position/findings/check'
import { buildBrenner } from './build.ts'
import { readParts } from './parts.ts'
const content = loadContent()
const parts = readParts()
const w = buildBrenner(parts)
const parsed = Workspace.safeParse(w)
if (!parsed.success) console.log(parsed.error.issues.slice(0, 20))
for (const i of checkWorkspace(w, { today: '2026-11-01', frameworks: frameworkFacts(content.frameworks) })) console.log(i.severity, i.path, i.message)
const scope = w.entities.map((e) => ({ entity: e.id, name: e.name, class: 'important' as const, size: 'large', jurisdictions: [], national: [], reasons: [], questions: [] }))
const p = computePosition(content, w, { asOf: '2026-11-01', knownAt: null, scope, bound: new Set(['brenner-digital-services']) })
console.log(Object.fromEntries(CONSISTENCY_RULES.map((r) => [r.id, p.findings.filter((f) => f.rule === r.id).length])), p.findings.length)
const v = (x: readonly (number | null)[]) => x.map((n) => n ?? '-').join('')
for (const z of [...p.zones, ...p.conduits]) {
  const plan = (parts.levels.zones[z.id] ?? parts.levels.conduits[z.id])?.held.at(-1)
  console.log(z.id.padEnd(34), 'T', v(z.slTarget), 'A', v(z.slAchieved), 'E', v(z.slEvidenced), 'plan', plan, plan === v(z.slAchieved) ? '' : '<>')
}
for (const m of p.measures) console.log(m.entity?.padEnd(26), m.ref.padEnd(10), m.designed?.toFixed(2), m.implemented?.toFixed(2), m.evidenced?.toFixed(2), m.carriedShare)
for (const c of p.cir) console.log(c.entity, c.binding, c.designed, c.implemented, c.evidenced)
const n: Record<string, number> = {}
for (const a of w.answers ?? []) n[a.state] = (n[a.state] ?? 0) + 1
console.log(n, w.answers?.length, 'notes', w.answers?.filter((a) => a.note).length, 'assets', w.assets?.length, 'flows', w.flows?.length, 'evidence', w.evidence?.length, 'controls', w.controls?.length, 'links', w.links?.length)
console.log(p.findings.filter((f) => !['met-without-evidence'].includes(f.rule)).map((f) => `${f.severity} ${f.id}: ${f.reason}`).join('\n'))
