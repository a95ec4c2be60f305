import { accountRoutes } from './account.ts'
import { memberRoutes } from './members.ts'
import { sessionRoutes } from './session.ts'
import { settingsRoutes } from './tenant-settings.ts'

/** Sessions, accounts, members and invitations, and the settings of an organisation. */
export const accessRoutes = { ...sessionRoutes, ...accountRoutes, ...memberRoutes, ...settingsRoutes }
