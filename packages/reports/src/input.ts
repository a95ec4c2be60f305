import type { Content, Language } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/workspace'
import type { Position } from '@caponier/core/position/output'
import type { CirStatus } from '@caponier/core/scope/group'
import type { StateObligations } from '@caponier/core/scope/obligations'

/** What the scope memo says of one legal entity beyond `position.scope`. */
export interface EntityDossier {
  readonly entity: string
  readonly cir: CirStatus
  /** Obligations in each state of jurisdiction, with the fine ceiling from the group's turnover. */
  readonly states: readonly StateObligations[]
  /** What would flip the result, one sentence each, in the report's language. */
  readonly flips: readonly string[]
}

/** One part of an organisation; position and workspace of the input are already cut to it. */
export interface ReportPart {
  readonly kind: 'entity' | 'site'
  readonly name: string
}

/** The head of the activity log that a report carries, so that a log rewritten later is found out. */
export interface ReportHead {
  readonly seq: number
  /** SHA-256, hex. */
  readonly hash: string
  /** Instant in UTC. */
  readonly signedAt: string
  readonly keyFingerprint: string
  /** Ed25519, base64. */
  readonly signature: string
}

/** Everything a report is made of. Nothing else enters: no clock, no folder, no network. */
export interface ReportInput {
  readonly position: Position
  readonly content: Content
  /** The workspace the position was computed from, whole or as of the date. */
  readonly workspace: Workspace
  readonly lang: Language
  /** One dossier per legal entity; derived from the law packs when absent, then without flips. */
  readonly groupScope?: readonly EntityDossier[]
  readonly part?: ReportPart
  readonly head?: ReportHead
  readonly generatedFor: { readonly asOf: string; readonly knownAt: string | null; readonly contentVersion: string }
}
