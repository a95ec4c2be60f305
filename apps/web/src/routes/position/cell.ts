import type { ValueOf } from '../../api/client.ts'

/** One requirement for one subject, with all it stands on. */
export type Cell = ValueOf<'position.cell'>
