import { isStorableText } from '@caponier/core/company/primitives'
import { z } from 'zod'

export { isStorableText }

/** Text of at most `most` characters, empty allowed, that the database can hold. */
export const TextUpTo = (most: number): z.ZodString =>
  z.string().max(most).refine(isStorableText, 'NUL characters and broken Unicode (half a surrogate pair) are not allowed')
