import type { Permission } from '@caponier/contract/access/roles'
import type { SliceName } from '@caponier/contract/kit/route'
import type { ObjectSheetName } from '@caponier/formats/tables/objects/object-sheets'

/** A list that comes and goes as a sheet. */
export type SheetKind = 'assets' | 'answers' | ObjectSheetName

interface SheetAccess {
  readonly write: Permission
  readonly read: Permission
  readonly slice: SliceName
}

const assets = { write: 'assets.write', read: 'assets.read', slice: 'assets' } as const
const company = { write: 'company.write', read: 'company.read', slice: 'company' } as const
const organisation = { write: 'organisation.write', read: 'company.read', slice: 'company' } as const

/** Who may read and write each kind of sheet. */
export const SHEET_ACCESS: Readonly<Record<SheetKind, SheetAccess>> = {
  assets,
  answers: { write: 'assessment.answer', read: 'assessment.read', slice: 'assessment' },
  'asset-types': assets,
  entities: organisation,
  sites: organisation,
  sucs: company,
  zones: company,
  conduits: company,
  networks: company,
  suppliers: company,
  products: company,
  persons: company,
  responsibilities: company,
}
