/** The `caponier` command of the package: plain JavaScript for any Node, which runs the program on Node 24 or newer. */
export const LAUNCHER = `#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

if (Number(process.versions.node.split('.')[0]) >= 24) {
  const { enableCompileCache } = await import('node:module')
  enableCompileCache()
  await import('./program/main.js')
} else {
  const name = \`node-\${process.platform}-\${process.arch}\`
  let node
  try {
    node = join(dirname(createRequire(import.meta.url).resolve(\`\${name}/package.json\`)), 'bin', 'node')
  } catch {
    process.stderr.write(\`caponier: Node \${process.versions.node} is too old and the package \${name} is not installed. Install Node 24 or newer and start again.\\n\`)
    process.exit(4)
  }
  const run = spawnSync(node, process.argv.slice(1), { stdio: 'inherit' })
  process.exit(run.status ?? 4)
}
`
