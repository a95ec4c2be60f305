import { activity } from './activity.ts'
import { assessment } from './assessment.ts'
import { access } from './access.ts'
import { assets } from './assets.ts'
import { company } from './company.ts'
import { cockpit } from './cockpit.ts'
import { common } from './everywhere.ts'
import { method } from './method.ts'
import { position } from './position.ts'
import { evidence } from './evidence.ts'
import { framework } from './framework.ts'
import { reports } from './reports.ts'
import { findings } from './findings.ts'
import { scope } from './scope.ts'
import { people } from './people.ts'
import { shell } from './shell.ts'

export const de = {
  access,
  activity,
  assessment,
  assets,
  cockpit,
  common,
  company,
  evidence,
  framework,
  method,
  people,
  position,
  reports,
  shell,
  findings,
  scope,
} as const
