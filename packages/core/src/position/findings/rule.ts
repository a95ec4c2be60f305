import type { Text } from '../../framework/text.ts'
import type { ScopePosition, Severity } from '../output.ts'
import type { Model } from '../model.ts'
import type { Standing } from './standing.ts'

/** What a consistency rule sees: the model and the scope decisions of the legal entities. */
export interface RuleInput {
  readonly model: Model
  readonly scope: readonly ScopePosition[]
  /** Every answer in force, with its evidence; made once for all rules. */
  readonly standing: readonly Standing[]
}

/** A finding before its id is made; texts in both languages. */
export interface RawFinding {
  /** What it is about: a subject, or `asset:ID`, `control:ID`, `evidence:ID`, `flow:ID`. */
  readonly subject: string
  /** Set when one subject can have several findings of the rule; part of the id. */
  readonly detail?: string
  readonly severity?: Severity
  readonly framework?: string
  readonly requirements?: readonly string[]
  readonly reason: Text
  readonly fix: Text
  readonly refs?: readonly string[]
  readonly proof?: readonly { readonly file: string; readonly row: number; readonly lines?: number[] | undefined }[]
}

/** One rule of the consistency check: why it exists, how grave it is, and where it fires. */
export interface ConsistencyRule {
  readonly id: string
  readonly severity: Severity
  readonly title: Text
  readonly why: Text
  readonly find: (input: RuleInput) => readonly RawFinding[]
}

export const listed = (ids: readonly string[], most = 6): string =>
  ids.length <= most ? ids.join(', ') : `${ids.slice(0, most).join(', ')} (+${ids.length - most})`

/** "1 answer", "7 answers". */
export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** A framework as people write it: `iec62443-3-3:2013` is IEC 62443-3-3:2013. */
export const frameworkLabel = (key: string): string =>
  key.startsWith('iec') ? key.replace('iec', 'IEC ') : key.startsWith('nis2') ? 'NIS2' : key.startsWith('cir') ? '2024/2690' : key
