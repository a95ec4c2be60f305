import type { RoleGrant } from '@caponier/contract/access/roles'
import type { App, SignedIn } from '../context.ts'

/** A session as this process knows it, times in milliseconds since the epoch. */
export interface KnownSession {
  readonly user: SignedIn
  readonly createdAt: number
  readonly lastSeenAt: number
  readonly expiresAt: number
  /** When the database was asked. */
  readonly askedAt: number
}

/** A membership as it stood at a state of the tenant's counter. */
export interface KnownMembership {
  readonly seq: number
  readonly grants: readonly RoleGrant[]
  readonly personId: string | null
}

/** What a process remembers of sessions and memberships between requests. */
export interface AccessMemory {
  /** By hash of the token. */
  readonly sessions: Map<string, KnownSession>
  /** By `tenant|user`. */
  readonly memberships: Map<string, KnownMembership>
  /** Attempts by address, for rate limits. */
  readonly spent: Map<string, { count: number; readonly until: number }>
  readonly hashing: {
    running: number
    /** Computations that wait for their turn. */
    readonly waiting: (() => void)[]
    /** Computations made so far; tests count them, since equal work is what hides whether an account exists. */
    computed: number
  }
  /** When a membership was last noted as seen, by `tenant|user`. */
  readonly seen: Map<string, number>
  /** Grows whenever something was ended, so that a look-up that was under way is not remembered. */
  ended: number
}

const MOST = 20_000

const memories = new WeakMap<App, AccessMemory>()

/** The memory of this process; made at the first use. */
export function accessMemory(app: App): AccessMemory {
  const known = memories.get(app)
  if (known !== undefined) return known
  const made: AccessMemory = {
    sessions: new Map(),
    memberships: new Map(),
    spent: new Map(),
    hashing: { running: 0, waiting: [], computed: 0 },
    seen: new Map(),
    ended: 0,
  }
  memories.set(app, made)
  return made
}

/** Remembers in a map that never grows over its bound: the oldest goes. */
export function rememberIn<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  if (map.size >= MOST)
    for (const oldest of map.keys()) {
      map.delete(oldest)
      break
    }
  map.set(key, value)
}

/** Forgets sessions of a user at once, all of them or those that `which` names; the next request asks the database. */
export function forgetSessions(app: App, userId: string, which: (sessionId: string) => boolean = () => true): void {
  const memory = accessMemory(app)
  memory.ended += 1
  for (const [hash, known] of memory.sessions) if (known.user.userId === userId && which(known.user.sessionId)) memory.sessions.delete(hash)
}
