import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLine } from '../api/line.ts'
import { ProblemView } from './problem-view.tsx'

interface PageProps {
  readonly title: ReactNode
  /** For the title of the window, where the heading is more than text. */
  readonly windowTitle?: string
  readonly lead?: ReactNode
  readonly acts?: ReactNode
  readonly children: ReactNode
}

/** A screen: heading that takes the focus after navigation, one line of what it is for, its acts, its content. */
export function Page({ title, windowTitle, lead, acts, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const name = windowTitle ?? (typeof title === 'string' ? title : '')
  useEffect(() => {
    document.title = name === '' ? 'Caponier' : `${name} · Caponier`
    heading.current?.focus({ preventScroll: true })
  }, [name])
  return (
    <div className="page">
      <header className="page-head">
        <div className="grow">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead !== undefined && <p>{lead}</p>}
        </div>
        {acts !== undefined && <div className="acts no-print">{acts}</div>}
      </header>
      {children}
    </div>
  )
}

/** A framed part of a screen. */
export function Panel({ title, acts, children }: { readonly title?: ReactNode; readonly acts?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className="panel">
      {(title !== undefined || acts !== undefined) && (
        <div className="panel-head">
          {title !== undefined && <h2>{title}</h2>}
          {acts}
        </div>
      )}
      {children}
    </section>
  )
}

/** Shows what a query gives, a skeleton until it is there, the problem when it fails. */
export function Loaded<T>({
  query,
  rows = 4,
  children,
}: {
  readonly query: UseQueryResult<T>
  readonly rows?: number
  readonly children: (value: T) => ReactNode
}) {
  const line = useLine()
  if (query.data !== undefined) return children(query.data)
  if (line === 'lost') return <Offline />
  if (query.error !== null) return <ProblemView error={query.error} retry={() => void query.refetch()} />
  return (
    <div className="stack" aria-busy="true">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={row === 0 ? 28 : 18} width={row === 0 ? '40%' : `${95 - row * 7}%`} radius={3} />
      ))}
    </div>
  )
}

/** Nothing could be read yet and the server does not answer; what stands here is read by itself once it does. */
export function Offline() {
  const { t } = useTranslation('shell')
  return (
    <div className="empty" role="status">
      <h3>{t('offlineTitle')}</h3>
      <p>{t('offlineText')}</p>
    </div>
  )
}

interface EmptyProps {
  readonly title: string
  readonly children: ReactNode
  readonly acts?: ReactNode
  /** Stands in place of a whole screen, whose heading it then is. */
  readonly isPage?: boolean
}

/** An empty state that teaches what would stand here and how it gets here. */
export function Empty({ title, children, acts, isPage = false }: EmptyProps) {
  return (
    <div className="empty">
      {isPage ? <h1>{title}</h1> : <h3>{title}</h3>}
      <p>{children}</p>
      {acts !== undefined && <div className="row">{acts}</div>}
    </div>
  )
}
