import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { PublicContext } from '../context.ts'
import { accessMemory, rememberIn } from './access-memory.ts'

/** Attempts to sign in or to use a link that one network address may make in a minute, over all accounts. */
export const ATTEMPTS_A_MINUTE = 30
const MINUTE = 60_000

/**
 * Spends one attempt of the caller's network address. The count is this process's own: it slows down guessing over many accounts; the
 * lock of one account is in the database.
 */
export function spendAttempt({ app, address }: PublicContext): Result<undefined, ApiProblem> {
  const { spent } = accessMemory(app)
  const key = networkOf(address)
  const now = app.clock()
  const known = spent.get(key)
  if (known === undefined || known.until <= now) {
    rememberIn(spent, key, { count: 1, until: now + MINUTE })
    return ok(undefined)
  }
  known.count += 1
  if (known.count <= ATTEMPTS_A_MINUTE) return ok(undefined)
  const seconds = Math.max(1, Math.ceil((known.until - now) / 1_000))
  return fail({
    code: 'too-many',
    detail: `too many attempts from this network address; the next is possible in ${seconds} s`,
    mend: 'wait, then try again',
    retryAfterSeconds: seconds,
  })
}

/** What one subscriber holds: an IPv4 address, or a /64 of IPv6, in which one host has as many addresses as it likes. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1] !== undefined) return mapped[1]
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('%')[0]?.toLowerCase().split('::') ?? []
  const left = head === '' ? [] : head.split(':')
  if (tail === undefined) return left.slice(0, 4).join(':')
  const right = tail === '' ? [] : tail.split(':')
  const groups = [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
