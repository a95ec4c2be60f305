import type { Permission } from '@caponier/contract/access/roles'
import type { ObjectList } from '../company/object-kinds.ts'

/** A list that comes and goes as a spreadsheet. */
export type SheetKind = Exclude<ObjectList, 'flows'> | 'answers'

interface SheetPlace {
  /** First word of its routes, e.g. `zone-sheets`. */
  readonly routes: string
  /** Address of the list below the organisation; the import stands beside it. */
  readonly list: string
  readonly importAt: string
  readonly write: Permission
  /** Rows belong to a site, so that one can be named for all. */
  readonly sited?: true
}

const company = (list: string, one: string, write: Permission, sited?: true): SheetPlace => ({
  routes: `${one}-sheets`,
  list: `company/${list}`,
  importAt: 'company/import-sheet',
  write,
  ...(sited === true && { sited }),
})

export const SHEETS: Readonly<Record<SheetKind, SheetPlace>> = {
  entities: company('entities', 'entity', 'organisation.write'),
  sites: company('sites', 'site', 'organisation.write'),
  sucs: company('sucs', 'suc', 'company.write', true),
  zones: company('zones', 'zone', 'company.write', true),
  conduits: company('conduits', 'conduit', 'company.write'),
  networks: company('networks', 'network', 'company.write', true),
  suppliers: company('suppliers', 'supplier', 'company.write'),
  products: company('products', 'product', 'company.write'),
  persons: company('persons', 'person', 'company.write'),
  responsibilities: company('responsibilities', 'responsibility', 'company.write'),
  assets: { routes: 'asset-sheets', list: 'assets', importAt: 'assets/import-sheet', write: 'assets.write', sited: true },
  'asset-types': {
    routes: 'asset-type-sheets',
    list: 'assets/asset-types',
    importAt: 'assets/import-sheet',
    write: 'assets.write',
  },
  answers: { routes: 'answer-sheets', list: 'gaps', importAt: 'gaps/import-sheet', write: 'assessment.answer' },
}

/** Is it the name of such a list? */
export const isSheetKind = (name: unknown): name is SheetKind => typeof name === 'string' && Object.hasOwn(SHEETS, name)

type Verb = 'upload' | 'preview' | 'apply' | 'export'

/** All kinds of sheet have the same routes; one name stands for them. */
export const sheetRoute = <V extends Verb>(kind: SheetKind, verb: V): `asset-sheets.${V}` =>
  `${SHEETS[kind].routes}.${verb}` as `asset-sheets.${V}`
