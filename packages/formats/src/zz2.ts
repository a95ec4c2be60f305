import { parseFullYaml } from './workspace/yaml.ts'
import { Parser, Lexer, Composer } from 'yaml'
for (const p of ['a\n','|\n','%x\n','a:\n','"','!x ','&a ']) for (const n of [200_000,400_000,800_000]) { const t=(p==='"'||p==='%x\n'?'':'a: !x\n')+p.repeat(n/p.length); let s=performance.now(); const r=parseFullYaml(t); const total=performance.now()-s
 s=performance.now(); let k=0; for(const l of new Lexer().lex(t)) k++; const lx=performance.now()-s
 console.log(JSON.stringify(p),n,total.toFixed(0),'lex',lx.toFixed(0),k,r.ok) }
