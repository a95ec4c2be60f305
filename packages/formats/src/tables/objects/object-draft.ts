import { type Kind, KINDS } from '@caponier/core/company/kinds'
import { type TargetEntry, withTarget } from '@caponier/core/company/target-history'
import type { Zone } from '@caponier/core/company/structure'
import type { z } from 'zod'
import type { SheetDoc } from './object-values.ts'

/** One object as an import would leave it. */
export interface ObjectDraft {
  readonly row: number
  /** Of an object that stands its id; of a new one the id it gets, where the kind has ids. */
  readonly id: string
  readonly isNew: boolean
  /** Without the new SL-T. */
  readonly doc: SheetDoc
  /** A new entry of SL-T, recorded when the import is written. */
  readonly target?: TargetEntry
}

/** The document that is stored: what is new is recorded at `now`, an instant in UTC. */
export function recordedDoc(kind: Kind, { doc, isNew, target }: ObjectDraft, now: string): SheetDoc {
  const isRecorded = Object.hasOwn(KINDS[kind].schema.shape, 'recordedAt')
  const slTarget = doc['slTarget'] as z.output<typeof Zone>['slTarget']
  return {
    ...doc,
    ...(isNew && isRecorded && { recordedAt: now }),
    ...(target !== undefined && { slTarget: withTarget(slTarget, { ...target, recordedAt: now }) }),
  }
}
