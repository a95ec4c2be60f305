import { besideDatabase } from '@caponier/app/operations/beside'
import { consoleLink } from '@caponier/app/operations/console-link'
import { runningInstance } from '@caponier/app/operations/instance'
import { listeningUrl } from '../settings.ts'
import type { ServerCommand } from './command-line.ts'
import { EXIT, tell, usage } from './command-line.ts'

/** `caponier sign-in-link [EMAIL]` */
export const signInLinkCommand: ServerCommand = async ({ words, settings, version, out, say }) => {
  const [email, ...more] = words
  if (more.length > 0)
    return usage('sign-in-link [EMAIL]\n  A link that signs in once, for whoever is locked out and has access to this machine.')
  const database = await besideDatabase(settings, say)
  if (!database.ok) return tell(database.problem)
  try {
    const { dataDir, publicUrl, host, port } = settings
    const url = publicUrl ?? runningInstance(dataDir)?.url ?? listeningUrl(host, port)
    const link = await consoleLink(database.value.app, { dataDir, publicUrl: url, version }, email ?? null)
    if (!link.ok) return tell(link.problem)
    out(`${link.value}\n`)
    say('it works once, within the hour; whoever has it signs in. The server must run to use it.')
    return EXIT.done
  } finally {
    await database.value.stop()
  }
}
