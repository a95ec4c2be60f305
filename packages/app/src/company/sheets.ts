import type { companySheetRoutes } from '@caponier/contract/company/sheets'
import { objectSheetHandlers } from '../assets/sheets.ts'
import type { Handlers } from '../handlers-of.ts'

/** Sheets of every list of the company, in and out. */
export const companySheetHandlers = {
  ...objectSheetHandlers('entity-sheets', 'entities'),
  ...objectSheetHandlers('site-sheets', 'sites'),
  ...objectSheetHandlers('suc-sheets', 'sucs'),
  ...objectSheetHandlers('zone-sheets', 'zones'),
  ...objectSheetHandlers('conduit-sheets', 'conduits'),
  ...objectSheetHandlers('network-sheets', 'networks'),
  ...objectSheetHandlers('supplier-sheets', 'suppliers'),
  ...objectSheetHandlers('product-sheets', 'products'),
  ...objectSheetHandlers('person-sheets', 'persons'),
  ...objectSheetHandlers('responsibility-sheets', 'responsibilities'),
} satisfies Handlers<typeof companySheetRoutes>
