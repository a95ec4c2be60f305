import { Button, FileInput, Progress } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, type ValueOf } from '../../api/client.ts'
import { useAct } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { Page, Panel } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { ObjectPicker } from '../company/object-picker.tsx'
import { ZeekCounts } from './zeek-counts.tsx'

type Outcome = ValueOf<'zeek.read'>

/** Import of Zeek logs: upload file by file, look at the counts, write the proposals. */
export function ZeekScreen() {
  const { t } = useTranslation('assets')
  const tenant = useTenant()
  const navigate = useNavigate()
  const [site, setSite] = useState<string | null>(null)
  const [files, setFiles] = useState<readonly File[]>([])
  const [progress, setProgress] = useState<{ readonly done: number; readonly name: string } | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [upload, setUpload] = useState<string | null>(null)
  const read = useAct('zeek.read', ['assets', 'position'])
  const [trial, setTrial] = useState<Outcome | null>(null)
  const send = async (): Promise<void> => {
    if (site === null) return
    setFailure(null)
    try {
      const opened = await call('zeek.open', { params: { tenant }, body: { site } })
      for (const [at, file] of files.entries()) {
        setProgress({ done: at, name: file.name })
        await call('zeek.file', { params: { tenant, upload: opened.upload, name: file.name }, body: file })
      }
      setUpload(opened.upload)
      read.mutate({ params: { tenant, upload: opened.upload }, body: { dryRun: true } }, { onSuccess: setTrial })
    } catch (error) {
      setFailure(error)
    } finally {
      setProgress(null)
    }
  }
  const isWritten = read.data?.applied === true
  const restart = (): void => {
    setTrial(null)
    setUpload(null)
    setFiles([])
    read.reset()
  }
  return (
    <Page title={t('zeek.title')} lead={t('zeek.lead')}>
      {trial === null ? (
        <Panel>
          <form
            className="stack-lg"
            style={{ maxWidth: 520 }}
            onSubmit={(event) => {
              event.preventDefault()
              void send()
            }}
          >
            <ObjectPicker of="sites" label={t('zeek.site')} required value={site} onChange={setSite} />
            <FileInput
              label={t('zeek.files')}
              placeholder={t('zeek.choose')}
              multiple
              required
              value={[...files]}
              onChange={setFiles}
              accept=".log,.gz,.json,.ndjson"
            />
            {progress !== null && (
              <div aria-live="polite">
                <span className="small">{t('zeek.uploading', { name: progress.name })}</span>
                <Progress value={(100 * progress.done) / files.length} aria-label={t('zeek.uploading', { name: progress.name })} />
              </div>
            )}
            {failure !== null && <ProblemView error={failure} />}
            {read.error !== null && <ProblemView error={read.error} />}
            <div className="row">
              <Button type="submit" disabled={site === null || files.length === 0} loading={progress !== null || read.isPending}>
                {t('zeek.read')}
              </Button>
            </div>
          </form>
        </Panel>
      ) : (
        <>
          <ZeekCounts outcome={read.data ?? trial} />
          {read.error !== null && <ProblemView error={read.error} />}
          <div className="row">
            {isWritten ? (
              <Button onClick={() => void navigate({ to: `/t/${tenant}/assets/proposals` as never })}>{t('zeek.toProposals')}</Button>
            ) : (
              <Button
                loading={read.isPending}
                onClick={() => read.mutate({ params: { tenant, upload: upload ?? '' }, body: { dryRun: false } })}
              >
                {t('zeek.write')}
              </Button>
            )}
            <Button variant="default" onClick={restart}>
              {t('zeek.another')}
            </Button>
          </div>
        </>
      )}
    </Page>
  )
}
