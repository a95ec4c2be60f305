import type pg from 'pg'
import type { ChangedCell, Comparison } from '@caponier/contract/assessment/snapshots'
import type { RoleGrant } from '@caponier/contract/access/roles'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { Result } from '@caponier/core'
import type { TrendPoint } from '../position/trend-point.ts'

/** Who looks, as far as what is read depends on it. */
export interface Looking {
  readonly today: string
  readonly language: 'en' | 'de'
  readonly grants: readonly RoleGrant[]
}

/** What can be read of a whole organisation beside the server, and what each needs. */
export interface Readings {
  /** Coverage and levels at past days. */
  readonly trend: { readonly asks: { readonly dates: readonly string[] }; readonly gives: readonly TrendPoint[] }
  /** What differs between two moments, through the gate of who looks. */
  readonly comparison: {
    readonly asks: Looking & { readonly from: string; readonly to: string }
    readonly gives: Result<Comparison, ApiProblem>
  }
  /** Every answer that differs between two moments, through the gate of who looks. */
  readonly changedCells: {
    readonly asks: Looking & { readonly from: string; readonly to: string }
    readonly gives: Result<readonly ChangedCell[], ApiProblem>
  }
  /** The whole position through the gate of who looks, as JSON that was checked against its shape. */
  readonly position: { readonly asks: Looking; readonly gives: Uint8Array }
  /** The position to freeze, as the text that is kept. */
  readonly frozen: { readonly asks: { readonly asOf: string; readonly knownAt: string }; readonly gives: Result<string, ApiProblem> }
  /** The whole workspace as a file. */
  readonly workspace: { readonly asks: { readonly format: 'json' | 'zip' }; readonly gives: Uint8Array }
}

export type ReadingKind = keyof Readings

/** One reading as it goes to the thread. */
export type ReadingJob = {
  [Kind in ReadingKind]: { readonly id: number; readonly tenant: string; readonly kind: Kind; readonly asks: Readings[Kind]['asks'] }
}[ReadingKind]

/** What comes back; `gives` is undefined where there is no such organisation. */
export type ReadingNews =
  | { readonly id: number; readonly kind: 'given'; readonly gives: Readings[ReadingKind]['gives'] | undefined }
  | { readonly id: number; readonly kind: 'failed'; readonly error: unknown }
  /** The content on disk is not that of the server. */
  | { readonly id: number; readonly kind: 'changed' }

/** What the thread begins with. */
export interface ReadingPlace {
  readonly connection: pg.PoolConfig
  readonly contentVersion: string
}
