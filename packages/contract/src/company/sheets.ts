import { ObjectSheetQuery, sheetRoutes } from '../assets/sheets.ts'
import type { Permission } from '../access/roles.ts'

type CompanySheetRoutes<Prefix extends string, Write extends Permission> = ReturnType<
  typeof sheetRoutes<Prefix, Write, 'company.read', typeof ObjectSheetQuery>
>

function companySheet<const Prefix extends string, const Write extends Permission>(
  prefix: Prefix,
  what: string,
  write: Write,
): CompanySheetRoutes<Prefix, Write> {
  return sheetRoutes({
    prefix,
    slice: 'company',
    path: `/api/tenants/{tenant}/${prefix}`,
    what,
    write,
    read: 'company.read',
    exportQuery: ObjectSheetQuery,
  })
}

/** Sheets of every list of the company. */
export const companySheetRoutes = {
  ...companySheet('entity-sheets', 'legal entities', 'organisation.write'),
  ...companySheet('site-sheets', 'sites', 'organisation.write'),
  ...companySheet('suc-sheets', 'systems under consideration', 'company.write'),
  ...companySheet('zone-sheets', 'zones', 'company.write'),
  ...companySheet('conduit-sheets', 'conduits', 'company.write'),
  ...companySheet('network-sheets', 'networks', 'company.write'),
  ...companySheet('supplier-sheets', 'suppliers', 'company.write'),
  ...companySheet('product-sheets', 'products', 'company.write'),
  ...companySheet('person-sheets', 'people', 'company.write'),
  ...companySheet('responsibility-sheets', 'responsibilities', 'company.write'),
}
