import { activity } from './activity.ts'
import { assessment } from './assessment.ts'
import { access } from './access.ts'
import { assets } from './assets.ts'
import { company } from './company.ts'
import { cockpit } from './cockpit.ts'
import { common } from './everywhere.ts'
import { people } from './people.ts'
import { shell } from './shell.ts'

export const de = { access, activity, assessment, assets, cockpit, common, company, people, shell } as const
