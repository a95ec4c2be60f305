import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { Badge, ClassBadge, type ClassName } from '../../ui/badges.tsx'
import { SlVector } from '../../ui/levels.tsx'
import type { Column } from '../../ui/table/column.ts'
import { plainCell } from '../../ui/table/column.ts'
import { When } from '../../ui/time.tsx'
import type { ColumnSpec } from './object-kinds.ts'

type Row = Readonly<Record<string, unknown>>
type T = TFunction<'company'>

const LIFE_TONE: Readonly<Record<string, string>> = { current: 'met', planned: 'accent', ended: 'neutral' }
const levels = (value: unknown): readonly (number | null)[] => (Array.isArray(value) ? (value as (number | null)[]) : [])

/** Columns of a list from their short description, with words in the language of the page. */
export const columnsOf = (specs: readonly ColumnSpec[], t: T): readonly Column<Row>[] =>
  specs.map((spec) => ({
    key: spec.key,
    label: t(`column.${spec.key}` as 'column.name'),
    ...(spec.width !== undefined && { width: spec.width }),
    ...((spec.cell === 'count' || spec.cell === 'findings') && { align: 'end' as const }),
    ...(spec.extra === true && { extra: true }),
    ...(spec.values !== undefined && { options: spec.values.map((value) => ({ value, label: wordOf(spec, value, t) })) }),
    ...(spec.cell !== undefined && { render: (row: Row) => cellOf(spec, row, t) }),
  }))

const wordOf = (spec: ColumnSpec, value: string, t: T): string => t(`${spec.words ?? ''}.${value}` as 'kind.ot')

function cellOf(spec: ColumnSpec, row: Row, t: T): ReactNode {
  const value = row[spec.key]
  if (value === null || value === undefined) return <span className="muted">–</span>
  const text = plainCell(value)
  switch (spec.cell ?? 'text') {
    case 'text':
      return text
    case 'vector':
      return <SlVector levels={levels(value)} />
    case 'achieved':
      return <SlVector levels={levels(value)} target={levels(row['slTarget'])} />
    case 'class':
      return <ClassBadge of={text as ClassName} />
    case 'life':
      return <Badge tone={LIFE_TONE[text] ?? 'neutral'}>{wordOf(spec, text, t)}</Badge>
    case 'word':
      return wordOf(spec, text, t)
    case 'flag':
      return value === true ? t('flag.true') : <span className="muted">{t('flag.false')}</span>
    case 'instant':
      return <When at={text} relative={false} />
    case 'findings':
      return value === 0 ? <span className="muted">0</span> : <strong>{text}</strong>
    case 'count':
      return value === 0 ? <span className="muted">0</span> : text
  }
}
