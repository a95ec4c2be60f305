import type { RunningServer } from './serve.ts'
import { isLoopback } from './settings.ts'
import type { ServerSettings } from './settings.ts'

/** What a person reads when the server is ready: the link that leads in, once, and what to do next. */
export function greeting(
  server: Pick<RunningServer, 'url' | 'firstLink'>,
  settings: Pick<ServerSettings, 'host' | 'publicUrl' | 'dataDir' | 'databaseUrl'>,
  readyMs: number,
): string {
  const { url, firstLink } = server
  const address = settings.publicUrl ?? url
  const lines = ['', `Caponier is ready at ${address} (after ${(readyMs / 1_000).toFixed(1)} s)`, '']
  // Behind a proxy the two differ; whoever sets it up wants to know both.
  if (address !== url) lines.push(`It listens on ${url}`, '')
  if (firstLink !== null)
    lines.push(
      'Open this link in a browser. It makes you the administrator, works once and for seven days:',
      '',
      `  ${firstLink}`,
      '',
      'What you see first is Brenner Antriebstechnik, a fictitious manufacturer. Look around, then start your own company there.',
    )
  else lines.push('Sign in there. Locked out? On this machine:  ./caponier sign-in-link EMAIL')
  if (!isLoopback(settings.host) && !address.startsWith('https:'))
    lines.push('', 'Others on the network can reach this address, and it is not encrypted: put TLS in front (docs/guide/operations.md).')
  const place = settings.databaseUrl === null ? settings.dataDir : `${settings.dataDir} and the server of DATABASE_URL`
  lines.push('', `Data are in ${place}. Stop with Ctrl-C; nothing that was confirmed is lost.`, '')
  return lines.join('\n')
}
