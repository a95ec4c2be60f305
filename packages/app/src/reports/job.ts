import type pg from 'pg'
import type { ReportHead } from '@caponier/reports/input'
import type { ReportWish } from '@caponier/store/reports/reports'

/** What a thread is asked to make. It reads the organisation for itself, so nothing of its size goes from the server to it. */
export interface ReportJob {
  readonly connection: pg.PoolConfig
  readonly tenant: string
  readonly wish: ReportWish
  /** Day on which the report is made, `YYYY-MM-DD`; its dossier is of this day. */
  readonly today: string
  readonly head: ReportHead
  readonly contentVersion: string
}

export type MakingStep = 'position' | 'data' | 'document'

/** What a thread tells. */
export type ThreadNews =
  | { readonly kind: 'step'; readonly step: MakingStep }
  | { readonly kind: 'made'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly detail: string }
