import type { ValueOf } from '../../api/client.ts'

/** A requirement with its texts and mappings. */
export type RequirementShown = ValueOf<'content.requirement'>
