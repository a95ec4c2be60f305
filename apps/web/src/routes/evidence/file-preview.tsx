import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import type { ValueOf } from '../../api/client.ts'
import { useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { Loaded } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { saveFile } from '../../ui/table/save-file.ts'
import { When } from '../../ui/time.tsx'
import styles from './evidence.module.css'
import { PdfPreview } from './pdf-preview.tsx'

export type FileOut = ValueOf<'evidence.files'>['items'][number]

/** Largest file that is shown at once, in bytes; text is cut far earlier. */
const MOST_SHOWN = 30 * 1024 * 1024
const MOST_TEXT = 200_000

/** One file: name, hash, saving it, and looking at it where its type is harmless. */
export function FileLine({ id, file, first }: { readonly id: string; readonly file: FileOut; readonly first: boolean }) {
  const { t } = useTranslation('evidence')
  const { bytes } = useFormats()
  const tenant = useTenant()
  const [shown, setShown] = useState(first && file.shown && file.size <= MOST_SHOWN)
  const [error, setError] = useState<unknown>(null)
  const save = (): void => {
    call('evidence.download', { params: { tenant, id }, query: { sha256: file.sha256, save: true } })
      .then((saved) => saveFile(new File([saved], file.name, { type: saved.type })))
      .catch(setError)
  }
  return (
    <div className="stack">
      <div className={styles['file']}>
        <span>
          <strong>{file.name}</strong>
          <div className="muted small">
            {bytes(file.size)} · {file.mediaType} · <When at={file.uploadedAt} />
          </div>
          <div className={styles['hash']}>
            {t('hash')} {file.sha256}
          </div>
        </span>
        <span className="row">
          {file.shown && file.size <= MOST_SHOWN && !shown && (
            <Button variant="default" size="compact-sm" onClick={() => setShown(true)}>
              {t('showFile')}
            </Button>
          )}
          <Button variant="default" size="compact-sm" leftSection={<IconDownload size={14} />} onClick={save}>
            {t('save')}
          </Button>
        </span>
      </div>
      {error !== null && <ProblemView error={error} />}
      {!file.shown && first && <p className="muted small">{t('noPreview')}</p>}
      {shown && <Preview id={id} file={file} />}
    </div>
  )
}

function Preview({ id, file }: { readonly id: string; readonly file: FileOut }) {
  const tenant = useTenant()
  const query = useQuery({
    queryKey: ['evidence-bytes', tenant, id, file.sha256],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    queryFn: ({ signal }) => call('evidence.download', { params: { tenant, id }, query: { sha256: file.sha256 }, signal }),
  })
  return <Loaded query={query}>{(bytes) => <Shown bytes={bytes} file={file} />}</Loaded>
}

/** The bytes as a blob of the page, under the type that the server recognised and never another. */
function Shown({ bytes, file }: { readonly bytes: File; readonly file: FileOut }) {
  const url = useBlobUrl(bytes, file.mediaType)
  if (file.mediaType === 'text/plain') return <TextPreview bytes={bytes} />
  if (file.mediaType === 'application/pdf') return <PdfPreview bytes={bytes} name={file.name} hash={file.sha256} />
  if (url === null) return null
  return <img className={styles['image']} src={url} alt={file.name} />
}

function useBlobUrl(bytes: File, mediaType: string): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type: mediaType }))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [bytes, mediaType])
  return url
}

function TextPreview({ bytes }: { readonly bytes: File }) {
  const { t } = useTranslation('evidence')
  const [text, setText] = useState<string | null>(null)
  useEffect(() => {
    void bytes.slice(0, MOST_TEXT).text().then(setText)
  }, [bytes])
  if (text === null) return null
  return (
    <>
      <pre className={styles['text']} tabIndex={0}>
        {text}
      </pre>
      {bytes.size > MOST_TEXT && <p className="muted small">{t('tooLong')}</p>}
    </>
  )
}
