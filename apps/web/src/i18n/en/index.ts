import { access } from './access.ts'
import { activity } from './activity.ts'
import { assessment } from './assessment.ts'
import { assets } from './assets.ts'
import { cockpit } from './cockpit.ts'
import { common } from './everywhere.ts'
import { company } from './company.ts'
import { findings } from './findings.ts'
import { method } from './method.ts'
import { people } from './people.ts'
import { position } from './position.ts'
import { shell } from './shell.ts'

export const en = { access, activity, assessment, assets, cockpit, common, company, findings, method, people, position, shell } as const
