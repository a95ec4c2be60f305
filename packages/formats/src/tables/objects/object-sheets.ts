import type { Kind } from '@caponier/core/company/kinds'
import { ENTITY_COLUMNS, SITE_COLUMNS } from './entity-columns.ts'
import type { ObjectSheetSpec, Words } from './object-column.ts'
import { PERSON_COLUMNS, PRODUCT_COLUMNS, RESPONSIBILITY_COLUMNS, SUPPLIER_COLUMNS } from './people-columns.ts'
import { ASSET_TYPE_COLUMNS, CONDUIT_COLUMNS, NETWORK_COLUMNS, SUC_COLUMNS, ZONE_COLUMNS } from './plant-columns.ts'

/** The sheets of the company by the name of their list, in an order in which each stands after what it refers to. */
export const OBJECT_SHEETS = {
  entities: {
    kind: 'entity',
    title: { en: 'Legal entities', de: 'Rechtsträger' },
    one: { en: 'legal entity', de: 'Rechtsträger' },
    columns: ENTITY_COLUMNS,
    within: 'list',
    leftToForm: ['ownership.years'],
  },
  sites: {
    kind: 'site',
    title: { en: 'Sites', de: 'Standorte' },
    one: { en: 'site', de: 'Standort' },
    columns: SITE_COLUMNS,
    within: 'list',
    leftToForm: [],
  },
  persons: {
    kind: 'person',
    title: { en: 'People', de: 'Personen' },
    one: { en: 'person', de: 'Person' },
    columns: PERSON_COLUMNS,
    within: 'list',
    leftToForm: [],
  },
  sucs: {
    kind: 'suc',
    title: { en: 'SUCs', de: 'SUCs' },
    one: { en: 'system under consideration', de: 'SUC' },
    columns: SUC_COLUMNS,
    within: 'site',
    leftToForm: [],
  },
  zones: {
    kind: 'zone',
    title: { en: 'Zones', de: 'Zonen' },
    one: { en: 'zone', de: 'Zone' },
    columns: ZONE_COLUMNS,
    within: 'site',
    leftToForm: [],
  },
  conduits: {
    kind: 'conduit',
    title: { en: 'Conduits', de: 'Conduits' },
    one: { en: 'conduit', de: 'Conduit' },
    columns: CONDUIT_COLUMNS,
    within: 'list',
    leftToForm: [],
  },
  networks: {
    kind: 'network',
    title: { en: 'Networks', de: 'Netze' },
    one: { en: 'network', de: 'Netz' },
    columns: NETWORK_COLUMNS,
    within: 'site',
    leftToForm: [],
  },
  suppliers: {
    kind: 'supplier',
    title: { en: 'Suppliers', de: 'Lieferanten' },
    one: { en: 'supplier', de: 'Lieferant' },
    columns: SUPPLIER_COLUMNS,
    within: 'list',
    leftToForm: [],
  },
  'asset-types': {
    kind: 'asset-type',
    title: { en: 'Asset types', de: 'Asset-Typen' },
    one: { en: 'asset type', de: 'Asset-Typ' },
    columns: ASSET_TYPE_COLUMNS,
    within: 'list',
    leftToForm: [],
  },
  products: {
    kind: 'product',
    title: { en: 'Own products', de: 'Eigene Produkte' },
    one: { en: 'product', de: 'Produkt' },
    columns: PRODUCT_COLUMNS,
    within: 'list',
    leftToForm: [],
  },
  responsibilities: {
    kind: 'responsibility',
    title: { en: 'Responsibilities', de: 'Zuständigkeiten' },
    one: { en: 'responsibility', de: 'Zuständigkeit' },
    columns: RESPONSIBILITY_COLUMNS,
    within: 'row',
    leftToForm: [],
  },
} as const satisfies Readonly<Record<string, ObjectSheetSpec>>

/** A list of the company that can come and go as a sheet. */
export type ObjectSheetName = keyof typeof OBJECT_SHEETS
export const OBJECT_SHEET_NAMES = Object.keys(OBJECT_SHEETS) as ObjectSheetName[]

/** The sheet of a list. */
export const objectSheetOf = (name: ObjectSheetName): ObjectSheetSpec => OBJECT_SHEETS[name]

/** Is it the name of such a list? */
export const isObjectSheet = (name: string): name is ObjectSheetName => Object.hasOwn(OBJECT_SHEETS, name)

const ONE = new Map<Kind, Words>(OBJECT_SHEET_NAMES.map((name) => [OBJECT_SHEETS[name].kind, OBJECT_SHEETS[name].one]))

/** One object of a kind, as messages say it. */
export const wordOfKind = (kind: Kind, language: keyof Words): string => ONE.get(kind)?.[language] ?? kind
