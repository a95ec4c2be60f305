import { parseWorkspaceFiles } from './workspace/read.ts'
import { readTable } from './tables/read-table.ts'
const MB=400_000
for (const p of ['- \n','a: b: ','"','{a: 1},','&a ','*a ','# \n','a\n','a:\n','? ',"'","|\n",'- - ','[a, ','\\','---\n','!x ','\t','a: |\n  x\n', 'k: {a: [1, 2], b: "x"}\n', 'a: 1\n', ', ', ' ', '\n', 'a b ', '%x\n', '"\\u', 'zones:\n', '- {id: ', '&a a: *a\n']) {
  const t=p.repeat(Math.ceil(MB/p.length)); let s=performance.now(); let r
  r=parseWorkspaceFiles([{file:'a.yaml',bytes:new TextEncoder().encode(t)}]); const y=performance.now()-s
  const t2='a: !x\n'+t; s=performance.now(); parseWorkspaceFiles([{file:'a.yaml',bytes:new TextEncoder().encode(t2)}]); const y2=performance.now()-s
  s=performance.now(); const c=await readTable(new TextEncoder().encode(t)); const z=performance.now()-s
  if(y>1500||z>1000||y2>1500) console.log(JSON.stringify(p),y.toFixed(0),y2.toFixed(0),z.toFixed(0),r.ok,c.ok)
}
let q='answers:\n'; for(let i=0;i<20000;i++) q+=`  - { subject: zone:z, framework: x, requirement: SR ${i}, state: mett, foo: 1 }\n`
let s=performance.now(); const r=parseWorkspaceFiles([{file:'a.yaml',bytes:new TextEncoder().encode('caponier: 1\norganisation: {id: o, name: O}\n'+q)}]); console.log('20k bad answers',(performance.now()-s).toFixed(0), r.ok? '': r.problem.message, !r.ok&&r.problem.kind==='invalid-input'?JSON.stringify(r.problem.issues[1]):'')
q='assessments:\n'; for(let i=0;i<2000;i++) {q+=`  - subject: zone:z${i}\n    framework: iec62443-3-3:2013\n    answers:\n`; for(let j=0;j<50;j++) q+=`      SR ${j}: mett\n`}
s=performance.now(); const r2=parseWorkspaceFiles([{file:'a.yaml',bytes:new TextEncoder().encode('caponier: 1\norganisation: {id: o, name: O}\n'+q)}]); console.log('100k bad grouped',(performance.now()-s).toFixed(0), r2.ok? '': r2.problem.message, !r2.ok&&r2.problem.kind==='invalid-input'?JSON.stringify(r2.problem.issues[1]):'')
