import type { Permission } from '@caponier/contract/access/roles'

/** Lists of objects that the company and assets screens show; each has the routes of one factory. */
export const COMPANY_LISTS = [
  'entities',
  'sites',
  'sucs',
  'zones',
  'conduits',
  'networks',
  'suppliers',
  'products',
  'persons',
  'responsibilities',
] as const
export const ASSET_LISTS = ['assets', 'asset-types', 'flows'] as const
export type ObjectList = (typeof COMPANY_LISTS)[number] | (typeof ASSET_LISTS)[number]

/** A document of any kind; the server checks it whole. */
export type Doc = Readonly<Record<string, unknown>>

/** One field of a form. `key` is the key in the document; labels stand in the words under `field`. */
export type FieldSpec = {
  readonly key: string
  readonly required?: boolean
  /** Only for a new object, such as the id. */
  readonly onlyNew?: boolean
} & (
  | { readonly type: 'text' | 'prose' | 'flag' | 'date' | 'country' | 'countries' | 'lines' | 'currency' | 'subject' | 'activities' }
  | { readonly type: 'number'; readonly min?: number; readonly max?: number; readonly decimals?: number }
  | { readonly type: 'choice'; readonly values: readonly string[]; readonly words: string; readonly numeric?: boolean }
  | { readonly type: 'object' | 'objects'; readonly of: ObjectList }
  | { readonly type: 'framework' }
  | { readonly type: 'rows' | 'group'; readonly fields: readonly FieldSpec[] }
)

/** How a cell of a list is shown. */
export type CellKind = 'text' | 'count' | 'flag' | 'vector' | 'achieved' | 'class' | 'life' | 'word' | 'instant' | 'findings'

export interface ColumnSpec {
  readonly key: string
  readonly cell?: CellKind
  readonly width?: number
  /** Words of the values, under which key. */
  readonly words?: string
  readonly values?: readonly string[]
  readonly extra?: boolean
}

export interface ObjectSpec {
  readonly fields: readonly FieldSpec[]
  readonly columns: readonly ColumnSpec[]
  readonly endable: boolean
  readonly write: Permission
  readonly slice: 'company' | 'assets'
}

const name: FieldSpec = { key: 'name', type: 'text', required: true }
const id: FieldSpec = { key: 'id', type: 'text', onlyNew: true }
const owner: FieldSpec = { key: 'owner', type: 'object', of: 'persons' }
const criticality: FieldSpec = { key: 'criticality', type: 'choice', values: ['1', '2', '3'], words: 'criticality', numeric: true }
const life: readonly FieldSpec[] = [
  { key: 'from', type: 'date' },
  { key: 'until', type: 'date' },
]
const site: FieldSpec = { key: 'site', type: 'object', of: 'sites', required: true }
const functions = ['read', 'write', 'program', 'firmware', 'manage', 'other'] as const
const years: FieldSpec = {
  key: 'years',
  type: 'rows',
  fields: [
    { key: 'year', type: 'number', min: 1990, max: 2100, required: true },
    { key: 'headcount', type: 'number', min: 0, max: 1e7, decimals: 2, required: true },
    { key: 'turnover', type: 'number', min: 0, max: 1e15, required: true },
    { key: 'balance', type: 'number', min: 0, max: 1e15, required: true },
    { key: 'currency', type: 'currency' },
  ],
}

const nameColumn: ColumnSpec = { key: 'name' }
const siteColumn: ColumnSpec = { key: 'siteName', width: 136 }
const ownerColumn: ColumnSpec = { key: 'ownerName', width: 136 }
const findings: ColumnSpec = { key: 'openFindings', cell: 'findings', width: 74 }
const lifeColumns: readonly ColumnSpec[] = [
  { key: 'state', cell: 'life', width: 78, words: 'life', values: ['current', 'planned', 'ended'] },
  { key: 'from', width: 110, extra: true },
  { key: 'until', width: 110, extra: true },
]
const criticalityColumn: ColumnSpec = { key: 'criticality', cell: 'count', width: 90, extra: true }
const idColumn: ColumnSpec = { key: 'id', width: 200, extra: true }
const count = (key: string, width = 70, extra = false): ColumnSpec => ({ key, cell: 'count', width, ...(extra && { extra }) })

export const OBJECTS: Readonly<Record<ObjectList, ObjectSpec>> = {
  entities: {
    slice: 'company',
    write: 'organisation.write',
    endable: true,
    fields: [
      name,
      id,
      { key: 'establishment', type: 'country', required: true },
      { key: 'activities', type: 'activities' },
      years,
      { key: 'priorStatus', type: 'choice', values: ['small', 'medium', 'large'], words: 'status' },
      {
        key: 'ownership',
        type: 'rows',
        fields: [
          { key: 'to', type: 'text', required: true },
          { key: 'direction', type: 'choice', values: ['up', 'down'], words: 'ownershipDirection', required: true },
          { key: 'sharePercent', type: 'number', min: 0, max: 100, decimals: 4, required: true },
          { key: 'control', type: 'flag', required: true },
        ],
      },
      { key: 'independentSystems', type: 'flag' },
      { key: 'establishments', type: 'countries' },
      { key: 'mainEstablishment', type: 'country' },
      { key: 'servesIn', type: 'countries' },
      {
        key: 'flags',
        type: 'group',
        fields: [
          { key: 'criticalEntity', type: 'flag' },
          { key: 'identifiedByState', type: 'choice', values: ['essential', 'important'], words: 'identified' },
          { key: 'formerOperatorOfEssentialServices', type: 'flag' },
          { key: 'defenceExempt', type: 'flag' },
        ],
      },
      owner,
      ...life,
    ],
    columns: [
      nameColumn,
      { key: 'class', cell: 'class', width: 112 },
      { key: 'establishment', width: 54 },
      { key: 'size', cell: 'word', words: 'size', values: ['micro', 'small', 'medium', 'large'], width: 70 },
      { key: 'activities', width: 130 },
      count('sites'),
      findings,
      ownerColumn,
      ...lifeColumns,
      idColumn,
    ],
  },
  sites: {
    slice: 'company',
    write: 'organisation.write',
    endable: true,
    fields: [
      name,
      id,
      { key: 'country', type: 'country', required: true },
      { key: 'entities', type: 'objects', of: 'entities', required: true },
      criticality,
      { key: 'inScope', type: 'flag' },
      { key: 'inScopeReason', type: 'prose' },
      owner,
      ...life,
    ],
    columns: [
      nameColumn,
      { key: 'country', width: 52 },
      { key: 'entityNames', width: 190 },
      { key: 'inScope', cell: 'flag', width: 86 },
      count('sucs', 70),
      count('zones', 74),
      count('assets', 80),
      findings,
      ownerColumn,
      ...lifeColumns,
      criticalityColumn,
      idColumn,
    ],
  },
  sucs: {
    slice: 'company',
    write: 'company.write',
    endable: true,
    fields: [name, id, site, { key: 'description', type: 'prose' }, criticality, owner, ...life],
    columns: [nameColumn, siteColumn, count('zones'), findings, ownerColumn, ...lifeColumns, criticalityColumn, idColumn],
  },
  zones: {
    slice: 'company',
    write: 'company.write',
    endable: true,
    fields: [
      name,
      id,
      site,
      { key: 'suc', type: 'object', of: 'sucs' },
      { key: 'kind', type: 'choice', values: ['ot', 'it'], words: 'kind', required: true },
      criticality,
      { key: 'safety', type: 'flag' },
      { key: 'wireless', type: 'flag' },
      { key: 'description', type: 'prose' },
      owner,
      ...life,
    ],
    columns: [
      nameColumn,
      siteColumn,
      { key: 'kind', cell: 'word', words: 'kind', values: ['ot', 'it'], width: 44 },
      { key: 'slTarget', cell: 'vector', width: 170 },
      { key: 'slAchieved', cell: 'achieved', width: 170 },
      count('assets', 62),
      findings,
      ownerColumn,
      ...lifeColumns,
      { key: 'sucName', width: 160, extra: true },
      count('networks', 90, true),
      count('conduits', 90, true),
      count('slTargetMin', 90, true),
      count('slAchievedMin', 90, true),
      { key: 'safety', cell: 'flag', width: 76, extra: true },
      { key: 'wireless', cell: 'flag', width: 76, extra: true },
      criticalityColumn,
      idColumn,
    ],
  },
  conduits: {
    slice: 'company',
    write: 'company.write',
    endable: true,
    fields: [
      name,
      id,
      { key: 'zones', type: 'objects', of: 'zones', required: true },
      { key: 'external', type: 'lines' },
      {
        key: 'channels',
        type: 'rows',
        fields: [
          { key: 'protocol', type: 'text', required: true },
          { key: 'port', type: 'number', min: 0, max: 65_535 },
          { key: 'direction', type: 'choice', values: ['both', 'forward', 'back'], words: 'direction' },
          { key: 'function', type: 'choice', values: functions, words: 'function' },
          { key: 'note', type: 'text' },
        ],
      },
      { key: 'lowerTargetReason', type: 'prose' },
      { key: 'description', type: 'prose' },
      owner,
      ...life,
    ],
    columns: [
      nameColumn,
      { key: 'zoneNames', width: 220 },
      { key: 'external', width: 110 },
      count('channels', 72, true),
      { key: 'slTarget', cell: 'vector', width: 170 },
      { key: 'slAchieved', cell: 'achieved', width: 170 },
      findings,
      ownerColumn,
      ...lifeColumns,
      count('slTargetMin', 90, true),
      idColumn,
    ],
  },
  networks: {
    slice: 'company',
    write: 'company.write',
    endable: true,
    fields: [
      name,
      id,
      site,
      { key: 'cidrs', type: 'lines', required: true },
      { key: 'zone', type: 'object', of: 'zones' },
      { key: 'vlan', type: 'number', min: 0, max: 4095 },
      ...life,
    ],
    columns: [
      nameColumn,
      siteColumn,
      { key: 'cidrs', width: 200 },
      { key: 'zoneName', width: 200 },
      count('vlan', 70),
      count('assets', 62),
      ...lifeColumns,
      idColumn,
    ],
  },
  suppliers: {
    slice: 'company',
    write: 'company.write',
    endable: true,
    fields: [
      name,
      id,
      { key: 'country', type: 'country' },
      { key: 'services', type: 'lines' },
      criticality,
      { key: 'entities', type: 'objects', of: 'entities' },
      { key: 'sites', type: 'objects', of: 'sites' },
      {
        key: 'access',
        type: 'rows',
        fields: [
          { key: 'zone', type: 'object', of: 'zones', required: true },
          { key: 'kind', type: 'choice', values: ['remote', 'on-site', 'both'], words: 'access', required: true },
          { key: 'through', type: 'object', of: 'conduits' },
        ],
      },
      owner,
      ...life,
    ],
    columns: [
      nameColumn,
      { key: 'country', width: 52 },
      { key: 'services', width: 220 },
      count('reaches', 110),
      { key: 'remote', cell: 'flag', width: 84 },
      { key: 'criticality', cell: 'count', width: 90 },
      findings,
      ownerColumn,
      ...lifeColumns,
      idColumn,
    ],
  },
  products: {
    slice: 'company',
    write: 'company.write',
    endable: true,
    fields: [name, id, { key: 'entities', type: 'objects', of: 'entities' }, criticality, ...life],
    columns: [nameColumn, { key: 'entityNames', width: 260 }, count('criticality', 90), findings, ...lifeColumns, idColumn],
  },
  persons: {
    slice: 'company',
    write: 'company.write',
    endable: false,
    fields: [
      name,
      id,
      { key: 'function', type: 'text' },
      { key: 'sites', type: 'objects', of: 'sites' },
      { key: 'entities', type: 'objects', of: 'entities' },
    ],
    columns: [nameColumn, { key: 'function', width: 280 }, { key: 'siteNames', width: 220 }, count('owns', 90), idColumn],
  },
  responsibilities: {
    slice: 'company',
    write: 'company.write',
    endable: false,
    fields: [
      { key: 'framework', type: 'framework', required: true },
      { key: 'requirement', type: 'text', required: true },
      { key: 'subject', type: 'subject' },
      { key: 'party', type: 'choice', values: ['owner', 'integrator', 'supplier'], words: 'party', required: true },
      { key: 'role', type: 'choice', values: ['responsible', 'accountable', 'consulted', 'informed'], words: 'role', required: true },
      { key: 'person', type: 'object', of: 'persons' },
      { key: 'supplier', type: 'object', of: 'suppliers' },
    ],
    columns: [
      { key: 'requirement', width: 110 },
      { key: 'requirementTitle' },
      { key: 'framework', width: 150 },
      { key: 'subjectName', width: 200 },
      { key: 'party', cell: 'word', words: 'party', values: ['owner', 'integrator', 'supplier'], width: 100 },
      { key: 'role', cell: 'word', words: 'role', values: ['responsible', 'accountable', 'consulted', 'informed'], width: 130 },
      { key: 'personName', width: 170 },
      { key: 'supplierName', width: 170 },
    ],
  },
  'asset-types': {
    slice: 'assets',
    write: 'assets.write',
    endable: false,
    fields: [
      name,
      id,
      {
        key: 'component',
        type: 'choice',
        values: ['software-application', 'embedded-device', 'host-device', 'network-device'],
        words: 'component',
        required: true,
      },
      { key: 'vendor', type: 'text' },
      { key: 'orderNumber', type: 'text' },
      { key: 'supplier', type: 'object', of: 'suppliers' },
      criticality,
    ],
    columns: [
      nameColumn,
      {
        key: 'component',
        cell: 'word',
        words: 'component',
        values: ['software-application', 'embedded-device', 'host-device', 'network-device'],
        width: 160,
      },
      { key: 'vendor', width: 170 },
      { key: 'orderNumber', width: 150 },
      { key: 'supplierName', width: 170 },
      count('assets', 80),
      findings,
      criticalityColumn,
      idColumn,
    ],
  },
  assets: {
    slice: 'assets',
    write: 'assets.write',
    endable: true,
    fields: [
      name,
      id,
      site,
      { key: 'zone', type: 'object', of: 'zones' },
      { key: 'type', type: 'object', of: 'asset-types' },
      { key: 'version', type: 'text' },
      { key: 'serial', type: 'text' },
      { key: 'location', type: 'text' },
      owner,
      {
        key: 'interfaces',
        type: 'rows',
        fields: [
          { key: 'network', type: 'object', of: 'networks' },
          { key: 'address', type: 'text' },
          { key: 'mac', type: 'text' },
          { key: 'name', type: 'text' },
        ],
      },
      ...life,
      { key: 'edited', type: 'lines' },
    ],
    columns: [
      nameColumn,
      siteColumn,
      { key: 'zoneName', width: 180 },
      { key: 'typeName', width: 170 },
      { key: 'addresses', width: 124 },
      { key: 'firmware', width: 100 },
      { key: 'serial', width: 120, extra: true },
      { key: 'location', width: 140, extra: true },
      {
        key: 'component',
        cell: 'word',
        words: 'component',
        values: ['software-application', 'embedded-device', 'host-device', 'network-device'],
        width: 150,
        extra: true,
      },
      { key: 'vendor', width: 150, extra: true },
      { key: 'provenance', cell: 'word', words: 'provenance', values: ['person', 'import', 'wire'], width: 110 },
      { ...ownerColumn, extra: true },
      ...lifeColumns,
      { key: 'edited', width: 150, extra: true },
      idColumn,
    ],
  },
  flows: {
    slice: 'assets',
    write: 'assets.write',
    endable: true,
    fields: [
      id,
      site,
      { key: 'source', type: 'group', fields: partyFields() },
      { key: 'target', type: 'group', fields: partyFields() },
      { key: 'protocol', type: 'text', required: true },
      { key: 'port', type: 'number', min: 0, max: 65_535 },
      { key: 'function', type: 'choice', values: functions, words: 'function' },
      { key: 'accepted', type: 'prose' },
      ...life,
    ],
    columns: [
      { key: 'source' },
      { key: 'target', width: 260 },
      { key: 'protocol', width: 110 },
      count('port', 70),
      siteColumn,
      { key: 'function', cell: 'word', words: 'function', values: functions, width: 100, extra: true },
      { key: 'external', cell: 'flag', width: 86 },
      count('connections', 110),
      { key: 'lastSeen', cell: 'instant', width: 190 },
      { key: 'provenance', cell: 'word', words: 'provenance', values: ['person', 'import', 'wire'], width: 110 },
      { key: 'accepted', width: 160, extra: true },
      { key: 'state', cell: 'life', width: 78, words: 'life', values: ['current', 'planned', 'ended'], extra: true },
      idColumn,
    ],
  },
}

function partyFields(): readonly FieldSpec[] {
  return [
    { key: 'asset', type: 'object', of: 'assets' },
    { key: 'zone', type: 'object', of: 'zones' },
    { key: 'address', type: 'text' },
    { key: 'external', type: 'flag' },
  ]
}
