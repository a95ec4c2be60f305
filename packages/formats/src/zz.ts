import { writeXlsx } from './tables/xlsx.ts'
import { readTable } from './tables/read-table.ts'
import { unzipSync, strFromU8 } from 'fflate'
import * as fc from 'fast-check'
let n=0
for (const s of [...fc.sample(fc.string({unit:'binary',minLength:1,maxLength:40}).filter(t=>!t.includes('\0')),{numRuns:3000,seed:1}), '\u2028', '\u00a0',' ', '\t', '\r', '\n','\u0085','\ufeff','\ufffd', '\ud800']) {
  const b = await writeXlsx([{name:'S',rows:[['h','i','j'],[s,'tail','x']]}])
  const r = await readTable(b)
  const c = r.ok ? r.value.rows[0]?.cells : undefined
  if (!c || c[0]!==s || c[1]!=='tail') { n++; if(n<8) console.log(JSON.stringify(s), [...s].map(x=>x.codePointAt(0)!.toString(16)).join(' '), JSON.stringify(r).slice(0,300), strFromU8(unzipSync(b)['xl/sharedStrings.xml']!).slice(90,400)) }
}
console.log(n)
