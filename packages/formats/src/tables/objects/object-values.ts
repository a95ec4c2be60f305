import { targetAt, type TargetEntry, targetEntries } from '@caponier/core/company/target-history'
import type { Zone } from '@caponier/core/company/structure'
import type { z } from 'zod'
import type { ObjectColumn } from './object-column.ts'
import { fieldOf } from './print-cell.ts'

/** A document of any kind, as far as its keys do not matter. */
export type SheetDoc = Readonly<Record<string, unknown>>

type Declared = z.output<typeof Zone>['slTarget']

const TARGET = { slTarget: 'vector', slTargetReason: 'reason', slTargetFrom: 'from' } as const satisfies Record<string, keyof TargetEntry>
type TargetField = keyof typeof TARGET
const isTargetField = (field: string): field is TargetField => Object.hasOwn(TARGET, field)

/** What the cell of a column says about a document. SL-T is the entry in force on `today`. */
export function valueOf(doc: SheetDoc, column: ObjectColumn, today: string): unknown {
  if (isTargetField(column.field)) return targetAt(doc['slTarget'] as Declared, { asOf: today, knownAt: null })?.[TARGET[column.field]]
  return column.path.reduce<unknown>((value, key) => fieldOf(value, key), doc)
}

/** The document with other values; undefined removes. SL-T is left as it is. */
export function withValues(doc: SheetDoc, changes: ReadonlyMap<ObjectColumn, unknown>): SheetDoc {
  const next: Record<string, unknown> = { ...doc }
  for (const [{ field, path }, value] of changes) {
    const [key = field, inner] = path
    if (isTargetField(field)) continue
    const whole =
      inner === undefined
        ? value
        : without({ ...(doc[key] as SheetDoc | undefined), ...(next[key] as SheetDoc | undefined), [inner]: value })
    if (whole === undefined || (inner !== undefined && Object.keys(whole as object).length === 0)) delete next[key]
    else next[key] = whole
  }
  return next
}

const without = (doc: SheetDoc): SheetDoc => Object.fromEntries(Object.entries(doc).filter(([, value]) => value !== undefined))

/**
 * The entry that a changed SL-T becomes; undefined when the sheet says what is known. An entry that stands already, for a later day
 * too, is not made twice. `missing`: a reason or a day without any levels.
 */
export function changedTarget(
  doc: SheetDoc,
  changes: ReadonlyMap<ObjectColumn, unknown>,
  said: (field: TargetField) => unknown,
  isNew: boolean,
  today: string,
): TargetEntry | 'missing' | undefined {
  const changed = new Map([...changes].flatMap(([{ field }, value]) => (isTargetField(field) ? [[TARGET[field], value] as const] : [])))
  if (changed.size === 0) return undefined
  const declared = doc['slTarget'] as Declared
  const vector = (changed.get('vector') ?? targetAt(declared, { asOf: today, knownAt: null })?.vector) as TargetEntry['vector'] | undefined
  if (vector === undefined) return 'missing'
  const reason = said('slTargetReason')
  const from = changed.get('from') ?? (isNew ? undefined : today)
  const entry: TargetEntry = {
    vector,
    ...(typeof reason === 'string' && { reason }),
    ...(typeof from === 'string' && { from }),
  }
  const stands = targetEntries(declared).some(
    (one) => one.from === entry.from && one.reason === entry.reason && one.vector.join() === entry.vector.join(),
  )
  return stands ? undefined : entry
}
