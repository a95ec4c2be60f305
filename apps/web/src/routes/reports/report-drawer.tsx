import { Button, Drawer } from '@mantine/core'
import { IconDownload, IconExternalLink, IconRefresh, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportRow } from '@caponier/contract/reports/reports'
import { call, client } from '../../api/client.ts'
import { useAct, useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { ConfirmDialog } from '../../ui/confirm.tsx'
import { Loaded } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { saveFile } from '../../ui/table/save-file.ts'
import { When } from '../../ui/time.tsx'

/** One report: what it is about, its hash and head, saving it, making it anew. */
export function ReportDrawer({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation('reports')
  const { t: common } = useTranslation('common')
  const tenant = useTenant()
  const report = useRead('reports.show', { params: { tenant, id } }, { staleTime: 2_000 })
  const title = report.data === undefined ? t('kind') : `${t(`kinds.${report.data.kind}`)}, ${t(`formats.${report.data.format}`)}`
  return (
    <Drawer opened onClose={onClose} title={title} size={560} padding="md" closeButtonProps={{ 'aria-label': common('close') }}>
      <Loaded query={report}>{(row) => <ReportView row={row} onClose={onClose} />}</Loaded>
    </Drawer>
  )
}

function ReportView({ row, onClose }: { readonly row: ReportRow; readonly onClose: () => void }) {
  const { t } = useTranslation('reports')
  const { date, bytes, count } = useFormats()
  const tenant = useTenant()
  const remove = useAct('reports.remove')
  const again = useAct('reports.make')
  const [removing, setRemoving] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const params = { tenant, id: row.id }
  const shown = client.url('reports.download', { params })
  const save = (): void => {
    call('reports.download', { params, query: { save: true } })
      .then(saveFile)
      .catch(setFailed)
  }
  const scope =
    row.scopeKind === 'organisation' || row.scopeId === null
      ? ({ kind: 'organisation' } as const)
      : { kind: row.scopeKind, id: row.scopeId }
  return (
    <div className="stack-lg">
      <div className="row">
        {row.state === 'done' && (
          <Button leftSection={<IconDownload size={15} />} onClick={save}>
            {t('download')}
          </Button>
        )}
        {row.state === 'done' && row.format === 'pdf' && shown.ok && (
          <Button
            component="a"
            href={shown.value}
            target="_blank"
            rel="noopener"
            variant="default"
            leftSection={<IconExternalLink size={15} />}
          >
            {t('view')}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconRefresh size={15} />}
          loading={again.isPending}
          onClick={() =>
            again.mutate(
              { params: { tenant }, body: { kind: row.kind, format: row.format, language: row.language, scope } },
              { onSuccess: onClose },
            )
          }
        >
          {t('again')}
        </Button>
        {row.removable && (
          <Button variant="subtle" color="red" leftSection={<IconTrash size={15} />} onClick={() => setRemoving(true)}>
            {t('remove')}
          </Button>
        )}
      </div>
      {row.problem !== null && (
        <div className="problem" role="alert">
          <h3>{t('states.failed')}</h3>
          <p>{row.problem}</p>
        </div>
      )}
      {failed !== null && <ProblemView error={failed} />}
      {again.error !== null && <ProblemView error={again.error} />}
      <dl className="facts">
        <dt>{t('scopeName')}</dt>
        <dd>{row.scopeName}</dd>
        <dt>{t('asOf')}</dt>
        <dd>{date(row.asOf)}</dd>
        <dt>{t('language')}</dt>
        <dd>{t(`languages.${row.language}`)}</dd>
        <dt>{t('state')}</dt>
        <dd>{t(`states.${row.state}`)}</dd>
        <dt>{t('requestedAt')}</dt>
        <dd>
          <When at={row.requestedAt} /> {row.requestedBy !== null && `· ${row.requestedBy}`}
        </dd>
        <dt>{t('endedAt')}</dt>
        <dd>
          <When at={row.endedAt} />
        </dd>
        {row.fileName !== null && (
          <>
            <dt>{t('fileName')}</dt>
            <dd>
              {row.fileName} {row.size !== null && <span className="muted">{bytes(row.size)}</span>}
            </dd>
            <dt>{t('hash')}</dt>
            <dd className="mono">{row.sha256}</dd>
            <dt>{t('head')}</dt>
            <dd>
              {row.headSeq === null ? '–' : count(row.headSeq)}
              <div className="mono muted">{row.headHash}</div>
            </dd>
          </>
        )}
      </dl>
      {removing && (
        <ConfirmDialog
          opened
          danger
          title={t('removeTitle')}
          act={t('remove')}
          busy={remove.isPending}
          error={remove.error}
          onClose={() => setRemoving(false)}
          onConfirm={() => remove.mutate({ params }, { onSuccess: onClose })}
        >
          {t('removeText')}
        </ConfirmDialog>
      )}
    </div>
  )
}
