import type { RoleGrant } from '@caponier/contract/access/roles'
import type { Place } from './place.ts'

export interface Newcomer {
  readonly name: string
  readonly email: string
  readonly grants: readonly RoleGrant[]
}

/** Password of everybody who joins. */
export const PASSWORD = 'four calm words today'

/** Somebody who came by an invitation, with the token of their session. */
export async function joined(place: Place, { name, email, grants }: Newcomer): Promise<string> {
  const invited = await place.api('invitations.add', {
    params: { tenant: 'brenner' },
    body: { name, email, language: 'en', grants: grants.map((one) => ({ ...one })) },
  })
  if (!invited.ok) throw new Error(JSON.stringify(invited.problem))
  const token = new URL(invited.value.link.url).hash.slice(1)
  const accepted = await fetch(`${place.url}/api/session/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-caponier': '1', origin: place.url },
    body: JSON.stringify({ token, name, password: PASSWORD, language: 'en' }),
  })
  const session = /caponier_session=([^;]+)/.exec(accepted.headers.get('set-cookie') ?? '')?.[1]
  if (session === undefined) throw new Error(`not joined: ${accepted.status}`)
  return session
}
