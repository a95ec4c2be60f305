import { Button } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay, useTenant } from '../../api/session.ts'
import { Empty } from '../../ui/page.tsx'
import { DataTable, type RowOf } from '../../ui/table/data-table.tsx'
import type { SheetKind } from '../assets/sheet-kinds.ts'
import { useSheetImport } from '../assets/sheet-menu.tsx'
import { BulkActs } from './bulk-acts.tsx'
import styles from './company.module.css'
import { routeOf } from './object-calls.ts'
import { columnsOf } from './object-cells.tsx'
import { ObjectDrawer } from './object-drawer.tsx'
import type { ObjectList as ListName } from './object-kinds.ts'
import { OBJECTS } from './objects.ts'

const NEW = '+'

/** One list of objects with the form of the open one beside it; which is open stands in the address. */
export function ObjectList({ list, filter }: { readonly list: ListName; readonly filter?: string }) {
  const { t } = useTranslation('company')
  const tenant = useTenant()
  const { may, whole, aboveSites } = useMay()
  const navigate = useNavigate()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const spec = OBJECTS[list]
  const columns = useMemo(() => columnsOf(spec.columns, t), [spec, t])
  const open = typeof search['open'] === 'string' ? search['open'] : null
  const show = (id: string | null): void =>
    void navigate({
      to: '.',
      replace: id === null,
      search: (before: Readonly<Record<string, unknown>>) => ({ ...before, open: id ?? undefined }),
    } as never)
  const mayAdd = list === 'entities' ? whole(spec.write) : list === 'sites' ? aboveSites(spec.write) : may(spec.write)
  const isUnseen = list === 'entities' && !aboveSites('company.read')
  const add = mayAdd ? (
    <Button leftSection={<IconPlus size={15} />} onClick={() => show(NEW)}>
      {t('add')}
    </Button>
  ) : undefined
  return (
    <div className={styles['list']}>
      <DataTable<'zones.list'>
        key={list}
        route={routeOf(list, 'list')}
        request={{ params: { tenant }, ...(filter !== undefined && { query: { filter: [filter] } }) }}
        columns={columns}
        name={list}
        rowName={(row) => row.name}
        onOpen={(row) => {
          if (list === 'zones') void navigate({ to: `/t/${tenant}/company/zones/${row.id}` as never })
          else show(row.id)
        }}
        {...(may(spec.write) && {
          bulk: (rows: readonly RowOf<'zones.list'>[], clear: () => void) => <BulkActs list={list} rows={rows} clear={clear} />,
        })}
        empty={
          <Empty
            title={t(isUnseen ? 'onlySites' : `list.${list}`)}
            acts={
              <>
                {add}
                {list !== 'flows' && mayAdd && <ImportInstead kind={list} />}
              </>
            }
          >
            {t(isUnseen ? 'onlySitesText' : `teach.${list}`)}
          </Empty>
        }
        acts={add}
      />
      {open !== null && <ObjectDrawer key={open} list={list} id={open === NEW ? null : open} onClose={() => show(null)} />}
    </div>
  )
}

function ImportInstead({ kind }: { readonly kind: SheetKind }) {
  const { t } = useTranslation('assets')
  return (
    <Button variant="default" leftSection={<IconFileImport size={15} />} onClick={useSheetImport(kind)}>
      {t('importSheet')}
    </Button>
  )
}
