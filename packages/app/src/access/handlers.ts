import type { accessRoutes } from '@caponier/contract/access/index'
import type { Handlers } from '../handlers-of.ts'
import { accountHandlers } from './account-handlers.ts'
import { memberHandlers } from './member-handlers.ts'
import { sessionHandlers } from './session-handlers.ts'
import { settingsHandlers } from './settings-handlers.ts'

export const accessHandlers = {
  ...sessionHandlers,
  ...accountHandlers,
  ...memberHandlers,
  ...settingsHandlers,
} satisfies Handlers<typeof accessRoutes>
