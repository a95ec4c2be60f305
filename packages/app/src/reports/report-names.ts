import type { RoleScope } from '@caponier/contract/access/roles'
import type { ReportWish } from '@caponier/store/reports/reports'
import type { Place } from '../gate/places.ts'
import { placeOfScope } from '../live/concerned.ts'
import type { TenantModel } from '../live/tenant-model.ts'

/** The scope of a report as a grant would hold it. */
export const scopeOfReport = ({ scopeKind, scopeId }: Pick<ReportWish, 'scopeKind' | 'scopeId'>): RoleScope =>
  scopeKind === 'organisation' ? { kind: 'organisation' } : { kind: scopeKind, id: scopeId }

/** Where a report is seen. */
export const placeOfReport = (wish: Pick<ReportWish, 'scopeKind' | 'scopeId'>): Place => placeOfScope(scopeOfReport(wish))

/** What a report is about, in words; the id of what is gone. */
export const scopeName = (model: TenantModel, { scopeKind, scopeId }: Pick<ReportWish, 'scopeKind' | 'scopeId'>): string =>
  scopeKind === 'organisation' ? model.workspace().organisation.name : (model.object(scopeKind, scopeId)?.doc.name ?? scopeId)

/** Name of the file: `brenner-position-2026-11-28-en.pdf`, made of ids only. */
export const fileNameOf = (model: TenantModel, wish: ReportWish): string =>
  [model.id, ...(wish.scopeKind === 'organisation' ? [] : [wish.scopeId]), wish.kind, wish.asOf, wish.language].join('-') +
  `.${wish.format}`
