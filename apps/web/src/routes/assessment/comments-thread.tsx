import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Comment, MemberName } from '@caponier/contract/assessment/comments'
import { useAct, useRead } from '../../api/queries.ts'
import { useMay } from '../../api/session.ts'
import { Loaded } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { When } from '../../ui/time.tsx'
import detailCss from './detail.module.css'

interface Cell {
  readonly tenant: string
  readonly framework: string
  readonly subject: string
  readonly requirement: string
}

/** Threads on one requirement: open ones first, closed ones on demand. */
export function CommentsThread({ cell, mayWrite }: { readonly cell: Cell; readonly mayWrite: boolean }) {
  const { t } = useTranslation('assessment')
  const query = useRead('comments.list', { params: { ...cell }, query: { limit: 5_000 } })
  const [closed, setClosed] = useState(false)
  return (
    <Loaded query={query} rows={2}>
      {({ items: comments }) => {
        const roots = comments.filter((one) => one.thread === null)
        const shown = roots.filter((one) => closed || one.resolved === null)
        const hidden = roots.length - shown.length
        return (
          <div className="stack">
            {roots.length === 0 && <p className="muted">{t('comments.none')}</p>}
            {shown.map((root) => (
              <Thread
                key={root.id}
                root={root}
                replies={comments.filter((one) => one.thread === root.id)}
                cell={cell}
                mayWrite={mayWrite}
              />
            ))}
            {hidden > 0 && (
              <Button variant="subtle" size="compact-sm" onClick={() => setClosed(true)}>
                {t('comments.showClosed', { count: hidden })}
              </Button>
            )}
            {mayWrite && <Composer cell={cell} id="comment-new" />}
          </div>
        )
      }}
    </Loaded>
  )
}

function Thread({
  root,
  replies,
  cell,
  mayWrite,
}: {
  readonly root: Comment
  readonly replies: readonly Comment[]
  readonly cell: Cell
  readonly mayWrite: boolean
}) {
  const { t } = useTranslation('assessment')
  const resolve = useAct('comments.resolve')
  const [answering, setAnswering] = useState(false)
  return (
    <section className={detailCss.thread} data-resolved={root.resolved !== null}>
      <Said comment={root} cell={cell} />
      {replies.map((one) => (
        <Said key={one.id} comment={one} cell={cell} />
      ))}
      {root.resolved !== null && (
        <p className="muted small">
          {t('comments.resolved', { name: root.resolved.by ?? t('comments.gone'), at: '' })} <When at={root.resolved.at} relative={false} />
        </p>
      )}
      {resolve.error !== null && <ProblemView error={resolve.error} />}
      {mayWrite && (
        <div className="row">
          {root.resolved === null && !answering && (
            <Button variant="subtle" size="compact-sm" onClick={() => setAnswering(true)}>
              {t('comments.reply')}
            </Button>
          )}
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            loading={resolve.isPending}
            onClick={() =>
              resolve.mutate({
                params: { tenant: cell.tenant, id: root.id },
                version: root.version,
                body: { resolved: root.resolved === null },
              })
            }
          >
            {root.resolved === null ? t('comments.resolve') : t('comments.reopen')}
          </Button>
        </div>
      )}
      {answering && <Composer cell={cell} thread={root.id} onDone={() => setAnswering(false)} />}
    </section>
  )
}

function Said({ comment, cell }: { readonly comment: Comment; readonly cell: Cell }) {
  const { t } = useTranslation('assessment')
  const remove = useAct('comments.remove')
  return (
    <article className={detailCss.comment} data-reply={comment.thread !== null}>
      <header>
        <b>{comment.author ?? t('comments.gone')}</b>
        <When at={comment.at} />
        {comment.mine && (
          <Button
            variant="transparent"
            color="gray"
            size="compact-xs"
            loading={remove.isPending}
            onClick={() => remove.mutate({ params: { tenant: cell.tenant, id: comment.id }, version: comment.version })}
          >
            {t('comments.remove')}
          </Button>
        )}
      </header>
      <p>{comment.text}</p>
      {comment.mentions.length > 0 && <p className="muted small">{comment.mentions.map((one) => `@${one.name}`).join(', ')}</p>}
      {remove.error !== null && <ProblemView error={remove.error} />}
    </article>
  )
}

interface ComposerProps {
  readonly cell: Cell
  readonly thread?: string
  readonly id?: string
  readonly onDone?: () => void
}

/** Writes a comment. `@` and the beginning of a name offers members to call in. */
function Composer({ cell, thread, id, onDone }: ComposerProps) {
  const { t } = useTranslation('assessment')
  const { tenant, framework, subject } = cell
  const mayName = useMay().may('people.read')
  const members = useRead('assessments.members', { params: { tenant, framework, subject } }, { enabled: mayName, staleTime: 60_000 })
  const add = useAct('comments.add')
  const [text, setText] = useState('')
  const known = members.data?.members ?? []
  const typed = /@([\p{L}\p{N}.-]*)$/u.exec(text)?.[1]
  const offered = typed === undefined ? [] : known.filter((one) => one.name.toLowerCase().startsWith(typed.toLowerCase())).slice(0, 5)
  const send = (): void => {
    if (text.trim() === '') return
    const mentions = known.filter((one) => text.includes(`@${one.name}`)).map((one) => one.user)
    add.mutate(
      { params: { ...cell }, body: { text: text.trim(), mentions, ...(thread !== undefined && { thread }) } },
      {
        onSuccess: () => {
          setText('')
          onDone?.()
        },
      },
    )
  }
  return (
    <div className="stack">
      <ComposerField id={id} value={text} label={t('comments.placeholder')} onChange={setText} onSend={send} />
      {offered.length > 0 && (
        <div className="row" role="group" aria-label={t('comments.mention')}>
          {offered.map((one: MemberName) => (
            <Button
              key={one.user}
              size="compact-xs"
              variant="default"
              onClick={() => setText(text.replace(/@[\p{L}\p{N}.-]*$/u, `@${one.name} `))}
            >
              @{one.name}
            </Button>
          ))}
        </div>
      )}
      {add.error !== null && <ProblemView error={add.error} />}
      <div className="row">
        <Button size="compact-sm" loading={add.isPending} disabled={text.trim() === ''} onClick={send}>
          {t('comments.send')}
        </Button>
        {onDone !== undefined && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={onDone}>
            {t('reason.cancel')}
          </Button>
        )}
      </div>
    </div>
  )
}

interface FieldProps {
  readonly id: string | undefined
  readonly value: string
  readonly label: string
  readonly onChange: (text: string) => void
  readonly onSend: () => void
}

function ComposerField({ id, value, label, onChange, onSend }: FieldProps) {
  return (
    <Textarea
      {...(id !== undefined && { id })}
      value={value}
      placeholder={label}
      aria-label={label}
      maxLength={20_000}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSend()
      }}
    />
  )
}
