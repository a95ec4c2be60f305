import { parseAddress } from '@caponier/core/assets/address'
import { Asset, type Workspace, type WorkspaceAsset } from '@caponier/core/company/index'
import { nearestWord } from '@caponier/core/company/nearest-word'
import { explainIssues } from '../workspace/explain.ts'
import { assetCell, INTERFACE_FIELDS, type InterfaceColumn, interfacesFromCells, isInterfaceColumn } from './asset-cells.ts'
import { splitCell } from './cell-lists.ts'
import { ASSET_COLUMNS, type AssetField } from './columns.ts'
import type { ColumnMapping } from './mapping.ts'
import { type AssetPatch, countActions, type FieldDiff, type Preview, type PreviewRow, type RowError, rowError } from './preview.ts'
import type { Table, TableRow } from './table.ts'

export interface AssetImportOptions {
  /** Site of rows that name none. */
  readonly site?: string
  /** Overwrite fields that a person changed. */
  readonly overwrite?: boolean
  /** Ids that assets beyond those of the workspace have, or had before they were removed; never given to another. */
  readonly taken?: ReadonlySet<string>
}

interface Named {
  readonly id: string
  readonly name: string
}

/** Finds an item by id, else by a name or other word that only it has. */
type Finder = (text: string) => string | undefined

/**
 * What the rows would do to the assets. A row belongs to the asset of its id; without one to the only asset of its site with
 * that serial number, else with that name. Empty cells leave things alone; fields that a person edited are kept.
 */
export function previewAssets(table: Table, mapping: readonly ColumnMapping[], workspace: Workspace, options: AssetImportOptions): Preview {
  const columns = new Map<AssetField, number>()
  for (const { field, column } of mapping) if (field !== undefined) columns.set(field as AssetField, column)
  const lookup = lookups(workspace)
  const byId = new Map((workspace.assets ?? []).map((asset) => [asset.id, asset]))
  const bySerial = Map.groupBy(
    (workspace.assets ?? []).filter((asset) => asset.serial !== undefined),
    (asset) => `${asset.site}\n${asset.serial?.trim()}`,
  )
  const byName = Map.groupBy(workspace.assets ?? [], (asset) => `${asset.site}\n${asset.name.trim().toLowerCase()}`)
  const usedIds = new Set([...byId.keys(), ...(options.taken ?? [])])
  const seen = new Map<string, number>()
  const rows: PreviewRow[] = []
  const patches: AssetPatch[] = []

  for (const row of table.rows) {
    const cells = cellsOf(row, columns)
    const headerOf = (field: string): string => {
      const column = mapping.find((one) => one.field === field)
      return column === undefined ? field : column.header || column.letter
    }
    const errors: RowError[] = []
    const wrong = (field: AssetField, why: string, mend: string): void => {
      errors.push({ row: row.row, column: headerOf(field), value: cells[field] ?? '', why, mend })
    }
    const resolved = resolveCells(cells, lookup, wrong)
    const site = resolved.site ?? (cells.site === undefined ? options.site : undefined)
    const existing = findAsset(cells, site, { byId, bySerial, byName })
    if (existing === undefined && site === undefined && cells.site === undefined)
      errors.push({
        row: row.row,
        column: headerOf('site'),
        value: '',
        why: 'the site is missing',
        mend: 'add a column with the site, or name it for all rows (--site)',
      })
    if (existing === undefined && cells.name === undefined)
      errors.push({ row: row.row, column: headerOf('name'), value: '', why: 'the name is missing', mend: 'give the asset a name' })
    const id = existing?.id ?? cells.id ?? freshId(`${site ?? ''}-${cells.name ?? ''}`, usedIds)
    if (existing === undefined && cells.id !== undefined && options.taken?.has(cells.id) === true)
      wrong('id', `the id "${cells.id}" belongs, or has belonged, to another asset`, 'choose another id, or leave it empty')
    const earlier = seen.get(id)
    if (earlier !== undefined)
      errors.push({
        row: row.row,
        column: headerOf('id'),
        value: id,
        why: `the asset stands in row ${earlier} already`,
        mend: 'keep one of the two rows',
      })
    seen.set(id, row.row)

    const before: Readonly<Partial<WorkspaceAsset>> = existing ?? {}
    const proposed = { ...resolved, ...(existing === undefined && site !== undefined ? { site } : {}) }
    const faces = Object.fromEntries(Object.entries(proposed).filter(([field]) => isInterfaceColumn(field))) as Partial<
      Record<InterfaceColumn, string>
    >
    const diffs: FieldDiff[] = []
    const kept: FieldDiff[] = []
    for (const [field, after] of Object.entries(proposed) as [AssetField, string][]) {
      if (field === 'id' || isSame(after, assetCell(before, field))) continue
      const isKept = options.overwrite !== true && existing !== undefined && isChangedByHand(existing, field)
      ;(isKept ? kept : diffs).push({ field, before: assetCell(before, field), after })
    }
    const changedFaces = diffs.some((diff) => isInterfaceColumn(diff.field))
    const keptFaces = new Set(kept.map((diff) => diff.field))
    const patch: AssetPatch = {
      id,
      ...Object.fromEntries(diffs.filter((diff) => !isInterfaceColumn(diff.field)).map((diff) => [diff.field, diff.after])),
      ...(changedFaces
        ? {
            interfaces: [
              ...interfacesFromCells(
                Object.fromEntries(Object.entries(faces).filter(([field]) => !keptFaces.has(field))),
                existing?.interfaces ?? [],
              ),
            ],
          }
        : {}),
      ...(existing === undefined ? { provenance: 'import' as const } : {}),
      imported: { ...existing?.imported, ...Object.fromEntries(diffs.map((diff) => [diff.field, diff.after])) },
    }
    for (const address of splitCell(cells.address ?? '')) {
      if (address.trim() !== '' && parseAddress(address.trim()) === null)
        wrong('address', `"${address.trim()}" is no IPv4 or IPv6 address`, 'write it like 10.20.3.7, several separated by semicolons')
    }
    if (errors.length === 0) {
      const checked = Asset.safeParse({ ...before, ...patch })
      if (!checked.success) {
        for (const issue of explainIssues(checked.error.issues.slice(0, 10), { ...before, ...patch })) {
          const field = columnOfPath(issue.path)
          errors.push(rowError(row.row, headerOf(field), cells[field as AssetField] ?? '', issue))
        }
      }
    }
    const action =
      errors.length > 0 ? 'error' : existing === undefined ? 'add' : diffs.length > 0 ? 'change' : kept.length > 0 ? 'kept' : 'same'
    rows.push({ row: row.row, action, key: id, diffs, kept, errors })
    if (action === 'add' || action === 'change') patches.push(patch)
    if (action === 'add') usedIds.add(id)
  }
  return { kind: 'assets', mapping, rows, counts: countActions(rows), assets: patches, answers: [], objects: [] }
}

/** A person named the field as edited, or it no longer says what the last import wrote into it. */
function isChangedByHand(asset: WorkspaceAsset, field: AssetField): boolean {
  if (asset.edited?.some((edited) => edited === field || (edited === 'interfaces' && isInterfaceColumn(field))) === true) return true
  const written = asset.imported?.[field]
  return written !== undefined && !isSame(written, assetCell(asset, field))
}

const isSame = (left: string, right: string): boolean =>
  left === right || left.replaceAll('\r\n', '\n').trim() === right.replaceAll('\r\n', '\n').trim()

/** Cells with text, by field. */
function cellsOf(row: TableRow, columns: ReadonlyMap<AssetField, number>): Partial<Record<AssetField, string>> {
  const cells: Partial<Record<AssetField, string>> = {}
  for (const { field } of ASSET_COLUMNS) {
    const column = columns.get(field)
    const cell = column === undefined ? '' : (row.cells[column] ?? '')
    if (cell.trim() !== '')
      cells[field] =
        field === 'name' || field === 'location' || field === 'version' || field === 'serial' || isInterfaceColumn(field)
          ? cell
          : cell.trim()
  }
  return cells
}

type Lookups = Readonly<
  Record<'site' | 'zone' | 'type' | 'owner' | 'network', { readonly what: string; readonly find: Finder; readonly ids: readonly string[] }>
>

function lookups(workspace: Workspace): Lookups {
  const of = (
    what: string,
    items: readonly Named[] | undefined,
    further: (item: Named) => readonly string[] = () => [],
  ): Lookups['site'] => {
    const ids = new Set((items ?? []).map((item) => item.id))
    const byWord = new Map<string, string | undefined>()
    for (const item of items ?? []) {
      for (const word of new Set([item.name, ...further(item)].map((text) => text.trim().toLowerCase())))
        byWord.set(word, byWord.has(word) ? undefined : item.id)
    }
    return {
      what,
      ids: [...ids],
      find: (text) => (ids.has(text) ? text : ids.has(text.toLowerCase()) ? text.toLowerCase() : byWord.get(text.trim().toLowerCase())),
    }
  }
  const orderNumbers = new Map(
    (workspace.assetTypes ?? []).flatMap((type) => (type.orderNumber === undefined ? [] : [[type.id, type.orderNumber] as const])),
  )
  return {
    site: of('site', workspace.sites),
    zone: of('zone', workspace.zones),
    type: of('asset type', workspace.assetTypes, (type) => [orderNumbers.get(type.id) ?? type.name]),
    owner: of('person', workspace.people),
    network: of('network', workspace.networks),
  }
}

/** Cells with names turned into ids. */
function resolveCells(
  cells: Partial<Record<AssetField, string>>,
  lookup: Lookups,
  wrong: (field: AssetField, why: string, mend: string) => void,
): Partial<Record<AssetField, string>> {
  const resolved = { ...cells }
  const resolve = (field: keyof Lookups, text: string): string | undefined => {
    const { what, find, ids } = lookup[field]
    const id = find(text)
    if (id === undefined) {
      const near = nearestWord(text, ids)
      wrong(
        field,
        `there is no ${what} "${text}", or several of that name`,
        near === undefined ? `write the id of the ${what}; add it to the workspace first if it is new` : `did you mean ${near}?`,
      )
    }
    return id
  }
  for (const field of ['site', 'zone', 'type', 'owner'] as const) {
    const text = cells[field]
    if (text === undefined) continue
    const id = resolve(field, text)
    if (id === undefined) delete resolved[field]
    else resolved[field] = id
  }
  if (cells.network !== undefined)
    resolved.network = splitCell(cells.network)
      .map((text) => (text === '' ? '' : (resolve('network', text) ?? text)))
      .join('; ')
  return resolved
}

function findAsset(
  cells: Partial<Record<AssetField, string>>,
  site: string | undefined,
  index: {
    readonly byId: ReadonlyMap<string, WorkspaceAsset>
    readonly bySerial: ReadonlyMap<string, readonly WorkspaceAsset[]>
    readonly byName: ReadonlyMap<string, readonly WorkspaceAsset[]>
  },
): WorkspaceAsset | undefined {
  if (cells.id !== undefined) return index.byId.get(cells.id)
  if (site === undefined) return undefined
  const bySerial = cells.serial === undefined ? undefined : index.bySerial.get(`${site}\n${cells.serial.trim()}`)
  if (bySerial !== undefined) return bySerial.length === 1 ? bySerial[0] : undefined
  const byName = cells.name === undefined ? undefined : index.byName.get(`${site}\n${cells.name.trim().toLowerCase()}`)
  // Another serial number under the same name is another device.
  const [only] = byName?.length === 1 ? byName : []
  return only === undefined || (cells.serial !== undefined && only.serial !== undefined) ? undefined : only
}

/** An id from a name: lower case, umlauts spelled out, numbered when taken. */
export function freshId(name: string, used: ReadonlySet<string>): string {
  const base =
    name
      .toLowerCase()
      .replaceAll('ä', 'ae')
      .replaceAll('ö', 'oe')
      .replaceAll('ü', 'ue')
      .replaceAll('ß', 'ss')
      .normalize('NFD')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 100) || 'item'
  if (!used.has(base)) return base
  let number = 2
  while (used.has(`${base}-${number}`)) number += 1
  return `${base}-${number}`
}

/** Column of a path such as `interfaces[1].mac`. */
function columnOfPath(path: string): string {
  const last = /(?:^|\.)([a-z]\w*)$/i.exec(path)?.[1] ?? 'id'
  const face = Object.entries(INTERFACE_FIELDS).find(([, key]) => path.startsWith('interfaces') && key === last)
  return face?.[0] ?? last
}
