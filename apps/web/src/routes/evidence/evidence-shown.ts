import type { ValueOf } from '../../api/client.ts'

/** One piece of evidence with its file and what it proves. */
export type EvidenceShown = ValueOf<'evidence.show'>
