import type { z } from 'zod'
import type { Moment } from '../position/slice.ts'
import { inForce } from '../position/slice.ts'
import type { SlVector } from './primitives.ts'
import type { SlTargetEntry, Zone } from './structure.ts'

export type Vector = z.output<typeof SlVector>
export type TargetEntry = z.output<typeof SlTargetEntry>
type Declared = z.output<typeof Zone>['slTarget']

const isHistory = (declared: NonNullable<Declared>): declared is TargetEntry[] => typeof declared[0] === 'object' && declared[0] !== null

/** SL-T as a list of entries; a plain vector is one entry that has stood since ever. */
export const targetEntries = (declared: Declared): readonly TargetEntry[] =>
  declared === undefined ? [] : isHistory(declared) ? declared : [{ vector: declared }]

/** The SL-T entry in force at a moment: the latest valid, then the latest recorded (rule 10). */
export const targetAt = (declared: Declared, moment: Moment): TargetEntry | undefined => inForce(targetEntries(declared), moment)

/** SL-T with one entry more; what stood before stays. */
export const withTarget = (declared: Declared, entry: TargetEntry): TargetEntry[] => [...targetEntries(declared), entry]

/** The least of the seven elements that are given; null where none is. */
export function vectorMinimum(vector: readonly (number | null)[]): number | null {
  const given = vector.filter((element) => element !== null)
  return given.length === 0 ? null : Math.min(...given)
}
