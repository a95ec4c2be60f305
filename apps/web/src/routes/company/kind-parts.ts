import type { ColumnSpec, FieldSpec } from './object-kinds.ts'

// Fields and columns that several kinds of object share.
export const name: FieldSpec = { key: 'name', type: 'text', required: true }
export const id: FieldSpec = { key: 'id', type: 'text', onlyNew: true }
export const owner: FieldSpec = { key: 'owner', type: 'object', of: 'persons' }
export const criticality: FieldSpec = { key: 'criticality', type: 'choice', values: ['1', '2', '3'], words: 'criticality', numeric: true }
export const life: readonly FieldSpec[] = [
  { key: 'from', type: 'date' },
  { key: 'until', type: 'date' },
]
export const site: FieldSpec = { key: 'site', type: 'object', of: 'sites', required: true }
export const functions = ['read', 'write', 'program', 'firmware', 'manage', 'other'] as const
export const years: FieldSpec = {
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

export const nameColumn: ColumnSpec = { key: 'name' }
export const siteColumn: ColumnSpec = { key: 'siteName', width: 126 }
export const ownerColumn: ColumnSpec = { key: 'ownerName', width: 136 }
export const findings: ColumnSpec = { key: 'openFindings', cell: 'findings', width: 66 }
export const lifeColumns: readonly ColumnSpec[] = [
  { key: 'state', cell: 'life', width: 72, words: 'life', values: ['current', 'planned', 'ended'] },
  { key: 'from', width: 110, extra: true },
  { key: 'until', width: 110, extra: true },
]
export const criticalityColumn: ColumnSpec = { key: 'criticality', cell: 'count', width: 90, extra: true }
export const idColumn: ColumnSpec = { key: 'id', width: 200, extra: true }
export const count = (key: string, width = 70, extra = false): ColumnSpec => ({ key, cell: 'count', width, ...(extra && { extra }) })
