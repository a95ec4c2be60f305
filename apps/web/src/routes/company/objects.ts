import { ASSET_KINDS } from './asset-kinds.ts'
import { COMPANY_KINDS } from './company-kinds.ts'
import type { ObjectList, ObjectSpec } from './object-kinds.ts'

/** Form and columns of every list. */
export const OBJECTS: Readonly<Record<ObjectList, ObjectSpec>> = { ...COMPANY_KINDS, ...ASSET_KINDS }
