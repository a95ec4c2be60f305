import { Button, Menu } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { IconDownload, IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '../../api/client.ts'
import { queryKey, useAct } from '../../api/queries.ts'
import { useMay, useTenant } from '../../api/session.ts'
import { Page } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { saveFetched } from '../../ui/table/save-file.ts'
import { ViewMenu } from '../../ui/table/view-menu.tsx'
import { When } from '../../ui/time.tsx'
import { type Entry, useActivityWords } from './activity-words.ts'
import styles from './activity.module.css'
import { EntryDrawer } from './entry-drawer.tsx'
import { keptNarrow, type Narrow, useNarrow } from './narrow.ts'
import { NarrowBar } from './narrow-bar.tsx'
import { VerifyPanel } from './verify-panel.tsx'

const PAGE = 100

/** The activity log: filter, what changed, verification. */
export function ActivityScreen() {
  const { t } = useTranslation('activity')
  const tenant = useTenant()
  const { whole } = useMay()
  const seesAll = whole('activity.read')
  const [narrow, setNarrow] = useNarrow()
  const [open, setOpen] = useState<number | null>(null)
  const verify = useAct('activity.verify', [])
  const log = useInfiniteQuery({
    queryKey: [...queryKey('activity.list', { params: { tenant }, query: narrow }), 'pages'],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam, signal }) =>
      call('activity.list', {
        params: { tenant },
        query: { ...narrow, limit: PAGE, ...(pageParam !== null && { before: pageParam }) },
        signal,
      }),
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
  const entries = log.data?.pages.flatMap((page) => page.items) ?? []
  const acts = (
    <>
      {seesAll && (
        <Button
          variant="default"
          leftSection={<IconShieldCheck size={15} />}
          loading={verify.isPending}
          onClick={() => verify.mutate({ params: { tenant } })}
        >
          {t('verify')}
        </Button>
      )}
      <ExportMenu narrow={narrow} seesAll={seesAll} />
    </>
  )
  return (
    <Page title={t('title')} lead={seesAll ? t('lead') : t('partOnly')} acts={acts}>
      {verify.error !== null && <ProblemView error={verify.error} />}
      {verify.data !== undefined && !verify.isPending && <VerifyPanel report={verify.data} />}
      <NarrowBar narrow={narrow} onChange={setNarrow}>
        <ViewMenu list="activity" content={{ ...narrow }} onApply={(content) => setNarrow(keptNarrow(content))} />
      </NarrowBar>
      {log.error !== null && entries.length === 0 ? (
        <ProblemView error={log.error} retry={() => void log.refetch()} />
      ) : (
        <EntryList entries={entries} loading={log.isPending} onOpen={setOpen} />
      )}
      {log.error !== null && entries.length > 0 && <ProblemView error={log.error} retry={() => void log.refetch()} />}
      {log.hasNextPage && (
        <div>
          <Button variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
      {open !== null && <EntryDrawer seq={open} onClose={() => setOpen(null)} />}
    </Page>
  )
}

interface ListProps {
  readonly entries: readonly Entry[]
  readonly loading: boolean
  readonly onOpen: (seq: number) => void
}

function EntryList({ entries, loading, onOpen }: ListProps) {
  const { t } = useTranslation('activity')
  const words = useActivityWords()
  return (
    <div className={styles.list} aria-busy={loading}>
      <div className={styles.head} aria-hidden="true">
        <span>{t('when')}</span>
        <span>{t('who')}</span>
        <span>{t('what')}</span>
        <span>{t('object')}</span>
        <span className={styles.seq}>#</span>
      </div>
      {!loading && entries.length === 0 && (
        <p className="muted" style={{ padding: '8px 12px', margin: 0 }}>
          {t('noEntries')}
        </p>
      )}
      {entries.map((entry) => (
        <button key={entry.seq} type="button" className={styles.entry} onClick={() => onOpen(entry.seq)}>
          <span className={styles.time}>
            <When at={entry.at} />
          </span>
          <span className={styles.who}>{words.who(entry)}</span>
          <span className={styles.what}>
            {words.kind(entry.kind)} {words.verb(entry.action)}
          </span>
          <span className={styles.object} title={entry.object}>
            {words.object(entry)}
          </span>
          <span className={styles.seq}>{entry.seq}</span>
        </button>
      ))}
    </div>
  )
}

function ExportMenu({ narrow, seesAll }: { readonly narrow: Narrow; readonly seesAll: boolean }) {
  const { t } = useTranslation('activity')
  const { t: common } = useTranslation('common')
  const tenant = useTenant()
  const rows = (format: 'csv' | 'xlsx'): void =>
    void saveFetched(client.file('activity.table', { params: { tenant }, query: { ...narrow, format } }))
  const log = (details: boolean): void => void saveFetched(client.file('activity.export', { params: { tenant }, query: { details } }))
  return (
    <Menu position="bottom-end" width={320}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={15} />}>
          {t('export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('exportRows')}</Menu.Label>
        <Menu.Item onClick={() => rows('xlsx')}>{common('table.exportXlsx')}</Menu.Item>
        <Menu.Item onClick={() => rows('csv')}>{common('table.exportCsv')}</Menu.Item>
        {seesAll && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => log(false)}>{t('exportLog')}</Menu.Item>
            <Menu.Item onClick={() => log(true)}>{t('exportLogDetails')}</Menu.Item>
            <Menu.Label>{t('exportHint')}</Menu.Label>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
