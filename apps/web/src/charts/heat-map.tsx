import type { KeyboardEvent, ReactNode } from 'react'
import { Fragment, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FOUNDATIONAL } from '../ui/levels.tsx'
import styles from './charts.module.css'
import type { HeatGroup, HeatRow } from './heat-groups.ts'
import { isBelow } from './heat-groups.ts'

type Row = Pick<HeatRow, 'subject' | 'name' | 'target' | 'achieved' | 'evidenced'> & {
  /** Of a row that stands for many: how many of them lie below their target, per FR. */
  readonly below?: readonly number[]
}

interface Props {
  readonly groups: readonly (Omit<HeatGroup, 'rows'> & { readonly rows: readonly (Row & { readonly mark?: string })[] })[]
  readonly groupHead: (group: { readonly site: string; readonly below: number }) => ReactNode
  /** A link around a cell; it takes the class, the attributes and what stands in the cell. */
  readonly link: (row: Row, fr: string, attributes: CellAttributes, content: ReactNode) => ReactNode
  readonly rowHead: (row: Row & { readonly mark?: string }) => ReactNode
  readonly cellName: (row: Row, fr: string, index: number) => string
  readonly headLabel: string
  /** Figures target / evidenced written into each cell beside the achieved one. */
  readonly full?: boolean
}

export interface CellAttributes {
  readonly className: string
  readonly 'data-level': string
  readonly 'data-cell': string
  readonly title: string
  readonly tabIndex: number
}

/**
 * Zones by foundational requirement. The shade is the achieved level; a corner marks what is below its target, which stands behind the
 * stroke; the small figure is the evidenced level where it is lower. One stop for the Tab key, arrows move inside.
 */
export function HeatMap({ groups, groupHead, link, rowHead, cellName, headLabel, full = false }: Props) {
  const { t } = useTranslation('common')
  const table = useRef<HTMLTableElement>(null)
  const [stop, setStop] = useState<readonly [number, number]>([0, 0])
  const total = groups.reduce((sum, group) => sum + group.rows.length, 0)
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    const [row, column] = [clamp(stop[0] + step[0], total), clamp(stop[1] + step[1], FOUNDATIONAL.length)]
    setStop([row, column])
    const next = table.current?.querySelector<HTMLElement>(`[data-cell="${row}.${column}"]`)
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }
  /** Rows above a group. */
  const above = (index: number): number => groups.slice(0, index).reduce((sum, group) => sum + group.rows.length, 0)
  return (
    // Arrows move between the cells, which are links and have the focus; the table only hears them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <table ref={table} className={styles.heat} data-full={full} onKeyDown={onKeyDown}>
      <colgroup>
        <col />
        {FOUNDATIONAL.map((fr) => (
          <col key={fr} className={styles.heatColumn} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{headLabel}</th>
          {FOUNDATIONAL.map((fr) => (
            <th key={fr} scope="col">
              <abbr title={t(`fr.${fr}`)}>{fr}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {groups.map((group, place) => (
          <Fragment key={group.site}>
            {groups.length > 1 && (
              <tr className={styles.group}>
                <th colSpan={8} scope="rowgroup">
                  {groupHead(group)}
                </th>
              </tr>
            )}
            {group.rows.map((row, nth) => {
              const at = above(place) + nth
              return (
                <tr key={`${group.site} ${row.subject}`}>
                  <th scope="row" title={row.name}>
                    {rowHead(row)}
                  </th>
                  {FOUNDATIONAL.map((fr, index) => {
                    const name = cellName(row, fr, index)
                    return (
                      <td key={fr}>
                        {link(
                          row,
                          fr,
                          {
                            className: styles.heatCell ?? '',
                            'data-level': String(row.achieved[index] ?? 'dash'),
                            'data-cell': `${at}.${index}`,
                            title: name,
                            tabIndex: at === stop[0] && index === stop[1] ? 0 : -1,
                          },
                          <CellFigures row={row} fr={index} full={full} name={name} />,
                        )}
                      </td>
                    )
                  })}
                </tr>
              )
            })}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

function CellFigures({ row, fr, full, name }: { readonly row: Row; readonly fr: number; readonly full: boolean; readonly name: string }) {
  const achieved = row.achieved[fr] ?? null
  const evidenced = row.evidenced[fr] ?? null
  const target = row.target[fr] ?? null
  if (row.below !== undefined) return <SumFigures level={achieved} below={row.below[fr] ?? 0} name={name} />
  if (full)
    return (
      <>
        <span aria-hidden="true">{[target, achieved, evidenced].map((level) => level ?? '–').join(' / ')}</span>
        <span className="visually-hidden">{name}</span>
        {isBelow(row, fr) && <Corner />}
      </>
    )
  return (
    <>
      <span aria-hidden="true">{achieved ?? '–'}</span>
      {isBelow(row, fr) && <i aria-hidden="true">/{target}</i>}
      {achieved !== null && evidenced !== null && evidenced < achieved && <small aria-hidden="true">{evidenced}</small>}
      <span className="visually-hidden">{name}</span>
      {isBelow(row, fr) && <Corner />}
    </>
  )
}

/** The lowest level of many, with the number of those below their target. */
function SumFigures({ level, below, name }: { readonly level: number | null; readonly below: number; readonly name: string }) {
  return (
    <>
      <span aria-hidden="true">{level ?? '–'}</span>
      {below > 0 && <small aria-hidden="true">{below}×</small>}
      <span className="visually-hidden">{name}</span>
      {below > 0 && <Corner />}
    </>
  )
}

/** A corner in the colour of what is not met. */
function Corner() {
  return (
    <svg viewBox="0 0 9 9" aria-hidden="true">
      <path d="M0 0h9v9z" />
    </svg>
  )
}

/** What shade, corner and small figure mean. */
export function HeatKey({ shade, mark, small }: { readonly shade: string; readonly mark: string; readonly small: string }) {
  return (
    <span className={styles.heatKey}>
      <span>
        {[0, 1, 2, 3, 4].map((level) => (
          <span key={level} className={styles.heatCell} data-level={level}>
            {level}
          </span>
        ))}
        {shade}
      </span>
      <span>
        <span className={styles.heatCell} data-level="2">
          2 <small>1</small>
        </span>
        {small}
      </span>
      <span>
        <span className={styles.heatCell} data-level="1">
          1<i>/3</i>
          <Corner />
        </span>
        {mark}
      </span>
    </span>
  )
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -7],
  End: [0, 7],
  PageUp: [-12, 0],
  PageDown: [12, 0],
}

const clamp = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value))
