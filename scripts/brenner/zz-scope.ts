import { loadContent } from '@caponier/content'
import { computeAll } from '@caponier/offline/position/compute'
import { buildBrenner } from './build.ts'
import { readParts } from './parts.ts'
const w = buildBrenner(readParts())
const t0 = performance.now()
for (const asOf of ['2024-12-31','2025-06-30','2025-12-31','2026-03-31','2026-11-01']) {
const r = computeAll(loadContent(), w, { asOf, knownAt: null, lang: 'en', flips: false })
if (!r.ok) { console.log(JSON.stringify(r.problem)); continue }
const p = r.value.position
if (asOf==='2026-11-01') for (const s of p.scope) console.log(s.entity, s.class, s.size, s.jurisdictions, JSON.stringify(s.national), '\n   ', s.reasons.map(x=>x.fact).join('\n    '), '\n  Q', s.questions.map(q=>q.code+': '+q.text).join('\n  Q '))
console.log(asOf, p.scope.map(s=>s.entity+' '+s.class).join(', '), 'findings', p.findings.length)
const v = (x: readonly (number|null)[]) => x.map(n => n ?? '-').join('')
for (const id of ['gersthofen-line-1','gersthofen-line-3','kempten-line-4','gersthofen-remote-dmz','augsburg-identity','gliwice-production']) { const z=p.zones.find(z=>z.id===id); if(z) console.log('  ',id, v(z.slTarget), v(z.slAchieved), v(z.slEvidenced)) }
for (const m of p.measures.filter(m=>m.ref==='21(2)(j)'||m.ref==='21(2)(e)')) console.log('  ',m.entity,m.ref,m.designed?.toFixed(2),m.implemented?.toFixed(2),m.evidenced?.toFixed(2))
}
console.log(performance.now()-t0)
