import { dirname, join } from 'node:path'

/** The checkout that is measured. */
export const ROOT = dirname(import.meta.dirname)

/** The CLI from a clone. */
export const CAPONIER = join(ROOT, 'caponier')
