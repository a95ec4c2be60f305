import { Drawer } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { Loaded } from '../../ui/page.tsx'
import { When } from '../../ui/time.tsx'
import { useActivityWords } from './activity-words.ts'
import styles from './activity.module.css'

type Shown = ValueOf<'activity.show'>

/** One entry: what changed, and its place in the chain. */
export function EntryDrawer({ seq, onClose }: { readonly seq: number; readonly onClose: () => void }) {
  const { t } = useTranslation('activity')
  const { t: common } = useTranslation('common')
  const tenant = useTenant()
  const shown = useRead('activity.show', { params: { tenant, seq } })
  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('entry', { seq })}
      size={640}
      padding="md"
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Loaded query={shown}>{(value) => <EntryView shown={value} />}</Loaded>
    </Drawer>
  )
}

function EntryView({ shown }: { readonly shown: Shown }) {
  const { t } = useTranslation('activity')
  const words = useActivityWords()
  const { entry } = shown
  return (
    <div className="stack-lg">
      <dl className="facts">
        <dt>{t('when')}</dt>
        <dd>
          <When at={entry.at} />
        </dd>
        <dt>{t('who')}</dt>
        <dd>{words.who(entry)}</dd>
        <dt>{t('what')}</dt>
        <dd>
          {words.slice(entry.action)}: {words.verb(entry.action)}
        </dd>
        <dt>{t('object')}</dt>
        <dd>
          {words.kind(entry.kind)} {words.object(entry)}
          <div className="mono muted">{entry.object}</div>
        </dd>
      </dl>
      <Changes shown={shown} />
      <section>
        <h3>{t('chain')}</h3>
        <dl className="facts small">
          <dt>{t('actor')}</dt>
          <dd className="mono">{entry.actor}</dd>
          <dt>{t('digest')}</dt>
          <dd className="mono">{shown.detailDigest}</dd>
          <dt>{t('previous')}</dt>
          <dd className="mono">{shown.previous}</dd>
          <dt>{t('hash')}</dt>
          <dd className="mono">{shown.hash}</dd>
        </dl>
      </section>
    </div>
  )
}

function Changes({ shown }: { readonly shown: Shown }) {
  const { t } = useTranslation('activity')
  if (shown.entry.detail === 'erased') return <p className="muted">{t('erasedDetail')}</p>
  if (shown.entry.detail === 'none') return <p className="muted">{t('noDetail')}</p>
  const isWhole = shown.before === null || shown.after === null
  const rows = isWhole ? leavesOf(shown.after ?? shown.before, shown.after === null ? 'before' : 'after') : shown.changes
  if (rows.length === 0) return <p className="muted">{t('noChange')}</p>
  return (
    <section>
      {isWhole && <h3>{t(shown.after === null ? 'gone' : 'added')}</h3>}
      <table className={styles.changes}>
        {!isWhole && (
          <thead>
            <tr>
              <th scope="col" aria-label={t('what')} />
              <th scope="col">{t('before')}</th>
              <th scope="col">{t('after')}</th>
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((one) => (
            <tr key={one.path}>
              <td className="mono">{one.path}</td>
              {(!isWhole || shown.after === null) && (
                <td>
                  <Value value={one.before} tone="before" />
                </td>
              )}
              {(!isWhole || shown.after !== null) && (
                <td>
                  <Value value={one.after} tone="after" />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Value({ value, tone }: { readonly value: unknown; readonly tone: 'before' | 'after' }) {
  if (value === undefined || value === null) return <span className="muted">–</span>
  return <span className={styles[tone]}>{told(value)}</span>
}

/** A value in one line: members of an object by name, lists separated by commas. */
function told(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(told).join(value.some((one) => typeof one === 'object') ? '; ' : ', ')
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? ''
  return Object.entries(value)
    .filter(([, one]) => one !== null && one !== '')
    .map(([key, one]: [string, unknown]) => `${key}: ${told(one)}`)
    .join(', ')
}

interface Leaf {
  readonly path: string
  readonly before?: unknown
  readonly after?: unknown
}

/** The first level of a thing that was added or removed whole. */
function leavesOf(value: unknown, side: 'before' | 'after'): readonly Leaf[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [{ path: '', [side]: value }]
  return Object.entries(value).map(([path, one]) => ({ path, [side]: one as unknown }))
}
