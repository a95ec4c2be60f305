import type { assetsRoutes } from '@caponier/contract/assets/routes'
import { objectHandlers } from '../company/object-handlers.ts'
import type { Handlers } from '../handlers-of.ts'
import { proposalHandlers } from './proposals.ts'
import { assetRows, assetTypeRows, flowRows } from './rows.ts'
import { answerSheetHandlers, assetSheetHandlers, assetTypeSheetHandlers } from './sheets.ts'
import { zeekHandlers } from './zeek.ts'

const assets = { slice: 'assets', read: 'assets.read', write: 'assets.write' } as const

/** Use cases of the slice assets. */
export const assetsHandlers = {
  ...objectHandlers('asset-types', { ...assets, kind: 'asset-type', rows: assetTypeRows }),
  ...objectHandlers('assets', { ...assets, kind: 'asset', rows: assetRows }),
  ...objectHandlers('flows', { ...assets, kind: 'flow', rows: flowRows }),
  ...proposalHandlers,
  ...assetSheetHandlers,
  ...answerSheetHandlers,
  ...assetTypeSheetHandlers,
  ...zeekHandlers,
} satisfies Handlers<typeof assetsRoutes>
