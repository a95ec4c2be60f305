// What `npm start` and `./caponier serve` run in a clone: builds the web pages when they are missing or older than their sources, then
// starts the server in the same process. A published package brings the pages built and starts the server directly.
import { buildWhenStale } from './web/build-when-stale.ts'

const say = (message: string): void => void process.stderr.write(`caponier: ${message}\n`)

const web = await buildWhenStale(say)
if (web.kind === 'failed')
  say(`the web pages could not be built; the server starts with the ones from before, or without. Vite says:\n${web.said.trim()}`)
else if (web.builtMs !== null) say(`built in ${Math.round(web.builtMs / 1_000)} s.`)
await import('../apps/server/src/main.ts')
