import { z } from 'zod'
import { Language } from '@caponier/contract/access/credentials'

const FIRST = { version: 1, language: 'en', fileQuotaGb: 20 } as const

/** Settings of an organisation as they are kept; what is missing has its first value. */
export const KeptSettings = z
  .object({
    version: z.int().default(FIRST.version),
    language: Language.default(FIRST.language),
    fileQuotaGb: z.int().min(1).default(FIRST.fileQuotaGb),
  })
  .catch(FIRST)

/** Bytes that the files of an organisation may take together. */
export const fileQuotaBytes = (settings: unknown): number => KeptSettings.parse(settings ?? {}).fileQuotaGb * 1024 ** 3
