import type { ValueOf } from '../../api/client.ts'

/** A framework and whether, and in which edition, the organisation has adopted it. */
export type Adopted = ValueOf<'frameworks.list'>['frameworks'][number]
