import type pg from 'pg'
import type { Content } from '@caponier/core'
import type { Permission, RoleGrant } from '@caponier/contract/access/roles'
import type { RouteAccess } from '@caponier/contract/kit/route'
import type { BlobStore } from '@caponier/store/blobs/blob-store'
import type { Visible } from './gate/visible.ts'
import type { LiveTenants } from './live/live-tenants.ts'
import type { TenantModel } from './live/tenant-model.ts'
import type { Reader } from './thread/reader.ts'

/** What the whole process works with; built once in the server's main.ts and passed. */
export interface App {
  readonly pool: pg.Pool
  readonly content: Content
  /** Milliseconds since the epoch. */
  readonly clock: () => number
  /** Random UUID, version 4. */
  readonly newId: () => string
  readonly tenants: LiveTenants
  /** Reads whole organisations beside the server. */
  readonly reader: Reader
  /** Files of evidence and reports. */
  readonly blobs: BlobStore
  /** Pseudonyms by `tenant|user`, as far as they were asked for; they never change. */
  readonly actors: Map<string, string>
  readonly log: Log
  readonly settings: AppSettings
}

/** Structured log; never a secret, never personal data. */
export interface Log {
  readonly info: (fields: Readonly<Record<string, unknown>>, message: string) => void
  readonly warn: (fields: Readonly<Record<string, unknown>>, message: string) => void
  readonly error: (fields: Readonly<Record<string, unknown>>, message: string) => void
}

export interface AppSettings {
  /** Folder for blobs and keys. */
  readonly dataDir: string
  /** Where people reach the server, for links; e.g. http://127.0.0.1:8620. */
  readonly publicUrl: string
  readonly version: string
}

/** A signed-in person. */
export interface SignedIn {
  readonly userId: string
  readonly sessionId: string
  readonly email: string
  readonly name: string
  readonly language: 'en' | 'de'
}

/** What every handler gets. */
export interface PublicContext {
  readonly app: App
  /** Instant of the request, UTC with milliseconds; every time stamp of one request is this one. */
  readonly now: string
  /** Today in UTC, `YYYY-MM-DD`: the as-of date of what is shown. */
  readonly today: string
  readonly language: 'en' | 'de'
  /** Address of the caller, for rate limits only. */
  readonly address: string
  /** What the browser calls itself, for the list of one's sessions; not to be trusted. */
  readonly device?: string
  /** Token of the session cookie, where one was sent. */
  readonly presentedToken: string | null
  /** Sets or clears the session cookie of the response. */
  readonly setSession: (token: string | null, maxAgeSeconds: number) => void
}

export interface SessionContext extends PublicContext {
  readonly user: SignedIn
}

/** A member at work in a tenant. */
export interface MemberContext extends SessionContext {
  readonly tenant: string
  readonly grants: readonly RoleGrant[]
  /** Person of the workspace that this member is, if any. */
  readonly personId: string | null
  /** The tenant's model, as fresh as the database at the start of the request. */
  readonly model: TenantModel
  /** The read gate under a permission. */
  readonly visible: (permission: Permission) => Visible
}

/** The context that a route's handler gets, by who may call it. */
export type ContextOf<A extends RouteAccess> = A extends { readonly kind: 'public' }
  ? PublicContext
  : A extends { readonly kind: 'session' }
    ? SessionContext
    : MemberContext
