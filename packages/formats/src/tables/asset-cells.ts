import type { WorkspaceAsset } from '@caponier/core/company/index'
import { joinCell, splitCell } from './cell-lists.ts'
import type { AssetField } from './columns.ts'

type AssetInterface = NonNullable<WorkspaceAsset['interfaces']>[number]

/** Columns that describe the interfaces of an asset, each with one value per interface. */
export const INTERFACE_FIELDS = { address: 'address', mac: 'mac', network: 'network', interface: 'name' } as const satisfies Partial<
  Record<AssetField, keyof AssetInterface>
>
export type InterfaceColumn = keyof typeof INTERFACE_FIELDS

export const isInterfaceColumn = (field: string): field is InterfaceColumn => Object.hasOwn(INTERFACE_FIELDS, field)

/** Text of one cell of the asset sheet; '' when the asset has nothing there. */
export function assetCell(asset: Readonly<Partial<WorkspaceAsset>>, field: AssetField): string {
  if (isInterfaceColumn(field)) {
    const values = (asset.interfaces ?? []).map((face) => face[INTERFACE_FIELDS[field]] ?? '')
    return values.every((value) => value === '') ? '' : joinCell(values)
  }
  return asset[field] ?? ''
}

/**
 * Interfaces from the cells of a row, by position. Fields whose column is not in the sheet or whose cell is empty are taken
 * from the interface that the asset had with the same address, else at the same position.
 */
export function interfacesFromCells(
  cells: Readonly<Partial<Record<InterfaceColumn, string>>>,
  before: readonly AssetInterface[],
): readonly AssetInterface[] {
  const lists = Object.entries(cells).flatMap(([column, cell]) =>
    cell.trim() === '' || !isInterfaceColumn(column) ? [] : [{ key: INTERFACE_FIELDS[column], values: splitCell(cell) }],
  )
  const length = Math.max(0, ...lists.map((list) => list.values.length))
  const addresses = lists.find((list) => list.key === 'address')?.values
  return Array.from({ length }, (_, at) => {
    const address = addresses?.[at]
    const known =
      address === undefined || address === ''
        ? before[at]
        : (before.find((face) => face.address === address) ?? (before[at]?.address === undefined ? before[at] : undefined))
    const face: { -readonly [K in keyof AssetInterface]: AssetInterface[K] } = { ...known }
    for (const { key, values } of lists) {
      const value = values[at] ?? ''
      if (value === '') delete face[key]
      else face[key] = key === 'mac' ? value.toLowerCase().replaceAll('-', ':') : value
    }
    return face
  })
}
