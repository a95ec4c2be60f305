import { assetRoutes, assetTypeRoutes, flowRoutes } from './assets.ts'
import { proposalRoutes } from './proposals.ts'
import { answerSheetRoutes, assetSheetRoutes, assetTypeSheetRoutes } from './sheets.ts'
import { zeekRoutes } from './zeek.ts'

/** Routes of the slice assets. */
export const assetsRoutes = {
  ...assetTypeRoutes,
  ...assetRoutes,
  ...flowRoutes,
  ...proposalRoutes,
  ...assetSheetRoutes,
  ...answerSheetRoutes,
  ...assetTypeSheetRoutes,
  ...zeekRoutes,
}
