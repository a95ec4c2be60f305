// What `npm start` and `./caponier serve` run in a clone: builds the web pages and the server's bundle when they are missing or older than
// their sources, then starts the server in the same process. A published package brings both and starts the server directly.
import { bundleWhenStale } from './server/bundle-when-stale.ts'
import { buildWhenStale } from './web/build-when-stale.ts'

const say = (message: string): void => void process.stderr.write(`caponier: ${message}\n`)

const [web, bundle] = await Promise.all([buildWhenStale(say), bundleWhenStale()])
if (web.kind === 'failed')
  say(`the web pages could not be built; the server starts with the ones from before, or without. Vite says:\n${web.said.trim()}`)
else if (web.builtMs !== null) say(`built in ${Math.round(web.builtMs / 1_000)} s.`)
await import(bundle ?? '../apps/server/src/main.ts')
