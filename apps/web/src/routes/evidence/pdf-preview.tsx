import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Loaded } from '../../ui/page.tsx'
import styles from './evidence.module.css'

/** Pages that are drawn at once. */
const AT_ONCE = 5

/**
 * Pages of a PDF drawn on canvases. Not by the browser's own viewer: scripts and forms of the document do not run, links lead nowhere,
 * and it looks the same in every browser under our policy. The reader is loaded only when a PDF is looked at.
 */
export function PdfPreview({ bytes, name, hash }: { readonly bytes: File; readonly name: string; readonly hash: string }) {
  const opened = useQuery({
    queryKey: ['pdf', hash],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
    queryFn: () => openPdf(bytes),
  })
  const { t } = useTranslation('evidence')
  if (opened.error !== null) return <p className="muted small">{t('noPreview')}</p>
  return <Loaded query={opened}>{(document) => <Pages document={document} name={name} />}</Loaded>
}

async function openPdf(bytes: File): Promise<PDFDocumentProxy> {
  const reader = await import('pdfjs-dist')
  reader.GlobalWorkerOptions.workerSrc = new URL('pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url).href
  const data = new Uint8Array(await bytes.arrayBuffer())
  return reader.getDocument({ data, enableXfa: false, stopAtErrors: false, useWasm: false }).promise
}

function Pages({ document, name }: { readonly document: PDFDocumentProxy; readonly name: string }) {
  const { t } = useTranslation('evidence')
  const [shown, setShown] = useState(AT_ONCE)
  const pages = Math.min(shown, document.numPages)
  return (
    <div className={styles['pages']} tabIndex={0} role="group" aria-label={name}>
      {Array.from({ length: pages }, (_, index) => (
        <PdfPage key={index} document={document} page={index + 1} name={name} />
      ))}
      {pages < document.numPages && (
        <Button variant="default" onClick={() => setShown(shown + AT_ONCE)}>
          {t('morePages', { shown: pages, count: document.numPages })}
        </Button>
      )}
    </div>
  )
}

function PdfPage({ document, page, name }: { readonly document: PDFDocumentProxy; readonly page: number; readonly name: string }) {
  const { t } = useTranslation('evidence')
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let stop: (() => void) | undefined
    let isGone = false
    const draw = async (): Promise<void> => {
      const drawn = await document.getPage(page)
      const element = canvas.current
      if (isGone || element === null) return
      const width = element.parentElement?.clientWidth ?? 600
      const dots = Math.min(2, window.devicePixelRatio)
      const viewport = drawn.getViewport({ scale: (width * dots) / drawn.getViewport({ scale: 1 }).width })
      element.width = Math.floor(viewport.width)
      element.height = Math.floor(viewport.height)
      const task = drawn.render({ canvas: element, viewport })
      stop = () => task.cancel()
      await task.promise
    }
    // A page that cannot be drawn stays white; the file itself can be saved.
    draw().catch(() => undefined)
    return () => {
      isGone = true
      stop?.()
    }
  }, [document, page])
  return <canvas ref={canvas} className={styles['pdf']} role="img" aria-label={t('pageOf', { page, count: document.numPages, name })} />
}
