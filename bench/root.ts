import { dirname } from 'node:path'

/** The checkout that is measured. */
export const ROOT = dirname(import.meta.dirname)
