import type pg from 'pg'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { loadContent } from '@caponier/content/load'
import { membersIn } from '@caponier/store/access/members'
import { listTenants } from '@caponier/store/tenant/tenants'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { firstRunLink, signInLinkFor } from '../access/links.ts'
import type { AppSettings } from '../context.ts'
import { createApp } from './installation.ts'

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined }

/**
 * A link that signs in once, for whoever has access to the machine and is locked out. Before anybody took the installation over it is the
 * link of the first run. Without an address it is for the only administrator that there is.
 */
export async function consoleLink(pool: pg.Pool, settings: AppSettings, email: string | null): Promise<Result<string>> {
  const app = createApp(pool, loadContent(), settings, SILENT)
  const first = await firstRunLink(app)
  if (first !== null) return ok(first)
  const admins = await adminAddresses(pool)
  const [only, ...others] = admins
  const address = email ?? (others.length === 0 ? only : undefined)
  if (address === undefined)
    return fail({
      kind: 'environment',
      message: `There are ${admins.length} administrators: ${admins.join(', ')}. Nothing was changed.`,
      mend: 'name one: ./caponier sign-in-link EMAIL',
    })
  const link = await signInLinkFor(app, address)
  if (link !== null) return ok(link)
  return fail({
    kind: 'environment',
    message: `No account has the address ${address}. Nothing was changed.`,
    mend: admins.length === 0 ? 'correct the address' : `administrators are ${admins.join(', ')}`,
  })
}

async function adminAddresses(pool: pg.Pool): Promise<readonly string[]> {
  const found = new Set<string>()
  for (const { id } of await listTenants(pool)) {
    const members = await inTransaction(pool, { tenant: id }, 'read only', (queries) => membersIn(queries, id))
    for (const member of members) if (member.grants.some((grant) => grant.role === 'admin')) found.add(member.email)
  }
  return [...found].toSorted()
}
