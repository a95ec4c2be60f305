import { ActionIcon, Button, Checkbox, Menu, Skeleton, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { IconColumns3, IconDownload, IconSearch, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListSpec } from '@caponier/contract/kit/list-spec'
import { ROUTES } from '@caponier/contract/table'
import type { RouteId, ValueOf } from '../../api/client.ts'
import { call, checkedByServer, client } from '../../api/client.ts'
import { useLine } from '../../api/line.ts'
import { queryKey } from '../../api/queries.ts'
import { useFormats } from '../../i18n/format.ts'
import { Offline } from '../page.tsx'
import { ProblemView } from '../problem-view.tsx'
import type { Column } from './column.ts'
import { plainCell } from './column.ts'
import { FilterBar } from './filter-bar.tsx'
import { firstSort, keptState, useListState } from './list-state.ts'
import { saveFetched } from './save-file.ts'
import styles from './table.module.css'
import { useRowKeys } from './row-keys.ts'
import { ViewMenu } from './view-menu.tsx'

/** A row of a list route. */
export type RowOf<Id extends RouteId> = ValueOf<Id> extends { readonly items: readonly (infer Row)[] } ? Row : never

interface Props<Id extends RouteId> {
  readonly route: Id
  /** Path parameters, and query of the route itself beside the list grammar. */
  readonly request: { readonly params: unknown; readonly query?: Readonly<Record<string, unknown>> }
  readonly columns: readonly Column<RowOf<Id>>[]
  /** Name under which views are saved. */
  readonly name: string
  /** How a row is called, for people who hear the page. */
  readonly rowName: (row: RowOf<Id>) => string
  readonly onOpen?: (row: RowOf<Id>) => void
  /** Acts on the selected rows; with it rows can be selected. */
  readonly bulk?: (rows: readonly RowOf<Id>[], clear: () => void) => ReactNode
  /** Shown when the list is empty without any filter: what would stand here and how it gets here. */
  readonly empty: ReactNode
  readonly acts?: ReactNode
  /** Height of the frame; the page's rest when absent. */
  readonly height?: number | string
}

const PAGE = 200
const ROW_HEIGHT = 34

/**
 * A list of the API as a table: search, filters, order, columns and saved views in the address, rows by page and drawn only where
 * they are seen, selection, keys, and export of exactly what is shown.
 */
export function DataTable<Id extends RouteId>({ route, request, columns, name, rowName, onOpen, bulk, empty, acts, height }: Props<Id>) {
  const { t } = useTranslation('common')
  const { count } = useFormats()
  const line = useLine()
  const spec = ROUTES[route] as { readonly list: ListSpec }
  const key = spec.list.key
  const [state, setState] = useListState(spec.list.sort)
  const shown = useMemo(() => shownColumns(columns, state.columns), [columns, state.columns])
  const query = {
    ...request.query,
    ...(state.q !== '' && { q: state.q }),
    ...(state.filter.length > 0 && { filter: [...state.filter] }),
    sort: state.sort,
  }
  const list = useInfiniteQuery({
    queryKey: [...queryKey(route, checkedByServer<Id>({ params: request.params, query })), 'pages'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      call(
        route,
        checkedByServer<Id>({
          params: request.params,
          query: { ...query, limit: PAGE, ...(pageParam !== null && { after: pageParam }) },
          signal,
        }),
      ) as Promise<{ items: RowOf<Id>[]; total: number; next: string | null }>,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const total = list.data?.pages[0]?.total ?? 0
  const idOf = (row: RowOf<Id>): string => String((row as Readonly<Record<string, unknown>>)[key])
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const chosen = rows.filter((row) => selected.has(idOf(row)))
  const toggle = (row: RowOf<Id>): void => {
    const next = new Set(selected)
    if (!next.delete(idOf(row))) next.add(idOf(row))
    setSelected(next)
  }
  const frame = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  })
  const [active, onKeyDown] = useRowKeys({
    rows: rows.length,
    open: (index) => {
      const row = rows[index]
      if (row !== undefined) onOpen?.(row)
    },
    toggle: (index) => {
      const row = rows[index]
      if (row !== undefined && bulk !== undefined) toggle(row)
    },
    reveal: (index) => virtual.scrollToIndex(index),
    search: () => search.current?.focus(),
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  useEffect(() => {
    if (last >= rows.length - 20 && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [last, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage])

  const exportAs = (format: 'csv' | 'xlsx'): void => {
    const fields = shown.map((column) => column.key).join(',')
    void saveFetched(client.file(route, { params: request.params, query: { ...query, fields, format } } as never))
  }
  const sorted = firstSort(state.sort)
  const template = `${bulk === undefined ? '' : '36px '}${shown.map((column) => (column.width === undefined ? 'minmax(180px, 1fr)' : `${column.width}px`)).join(' ')}`
  // The frame scrolls sideways below this; without it every row would be as wide as its own content.
  const minWidth = 24 + shown.reduce((sum, column) => sum + (column.width ?? 180) + 12, bulk === undefined ? 0 : 48)
  const isFiltered = state.q !== '' || state.filter.length > 0
  return (
    <div className={styles.table} style={height === undefined ? undefined : { height }}>
      <div className={`${styles.bar} no-print`}>
        <SearchField key={state.q === '' ? 'empty' : 'filled'} reference={search} q={state.q} onChange={(q) => setState({ q })} />
        <FilterBar spec={spec.list} columns={columns} filter={state.filter} onChange={(filter) => setState({ filter })} />
        <span className={styles.grow} />
        <span className="muted small" aria-live="polite">
          {list.data === undefined
            ? ''
            : rows.length < total
              ? t('table.ofRows', { shown: count(rows.length), count: total })
              : t('table.rows', { count: total })}
        </span>
        <ViewMenu
          list={name}
          content={{ ...state }}
          onApply={(content) => {
            const next = keptState(content)
            setState({ ...next, sort: next.sort === '' ? spec.list.sort : next.sort })
          }}
        />
        <Menu position="bottom-end" closeOnItemClick={false}>
          <Menu.Target>
            <ActionIcon aria-label={t('table.columns')} title={t('table.columns')}>
              <IconColumns3 size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
            {columns.map((column) => {
              const on = shown.some((one) => one.key === column.key)
              return (
                <Menu.Item
                  key={column.key}
                  leftSection={<Checkbox checked={on} readOnly tabIndex={-1} size="xs" />}
                  onClick={() => {
                    const next = on ? shown.filter((one) => one.key !== column.key) : [...shown, column]
                    if (next.length > 0) setState({ columns: columns.filter((one) => next.includes(one)).map((one) => one.key) })
                  }}
                >
                  {column.label}
                </Menu.Item>
              )
            })}
          </Menu.Dropdown>
        </Menu>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t('table.export')} title={t('table.export')}>
              <IconDownload size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => exportAs('xlsx')}>{t('table.exportXlsx')}</Menu.Item>
            <Menu.Item onClick={() => exportAs('csv')}>{t('table.exportCsv')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        {acts}
      </div>
      {bulk !== undefined && chosen.length > 0 && (
        <div className={styles.bulk} role="region" aria-label={t('table.selected', { count: chosen.length })}>
          <strong>{t('table.selected', { count: chosen.length })}</strong>
          {bulk(chosen, () => setSelected(new Set()))}
          <Button variant="subtle" color="gray" onClick={() => setSelected(new Set())}>
            {t('table.clearSelection')}
          </Button>
        </div>
      )}
      {/* Rows that are there stay; that they could not be read anew, or that more did not come, is said. */}
      {list.error !== null && rows.length > 0 && line === 'open' && <ProblemView error={list.error} retry={() => void list.refetch()} />}
      {list.data === undefined && line === 'lost' ? (
        <Offline />
      ) : list.error !== null && rows.length === 0 ? (
        <ProblemView error={list.error} retry={() => void list.refetch()} />
      ) : (
        <div ref={frame} className={styles.frame} role="grid" aria-rowcount={total} tabIndex={0} onKeyDown={onKeyDown} aria-label={name}>
          <div className={styles.head} role="row" style={{ gridTemplateColumns: template, minWidth }}>
            {bulk !== undefined && (
              <div className={styles.cell} role="columnheader">
                <Checkbox
                  size="xs"
                  aria-label={t('table.selectAll')}
                  checked={rows.length > 0 && chosen.length === rows.length}
                  indeterminate={chosen.length > 0 && chosen.length < rows.length}
                  onChange={() => setSelected(chosen.length === rows.length ? new Set() : new Set(rows.map(idOf)))}
                />
              </div>
            )}
            {shown.map((column) => (
              <div
                key={column.key}
                role="columnheader"
                className={styles.cell}
                data-align={column.align}
                aria-sort={sorted.field === column.key ? (sorted.descending ? 'descending' : 'ascending') : 'none'}
              >
                {spec.list.fields[column.key] === undefined ? (
                  <span className={styles.headText}>{column.label}</span>
                ) : (
                  <button
                    type="button"
                    className={styles.sort}
                    title={t('table.sortBy', { column: column.label })}
                    onClick={() => setState({ sort: sorted.field === column.key && !sorted.descending ? `-${column.key}` : column.key })}
                  >
                    {column.label}
                    <span aria-hidden="true">{sorted.field === column.key ? (sorted.descending ? ' ↓' : ' ↑') : ''}</span>
                  </button>
                )}
              </div>
            ))}
          </div>
          {list.isPending && (
            <div className="stack" style={{ padding: 12 }} aria-busy="true">
              {Array.from({ length: 8 }, (_, row) => (
                <Skeleton key={row} height={16} radius={2} />
              ))}
            </div>
          )}
          {!list.isPending && rows.length === 0 && (
            // A grid holds rows, also where it has none to show.
            <div role="row">
              <div role="gridcell">{isFiltered ? <p className={styles.none}>{t('table.noRows')}</p> : empty}</div>
            </div>
          )}
          <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
            {items.map((item) => {
              const row = rows[item.index]
              if (row === undefined) return null
              const isSelected = selected.has(idOf(row))
              return (
                <div
                  key={idOf(row)}
                  role="row"
                  aria-rowindex={item.index + 1}
                  aria-selected={bulk === undefined ? undefined : isSelected}
                  className={styles.row}
                  data-active={active === item.index}
                  data-open={onOpen !== undefined}
                  style={{ gridTemplateColumns: template, minWidth, transform: `translateY(${item.start}px)`, height: ROW_HEIGHT }}
                  onClick={onOpen === undefined ? undefined : () => onOpen(row)}
                >
                  {bulk !== undefined && (
                    <div className={styles.cell} role="gridcell" onClick={(event) => event.stopPropagation()}>
                      <Checkbox
                        size="xs"
                        aria-label={t('table.selectRow', { name: rowName(row) })}
                        checked={isSelected}
                        onChange={() => toggle(row)}
                      />
                    </div>
                  )}
                  {shown.map((column, index) => (
                    <div key={column.key} role="gridcell" className={styles.cell} data-align={column.align}>
                      {index === 0 && onOpen !== undefined ? (
                        <button type="button" className={styles.open} onClick={() => onOpen(row)}>
                          {cell(column, row)}
                        </button>
                      ) : (
                        cell(column, row)
                      )}
                    </div>
                  ))}
                </div>
              )
            })}
          </div>
        </div>
      )}
    </div>
  )
}

const cell = <Row,>(column: Column<Row>, row: Row): ReactNode =>
  column.render === undefined ? plainCell((row as Readonly<Record<string, unknown>>)[column.key]) : column.render(row)

function shownColumns<Row>(columns: readonly Column<Row>[], chosen: readonly string[]): readonly Column<Row>[] {
  const picked = chosen.flatMap((key) => columns.find((column) => column.key === key) ?? [])
  return picked.length > 0 ? picked : columns.filter((column) => column.extra !== true)
}

/** Search that asks when the hand rests. */
function SearchField({
  q,
  onChange,
  reference,
}: {
  readonly q: string
  readonly onChange: (q: string) => void
  readonly reference: React.RefObject<HTMLInputElement | null>
}) {
  const { t } = useTranslation('common')
  const [text, setText] = useState(q)
  useEffect(() => {
    if (text === q) return
    const timer = setTimeout(() => onChange(text), 250)
    return () => clearTimeout(timer)
    // Only the text being typed starts the clock; what the address says in the meantime does not.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [text])
  return (
    <TextInput
      ref={reference}
      className={styles.search}
      placeholder={t('table.search')}
      aria-label={t('table.search')}
      leftSection={<IconSearch size={14} />}
      rightSection={
        text === '' ? null : (
          <ActionIcon size={20} aria-label={t('remove')} onClick={() => setText('')}>
            <IconX size={12} />
          </ActionIcon>
        )
      }
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  )
}
