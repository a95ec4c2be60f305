import { assessment } from './assessment.ts'
import { access } from './access.ts'
import { common } from './common.ts'
import { shell } from './shell.ts'

export const en = { access, common, shell } as const
