import type { Language } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/workspace'
import type { Position } from '@caponier/core/position/index'
import type { RegistrationItem } from '@caponier/reports/registration'
import type { EntityDossier, ReportHead, ReportPart } from '@caponier/reports/input'

/** What a thread is asked to make: the whole position as of a past day, or one document of a position that is there. */
export type ThreadJob =
  | {
      readonly kind: 'compute'
      readonly workspace: Workspace
      readonly asOf: string
      readonly lang: Language
      readonly contentVersion: string
    }
  | DocumentJob

export interface DocumentJob {
  readonly kind: 'document'
  readonly document: 'position' | 'registration' | 'findings'
  readonly format: 'pdf' | 'xlsx' | 'json'
  readonly lang: Language
  readonly position: Position
  readonly workspace: Workspace
  readonly dossiers: readonly EntityDossier[]
  readonly head: ReportHead
  readonly contentVersion: string
  readonly part?: ReportPart
  /** Of a registration dossier. */
  readonly entity?: { readonly id: string; readonly items: readonly RegistrationItem[] }
}

/** What a thread tells. */
export type ThreadNews =
  | { readonly kind: 'step'; readonly step: 'data' | 'document' }
  | { readonly kind: 'computed'; readonly position: Position; readonly dossiers: readonly EntityDossier[] }
  | { readonly kind: 'made'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly detail: string }
