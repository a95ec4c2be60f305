// For whoever works on the pages: a server on a data folder of its own, and Vite in front of it that shows a change at once.
// Usage: npm run dev [-- --fresh] [-- --server-only]. The data stay in data/dev; --fresh begins anew.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const dataDir = process.env['CAPONIER_DATA'] ?? join(ROOT, 'data', 'dev')
const words = new Set(process.argv.slice(2))
if (words.has('--fresh')) rmSync(dataDir, { recursive: true, force: true })

const pages = Number(process.env['CAPONIER_DEV_PORT'] ?? '5173')
// Links lead to the pages, which Vite serves; it hands /api on to the server.
const server = spawn(process.execPath, [join(ROOT, 'apps', 'server', 'src', 'main.ts')], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    ...process.env,
    CAPONIER_DATA: dataDir,
    PORT: process.env['PORT'] ?? '0',
    CAPONIER_LOG: process.env['CAPONIER_LOG'] ?? 'info',
    ...(words.has('--server-only') ? {} : { CAPONIER_PUBLIC_URL: `http://127.0.0.1:${pages}` }),
  },
})
let said = ''
let vite: ReturnType<typeof spawn> | undefined
server.stdout.on('data', (data: Buffer) => {
  process.stdout.write(data)
  said += data.toString('utf8')
  const port = /listens on \S+:(\d+)/.exec(said)?.[1]
  if (vite !== undefined || port === undefined || words.has('--server-only')) return
  vite = spawn(
    process.execPath,
    [join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js'), '--port', String(pages), '--host', '127.0.0.1', '--strictPort'],
    {
      cwd: join(ROOT, 'apps', 'web'),
      stdio: 'inherit',
      env: { ...process.env, CAPONIER_SERVER: `http://127.0.0.1:${port}` },
    },
  )
  vite.on('exit', () => server.kill('SIGTERM'))
})
for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.on(name, () => {
    vite?.kill(name)
    server.kill(name)
  })
server.on('exit', (code) => {
  vite?.kill('SIGTERM')
  process.exitCode = code ?? 0
})
