import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importWorkspace } from '@caponier/offline/company/transfer'
import type { Arguments } from '../../command.ts'
import { UsageError } from '../../command.ts'
import { problemFailure } from '../../workspace-argument.ts'
import { apiFailure, connect } from './connect.ts'
import { serverOf, tokenFor } from './stored-sessions.ts'

/**
 * Runs `work` on what stands on a server: its export, as a workspace in a folder that only this user can read and that is gone
 * afterwards. What is computed is computed here, by the code that reads any other folder, and nothing is written back.
 */
export async function withServerWorkspace<T>(args: Arguments, work: (folder: string) => Promise<T>): Promise<T> {
  const server = serverOf(args)
  const client = connect(server, tokenFor(server))
  const tenant = args.text('tenant') ?? (await onlyTenant(client, server))
  const exported = await client.file('workspace.export', { params: { tenant }, query: { format: 'json' } })
  if (!exported.ok) throw apiFailure(exported.problem)
  const place = await mkdtemp(join(tmpdir(), 'caponier-server-'))
  try {
    const file = join(place, 'workspace.json')
    await writeFile(file, new Uint8Array(await exported.value.arrayBuffer()), { mode: 0o600 })
    const folder = join(place, tenant)
    const written = await importWorkspace(file, folder)
    if (!written.ok) throw problemFailure(written.problem, 'nothing was computed')
    return await work(folder)
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

async function onlyTenant(client: ReturnType<typeof connect>, server: string): Promise<string> {
  const session = await client('session.show')
  if (!session.ok) throw apiFailure(session.problem)
  const { tenants } = session.value
  const [first] = tenants
  if (first === undefined) throw new UsageError(`you belong to no organisation on ${server}`)
  if (tenants.length > 1) throw new UsageError(`name --tenant, one of ${tenants.map((one) => one.id).join(', ')}`)
  return first.id
}
