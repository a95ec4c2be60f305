import type { Command } from './command.ts'

/** A command by its words; its module is loaded only when it runs, so that the CLI starts fast. */
export interface Entry {
  readonly words: readonly string[]
  readonly group: string
  readonly summary: string
  readonly load: () => Promise<Command>
}

const entry = (words: string, group: string, summary: string, load: () => Promise<Command>): Entry => ({
  words: words.split(' '),
  group,
  summary,
  load,
})

/** Every verb of the CLI, in the order a newcomer needs them. */
export const COMMANDS: readonly Entry[] = [
  entry(
    'tour',
    'First steps',
    'assess the sample manufacturer and show its position',
    async () => (await import('./commands/position/tour.ts')).tour,
  ),
  entry('init', 'First steps', 'start a workspace of your own', async () => (await import('./commands/company/init.ts')).init),
  entry(
    'validate',
    'First steps',
    'check a workspace: every error with file, line and how to mend it',
    async () => (await import('./commands/company/validate.ts')).validate,
  ),
  entry(
    'scope activities',
    'Scope',
    'list the activities of both annexes',
    async () => (await import('./commands/scope/activities.ts')).scopeActivities,
  ),
  entry(
    'scope',
    'Scope',
    'decide who is essential, important, out or undetermined',
    async () => (await import('./commands/scope/scope.ts')).scope,
  ),
  entry(
    'assess',
    'Position',
    'compute the position and write position.json, report.pdf and report.xlsx',
    async () => (await import('./commands/position/assess.ts')).assess,
  ),
  entry(
    'why',
    'Position',
    'trace a number down to answers, controls and evidence',
    async () => (await import('./commands/position/why.ts')).why,
  ),
  entry('diff', 'Position', 'what changed between two dates, and why', async () => (await import('./commands/position/diff.ts')).diff),
  entry(
    'snapshot',
    'Position',
    'freeze the position into the workspace',
    async () => (await import('./commands/position/snapshot.ts')).snapshot,
  ),
  entry(
    'position',
    'Position',
    'positions for workspaces given as JSON lines',
    async () => (await import('./commands/position/position.ts')).position,
  ),
  entry(
    'import',
    'Data',
    'bring in assets or answers (csv, xlsx) or network logs (zeek)',
    async () => (await import('./commands/assessment/import.ts')).importCommand,
  ),
  entry(
    'export',
    'Data',
    'write assets or answers as csv or xlsx',
    async () => (await import('./commands/assessment/export.ts')).exportCommand,
  ),
  entry(
    'proposals',
    'Data',
    'list, accept or ignore what an import suggests',
    async () => (await import('./commands/assets/proposals.ts')).proposals,
  ),
  entry(
    'workspace export',
    'Data',
    'the whole workspace as one JSON document',
    async () => (await import('./commands/company/workspace-export.ts')).workspaceExport,
  ),
  entry(
    'workspace import',
    'Data',
    'a JSON document as a workspace folder',
    async () => (await import('./commands/company/workspace-import.ts')).workspaceImport,
  ),
  entry(
    'schema',
    'Data',
    'the JSON Schema of a workspace or a position',
    async () => (await import('./commands/company/schema.ts')).schema,
  ),
  entry(
    'verify',
    'Position',
    'verify an exported activity log against the heads that were signed',
    async () => (await import('./commands/activity/verify.ts')).verify,
  ),
  entry(
    'content show',
    'Content',
    'a requirement, duty or measure in full',
    async () => (await import('./commands/framework/show.ts')).contentShow,
  ),
  entry(
    'content map',
    'Content',
    'NIS2 to IEC 62443 and back, with strength and reason',
    async () => (await import('./commands/framework/map.ts')).contentMap,
  ),
  entry('content lint', 'Content', 'check all shipped content', async () => (await import('./commands/framework/lint.ts')).contentLint),
  entry(
    'content export',
    'Content',
    'all packs, mappings and laws as one JSON document',
    async () => (await import('./commands/framework/export.ts')).contentExport,
  ),
  entry(
    'serve',
    'Server',
    'start the server with its pages in the browser',
    async () => (await import('./commands/operations/serve.ts')).serve,
  ),
  entry(
    'backup',
    'Server',
    'write everything into one file while the server runs',
    async () => (await import('./commands/operations/backup.ts')).backup,
  ),
  entry(
    'restore',
    'Server',
    'restore a backup into an empty data folder',
    async () => (await import('./commands/operations/restore.ts')).restore,
  ),
  entry(
    'move',
    'Server',
    'move the embedded database to a PostgreSQL server',
    async () => (await import('./commands/operations/move.ts')).move,
  ),
  entry(
    'doctor',
    'Server',
    'look at the installation: what is wrong or may become so',
    async () => (await import('./commands/operations/doctor.ts')).doctor,
  ),
  entry(
    'verify-logs',
    'Server',
    'verify the activity logs in the database, also against heads that were kept',
    async () => (await import('./commands/operations/verify-logs.ts')).verifyLogs,
  ),
  entry(
    'sign-in-link',
    'Server',
    'a link that signs in once, for whoever is locked out',
    async () => (await import('./commands/operations/sign-in-link.ts')).signInLink,
  ),
  entry('login', 'Server', 'sign in to a server for api and --server', async () => (await import('./commands/server/login.ts')).login),
  entry('logout', 'Server', 'end that session', async () => (await import('./commands/server/logout.ts')).logout),
  entry('api', 'Server', 'call any route of a server, or list them', async () => (await import('./commands/server/api.ts')).api),
]

/** The entry whose words begin the command line, the longest first. */
export function findCommand(words: readonly string[]): { readonly entry: Entry; readonly rest: readonly string[] } | undefined {
  const matching = COMMANDS.filter((one) => one.words.every((word, index) => words[index] === word)).sort(
    (a, b) => b.words.length - a.words.length,
  )
  const found = matching[0]
  return found === undefined ? undefined : { entry: found, rest: words.slice(found.words.length) }
}

/** The list of all commands. */
export function overview(): string {
  const groups = [...new Set(COMMANDS.map((one) => one.group))]
  const lines = groups.flatMap((group) => [
    group,
    ...COMMANDS.filter((one) => one.group === group).map((one) => `  ${one.words.join(' ').padEnd(18)}${one.summary}`),
    '',
  ])
  return [
    'Caponier: NIS2 for manufacturers, carried by IEC 62443',
    '',
    'caponier COMMAND [ARGUMENTS] [--help]',
    'caponier --server URL COMMAND reads the organisation there',
    '',
    ...lines,
  ].join('\n')
}
