import type { ValueOf } from '../../api/client.ts'

/** A duty of a measure with its numbers, carriers and subjects. */
export type Duty = ValueOf<'position.measure'>['duties'][number]
